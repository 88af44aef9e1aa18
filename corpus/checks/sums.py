"""S: parts and wholes, shares and rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.checks.base import Check, Context, Finding, Row, percent, ratio_range, same_scope, shown
from corpus.comparing.cells import compatible, interval

_OPENS = re.compile(r"其中|包括|含|分别(?:为|是)|[:：(（]")
_TOTAL = re.compile(r"合计|共计|总计|三地|两地|四地|五地|小计")
_REST = re.compile(r"其余|剩余|其他|其它")
_HEDGED = re.compile(r"其余|等(?=[,，。;；])|主要|部分|左右")


def _counts(rows: list[Row]) -> list[Row]:
    return [r for r in rows if r["kind"] in ("count", "money") and r["value_max"] is None and r["value"]]


def _sum(parts: list[Row]) -> tuple[float, float]:
    spans = [interval(p) for p in parts]
    return sum(s[0] for s in spans), sum(s[1] for s in spans)


class Parts(Check):
    code = "S201"
    severity = "error"
    title = "各部分之和与总数不符"
    why = "分项加起来应等于总数;不等说明有一个数写错或漏了分项。"
    mend = "核对每个分项和总数;分项没有列全的,写明“其中部分”或补上“其他”。"
    bad = "接警47起，其中火灾22起、抢险18起、社会救助8起。"
    good = "接警47起，其中火灾22起、抢险18起、社会救助7起。"

    def run(self, context: Context) -> Iterator[Finding]:
        before: list[Row] = []
        for rows in context.sentences():
            done: set[int] = set()
            goes_on = before if re.match(r"\s*其中", rows[0]["sentence"]) else []  # …接警518起。其中:火灾扑救132起
            yield from self._declared(context, [*goes_on, *rows], done)
            before = rows
            yield from self._listed(context, rows, done)
            yield from self._totals(context, rows)
            yield from self._rest(context, rows, done)
        yield from self._elsewhere(context)
        yield from self._causes(context)

    def _differ(self, whole: Row, parts: list[Row], level: str | None = None) -> Finding:
        low, high = _sum(parts)
        total = f"{low:,.10g}" if low == high else f"{low:,.10g}—{high:,.10g}"
        words = "、".join(p["quote"] for p in parts)
        return self.finding(f"“{shown(whole)}”的各部分({words})相加为 {total},与总数不符", [whole, *parts], level)

    def _declared(self, context: Context, rows: list[Row], done: set[int]) -> Iterator[Finding]:
        """Sums between metrics (扑救 + 抢险 + 救助 = 接警出动) told in one sentence."""
        for relation in context.relations("sum"):
            wholes = [r for r in _counts(rows) if r["metric"] == relation["whole"] and r["kind"] == "count" and not r["qualifier"]]
            for whole in wholes[:1]:
                parts, seen = [], set()
                for r in _counts(rows):
                    if (
                        r["metric"] in relation["parts"]
                        and r["seq"] > whole["seq"]
                        and same_scope(r, whole)
                        and r["metric"] not in seen
                        and compatible((r["unit"], whole["unit"]), context.catalog)
                    ):
                        parts.append(r)
                        seen.add(r["metric"])
                if len(parts) < 2:
                    continue
                done.update(p["seq"] for p in parts)
                yield from self._judge(whole, parts, set(relation["needs"]) <= seen, relation["closing"] in seen, context)

    def _judge(self, whole: Row, parts: list[Row], full: bool, closed: bool, context: Context) -> Iterator[Finding]:
        low, high = _sum(parts)
        a, b = interval(whole)
        if low > b:
            yield self._differ(whole, parts)
        elif high < a and full:
            hedged = _HEDGED.search(context.text[whole["end"] : parts[-1]["start"]]) and not closed
            if not hedged:
                yield self._differ(whole, parts, None if closed else "warning")

    def _listed(self, context: Context, rows: list[Row], done: set[int]) -> Iterator[Finding]:
        """Parts behind 其中, a colon or in brackets, of the same unit as the figure before."""
        counts = _counts(rows)
        for i, whole in enumerate(counts):
            parts: list[Row] = []
            opened = ""
            for part in counts[i + 1 :]:
                between = context.text[(parts[-1] if parts else whole)["end"] : part["start"]]
                if not parts:
                    match = _OPENS.search(between)
                    if not match or re.search(r"[;；。]", between) or re.search(r"同期|去年|上年|\d{4}年", between):
                        break
                    opened = match[0]
                    if opened in ("(", "（") and re.search(r"[)）]", between):
                        break  # 206个乡(镇),3549个行政村: another bracket, and closed
                elif (
                    re.search(r"[;；。)）]|其中|(?<![,，、])[,，](?:同比|占|较|比)", between)
                    and not re.fullmatch(r"[^;；。)）]{0,14}", between)
                ) or re.search(r"[;；。)）]", between):
                    break
                if part["unit"] != whole["unit"] or part["seq"] in done or not same_scope(part, whole):
                    break
                if not (part["metric"] == whole["metric"] or not part["metric"] or part["metric"].partition(".")[0] == whole["activity"]):
                    break
                parts.append(part)
            if not parts or whole["kind"] != parts[0]["kind"]:
                continue
            low, high = _sum(parts)
            a, b = interval(whole)
            closed = opened in ("(", "（", ":", "：") or opened.startswith("分别")
            if len(parts) == 1:
                if interval(parts[0])[0] > b:
                    yield from Larger().one(parts[0], whole)
            elif low > b and opened != "含":
                yield self._differ(whole, parts)
            elif high < a and closed and len(parts) >= 2 and a - high <= 0.4 * a:
                yield self._differ(whole, parts, "warning" if opened in ("(", "（") and a - high > 0.1 * a else None)
            elif high < a and (a - high <= max(2.0, 0.03 * a) or (len(parts) >= 3 and a - high <= 0.15 * a)):
                yield self._differ(whole, parts, "warning")

    def _totals(self, context: Context, rows: list[Row]) -> Iterator[Finding]:
        """城东区302起、城西区268起,合计570起: the total behind its parts."""
        counts = _counts(rows)
        for i, total in enumerate(counts):
            lead = context.text[counts[i - 1]["end"] : total["start"]] if i else ""
            if i < 2 or not re.search(r"合计|总计|小计|共计", lead) or re.search(r"[。;；]", lead):
                continue
            parts: list[Row] = []
            for part in reversed(counts[:i]):
                if part["unit"] != total["unit"] or part["metric"] != total["metric"] or _TOTAL.search(part["label"]):
                    break
                parts.insert(0, part)
            if len(parts) >= 2:
                low, high = _sum(parts)
                a, b = interval(total)
                if low > b or high < a:
                    yield self._differ(total, parts)

    def _rest(self, context: Context, rows: list[Row], done: set[int]) -> Iterator[Finding]:
        """检视问题19条,已整改17条,其余2条…: what is left and what was done make the whole."""
        counts = _counts(rows)
        for i, rest in enumerate(counts):
            begin = max(context.text.rfind(c, 0, rest["start"]) for c in "，,。;；、\n") + 1
            if i < 2 or not re.match(r"\s*(?:其余|剩余)", context.text[begin : rest["start"]]) or rest["seq"] in done:
                continue
            before = [r for r in counts[:i] if r["unit"] == rest["unit"] and same_scope(r, rest)]
            if len(before) < 2:
                continue
            done_part, whole = before[-1], before[-2]
            low, high = _sum([done_part, rest])
            a, b = interval(whole)
            if whole["value"] >= done_part["value"] and (low > b or high < a) and max(low, high) < 2 * a:
                yield self._differ(whole, [done_part, rest])

    def _elsewhere(self, context: Context) -> Iterator[Finding]:
        """一至四季度分别为…: parts by the calendar of a total told in another sentence."""
        for rows in context.sentences():
            by: dict[str, list[Row]] = {}
            for r in _counts(rows):
                if r["metric"] and re.match(r"[一二三四]季度", r["qualifier"]):
                    by.setdefault(r["metric"], []).append(r)
            for metric, parts in by.items():
                cell = context.cells.get(metric)
                if len(parts) == 4 and cell is not None and cell.how == "stated":
                    low, high = _sum(parts)
                    a, b = interval(cell.sources[0])
                    if low > b or high < a:
                        yield self._differ(cell.sources[0], parts)

    def _causes(self, context: Context) -> Iterator[Finding]:
        """Causes or places of fires that end with 其他 or 其余 make all the fires, wherever their number stands."""
        cell = context.cells.get("fire.fires")
        if cell is None or cell.how != "stated":
            return
        whole = cell.sources[0]
        groups: dict[tuple[str, ...], list[Row]] = {}
        for rows in context.sentences():
            parts = [
                r
                for r in _counts(rows)
                if r["metric"] == "fire.fires"
                and r["kind"] == "count"
                and r["qualifier"]
                and r["status"] == "actual"
                and not _TOTAL.search(r["label"])
            ]
            if parts and same_scope(parts[0], whole) and parts[0]["start"] > whole["start"]:
                groups[(str(rows[0]["sentence_start"]),)] = parts
        for parts in groups.values():
            closing = [p for p in parts if _REST.search(p["label"])]
            if len(parts) >= 3 and closing and parts[-1] is closing[-1]:
                low, high = _sum(parts)
                a, b = interval(whole)
                if low > b or high < a:
                    yield self._differ(whole, parts)


class Larger(Check):
    code = "L301"
    severity = "error"
    title = "部分大于总体"
    why = "整改的不会多于发现的,销案的不会多于挂牌的,其中的一项不会多于总数。"
    mend = "核对两个数;含复查整改、往年结转的,请在句中写明。"
    bad = "发现火灾隐患182处，督促整改197处。"
    good = "发现火灾隐患197处，督促整改182处。"

    def one(self, part: Row, whole: Row) -> Iterator[Finding]:
        yield self.finding(f"“{shown(part)}”大于“{shown(whole)}”", [part, whole])

    def run(self, context: Context) -> Iterator[Finding]:
        for relation in context.relations("at_most"):
            pairs = _pairs(context, relation["part"], relation["whole"])
            for part, whole in pairs:
                if interval(part)[0] > interval(whole)[1]:
                    yield self.finding(f"“{shown(part)}”大于“{shown(whole)}”:{relation['reason']}", [part, whole])


def _pairs(context: Context, one: str, two: str, kind: str = "") -> list[tuple[Row, Row]]:
    """The figures of two metrics that belong together: of one sentence and scope, else those that stand for the whole report."""
    found = []
    for rows in context.sentences():
        a = [r for r in rows if r["metric"] == one and r["kind"] in ("count", "money") and not r["qualifier"] and r["value"]]
        b = [r for r in rows if r["metric"] == two and r["kind"] in ("count", "money") and not r["qualifier"] and r["value"]]
        if len(a) == 1 and len(b) == 1 and same_scope(a[0], b[0]):
            found.append((a[0], b[0]))
    if not found:
        x, y = context.cells.get(one), context.cells.get(two)
        if x is not None and y is not None and x.how == y.how == "stated" and x.value and y.value:
            found.append((x.sources[0], y.sources[0]))
    return found


class Shares(Check):
    code = "S202"
    severity = "error"
    title = "占比与部分、总数不符"
    why = "占比可以由部分和总数算出,算出来的应与写的一致(允许末位四舍五入或截尾)。"
    mend = "重新计算占比,或核对部分与总数。"
    bad = "火灾396起，其中三季度133起，占33.4%。"
    good = "火灾396起，其中三季度133起，占33.6%。"

    def run(self, context: Context) -> Iterator[Finding]:
        for rows in context.sentences():
            for i, share in enumerate(rows):
                if share["kind"] != "ratio" or share["unit"] != "%" or share["status"] != "actual" or "占" not in share["label"]:
                    continue
                part = self._part(context, rows[:i], share)
                if part is None or part["value_max"] is not None:
                    continue
                wholes = self._wholes(context, rows[:i], part, share)
                if not wholes or any(self._agrees(part, w, share) for w in wholes):
                    continue
                whole = wholes[0]
                if part["value"] > whole["value"]:
                    continue
                low, high = ratio_range(part, whole)
                yield self.finding(
                    f"“{shown(part)}”占“{shown(whole)}”应为 {(low + high) / 2:.{max(1, share['decimals'])}f}%,写成了 {share['quote']}",
                    [share, part, whole],
                )

    @staticmethod
    def _agrees(part: Row, whole: Row, share: Row) -> bool:
        low, high = ratio_range(part, whole)
        if share["modifier"] == "over":
            return high >= share["value"] - 0.5 and low <= share["value"] + 10
        if share["modifier"] == "under":
            return low <= share["value"] + 0.5 and high >= share["value"] - 10
        if share["modifier"] == "about" or share["decimals"] < 0:
            return low - 5 <= share["value"] <= high + 5
        return percent(share["value"], share["decimals"], low, high)

    @staticmethod
    def _part(context: Context, before: list[Row], share: Row) -> Row | None:
        if share["of"] is not None:
            part = context.rows[share["of"]]
            if part["kind"] in ("count", "money") and part["value"] and same_scope(part, share):
                return part
            return None
        return None

    @staticmethod
    def _wholes(context: Context, before: list[Row], part: Row, share: Row) -> list[Row]:
        """What the share may be a share of: larger figures of the sentence with the same unit, and the report's own total."""
        found: list[Row] = []
        cell = context.cells.get(part["metric"])
        if cell is not None and cell.how == "stated" and cell.sources[0]["seq"] != part["seq"] and cell.sources[0]["unit"] == part["unit"]:
            found.append(cell.sources[0])
        for relation in context.relations("sum"):
            total = context.cells.get(relation["whole"])
            if part["metric"] in relation["parts"] and total is not None and total.how == "stated":
                found.append(total.sources[0])
        for row in reversed(before):
            if row["seq"] == part["seq"] or row["kind"] != part["kind"] or row["unit"] != part["unit"]:
                continue
            if part["metric"] and row["metric"] == part["metric"] and row not in found and not row["qualifier"] and same_scope(row, part):
                found.append(row)
        if part["metric"] in ("fire.deaths", "fire.injuries", "fire.direct_loss", "fire.fires") and not found:
            totals = [
                r
                for r in context.rows
                if r["metric"] == part["metric"]
                and r["kind"] == part["kind"]
                and r["unit"] == part["unit"]
                and not r["qualifier"]
                and same_scope(r, part)
                and r["seq"] < part["seq"]
            ]
            found += totals[:1]
        return found


class Rates(Check):
    code = "S203"
    severity = "error"
    title = "比率与两个数字不符"
    why = "整改率=整改÷发现;合格率、办结率等同理,算出来的应与写的一致。"
    mend = "重新计算比率,或核对两个数字。"
    bad = "发现隐患2310处，督促整改2264处，整改率95%。"
    good = "发现隐患2310处，督促整改2264处，整改率98%。"

    def run(self, context: Context) -> Iterator[Finding]:
        declared = {r["metric"]: r for r in context.relations("rate")}
        for rows in context.sentences():
            for i, rate in enumerate(rows):
                if rate["kind"] != "ratio" or rate["unit"] != "%" or rate["status"] != "actual" or "占" in rate["label"]:
                    continue
                pair = self._pair(context, rows[:i], rate, declared.get(rate["metric"]))
                if pair is None:
                    continue
                part, whole = pair
                low, high = ratio_range(part, whole)
                if rate["modifier"] != "exact":
                    continue
                if not percent(rate["value"], rate["decimals"], low, high):
                    yield self.finding(
                        f"由“{shown(part)}”和“{shown(whole)}”算得 {(low + high) / 2:.2f}%,写成了“{shown(rate)}”", [rate, part, whole]
                    )

    @staticmethod
    def _pair(context: Context, before: list[Row], rate: Row, relation: Any) -> tuple[Row, Row] | None:
        counts = [r for r in before if r["kind"] == "count" and r["value_max"] is None and r["status"] == rate["status"]]
        if relation is not None:
            parts = [r for r in counts if r["metric"] == relation["numerator"]]
            wholes = [r for r in counts if r["metric"] == relation["denominator"]]
            return (parts[-1], wholes[-1]) if parts and wholes and same_scope(parts[-1], wholes[-1]) else None
        word = re.search(r"([\u4e00-\u9fff]{2})率$", rate["label"])
        if not word:
            return None
        spots = [i for i, r in enumerate(counts) if r["label"].rstrip().endswith(word[1])]
        if not spots or not spots[-1]:
            return None
        part, whole = counts[spots[-1]], counts[spots[-1] - 1]
        if whole["unit"] != part["unit"] or not same_scope(part, whole) or whole["value"] < part["value"]:
            return None
        return part, whole


class ShareTotal(Check):
    code = "S204"
    severity = "warning"
    title = "同一总体的占比之和超过 100%"
    why = "同一总体的各部分占比加起来不会超过 100%。"
    mend = "核对各占比;不同口径的占比请分开写。"
    bad = "住宅占46.2%，厂房占31.5%，商铺占29.0%。"
    good = "住宅占46.2%，厂房占31.5%，商铺占19.0%。"

    def run(self, context: Context) -> Iterator[Finding]:
        for rows in context.sentences():
            groups: dict[str, list[Row]] = {}
            for r in rows:
                if r["kind"] == "ratio" and r["unit"] == "%" and "占" in r["label"] and r["status"] == "actual" and r["metric"]:
                    family = "response" if r["metric"].startswith("response.") else r["metric"]
                    groups.setdefault(family, []).append(r)
            for shares in groups.values():
                names = {r["qualifier"] or r["metric"] for r in shares}
                total = sum(r["value"] for r in shares)
                if (
                    len(shares) >= 2
                    and len(names) == len(shares)
                    and total > 100 + 0.6 * len(shares) * 10.0 ** -min(r["decimals"] for r in shares)
                ):
                    yield self.finding(f"各占比相加为 {total:.1f}%,超过 100%", shares)
