"""C: changes against an earlier value, in the draft or in the store."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from corpus.checks.base import Check, Context, Finding, Row, percent, shown
from corpus.comparing.cells import Cell, compatible, interval
from extract.reading.calendar import year_before

_YEAR = re.compile(r"同比|去年同期|上年同期|与去年|比去年|较去年|比上年|较上年|与上年|去年|上年|同期|(?:与|同|和|较|比)(?P<year>\d{4})年")
_OTHER_BASE = re.compile(r"环比|上季度|上半年|上月|前三年|前年|年均|近[三五两]年|平均")


def _now_and_base(context: Context, rows: list[Row], i: int) -> tuple[Row, Row] | None:
    """The present and the earlier value in the sentence that the change rows[i] speaks of, or None."""
    change = rows[i]
    level = context.rows[change["of"]] if change["of"] is not None else None
    if level is not None and level["kind"] == "change":
        level = context.rows[level["of"]] if level["of"] is not None else None
    before = [r for r in rows[:i] if r["kind"] in ("count", "money", "ratio", "measure") and r["metric"] == change["metric"]]
    # 由97起降至81起,下降16.5%
    if len(before) >= 2 and before[-1]["unit"] == before[-2]["unit"]:
        a, b = before[-2], before[-1]
        if re.search(r"(?:由|从)[^,，。;；]{0,16}$", context.text[max(0, a["start"] - 18) : a["start"]]) and re.search(
            r"(?:至|到|为)(?:了)?$", context.text[max(0, b["start"] - 4) : b["start"]].rstrip()
        ):
            return b, a
    # 1062起(2022年同期1130起),同比下降6.0%
    for a, b in itertools.pairwise(before):
        between = context.text[a["end"] : b["start"]]
        if (
            a["unit"] == b["unit"]
            and re.match(r"[(（]?[^,，。;；]{0,4}(?:去年|上年|\d{4}年)", between)
            and b["period_end"]
            and a["period_end"]
            and b["period_end"] < a["period_end"]
        ):
            if level is None or level["seq"] in (a["seq"], b["seq"]):
                return a, b
    return None


def _range(now: Row, base: Row) -> tuple[float, float]:
    (a, b), (c, d) = interval(now), interval(base)
    if c <= 0:
        return float("-inf"), float("inf")
    return 100 * (a - d) / d, 100 * (b - c) / c


class InDraft(Check):
    code = "C401"
    severity = "error"
    title = "变化幅度与两个数字不符"
    why = "升降幅度可以由本期和基期的数算出,算出来的应与写的一致。"
    mend = "重新计算幅度,或核对两个数字。"
    bad = "由97起降至81起，下降18.5%。"
    good = "由97起降至81起，下降16.5%。"

    def run(self, context: Context) -> Iterator[Finding]:
        for rows in context.sentences():
            for i, change in enumerate(rows):
                if change["kind"] != "change" or change["status"] != "actual" or not change["metric"]:
                    continue
                pair = _now_and_base(context, rows, i)
                if pair is not None:
                    yield from self._against(change, *pair)
                else:
                    yield from self._difference(context, rows, i)

    def _against(self, change: Row, now: Row, base: Row) -> Iterator[Finding]:
        if change["unit"] == "%" and change["modifier"] == "exact":
            low, high = _range(now, base)
            if not percent(change["value"], change["decimals"], low, high) and not percent(-change["value"], change["decimals"], low, high):
                yield self.finding(
                    f"由“{base['quote']}”到“{now['quote']}”应为 {(low + high) / 2:+.2f}%,写成了“{shown(change)}”", [change, now, base]
                )
        elif change["unit"] == now["unit"] and change["modifier"] == now["modifier"] == base["modifier"] == "exact":
            difference = now["value"] - base["value"]
            if abs(abs(change["value"]) - abs(difference)) > 1e-6 * max(1.0, abs(difference)):
                yield self.finding(
                    f"“{now['quote']}”与“{base['quote']}”相差 {difference:+,.10g},写成了“{shown(change)}”", [change, now, base]
                )

    def _difference(self, context: Context, rows: list[Row], i: int) -> Iterator[Finding]:
        """47起,增加5起,增幅11.9%: the difference gives the base, the base the percentage."""
        change = rows[i]
        if (
            change["unit"] != "%"
            or i < 1
            or rows[i - 1]["kind"] != "change"
            or rows[i - 1]["metric"] != change["metric"]
            or rows[i - 1]["unit"] in ("%", "", "个百分点")
        ):
            return
        step = rows[i - 1]
        levels = [
            r for r in rows[: i - 1] if r["metric"] == change["metric"] and r["kind"] in ("count", "money") and r["unit"] == step["unit"]
        ]
        if not levels and step["of"] is not None:
            levels = [context.rows[step["of"]]]
        if (
            not levels
            or change["modifier"] != "exact"
            or step["modifier"] != "exact"
            or levels[-1]["modifier"] != "exact"
            or levels[-1]["unit"] != step["unit"]
        ):
            return
        now = levels[-1]
        if now["qualifier"] != step["qualifier"]:
            return
        base = now["value"] - step["value"]
        if base <= 0:
            return
        low, high = 100 * step["value"] / base, 100 * step["value"] / base
        if not percent(change["value"], change["decimals"], low, high):
            yield self.finding(
                f"“{shown(now)}”{'增加' if step['value'] > 0 else '减少'}{step['quote']},基数为 {base:,.10g},幅度应为 {low:+.2f}%,写成了“{shown(change)}”",
                [change, step, now],
            )


class Direction(Check):
    code = "C403"
    severity = "error"
    title = "升降方向与数字相反"
    why = "数字变大却写“下降”,或变小却写“上升”。"
    mend = "改正升降的说法,或核对两个数字。"
    bad = "由81起降至97起。"
    good = "由97起降至81起。"

    def run(self, context: Context) -> Iterator[Finding]:
        for rows in context.sentences():
            for a, b in itertools.pairwise(rows):
                yield from self._from_to(context, a, b)
            for i, change in enumerate(rows):
                if change["kind"] == "change" and change["unit"] == "%" and change["status"] == "actual" and change["value"]:
                    pair = _now_and_base(context, rows, i)
                    if pair is None:
                        continue
                    low, high = _range(*pair)
                    flipped = percent(-change["value"], change["decimals"], low, high) and not percent(
                        change["value"], change["decimals"], low, high
                    )
                    if flipped:
                        yield self.finding(
                            f"由“{pair[1]['quote']}”到“{pair[0]['quote']}”是{'上升' if low > 0 else '下降'},写成了“{shown(change)}”",
                            [change, *pair],
                        )

    def _from_to(self, context: Context, a: Row, b: Row) -> Iterator[Finding]:
        if a["unit"] != b["unit"] or a["kind"] != b["kind"] or a["kind"] == "change":
            return
        lead = context.text[max(0, a["start"] - 12) : a["start"]]
        between = context.text[a["end"] : b["start"]]
        if not re.search(r"(?:由|从)[^,，。;；]{0,10}$", lead) or len(between) > 14:
            return
        up = re.search(r"(?:升|增|提高|提升|上涨|扩大)[^,，。;；]{0,4}(?:至|到|为)", between)
        down = re.search(r"(?:降|减|缩短|缩减|压减|下滑)[^,，。;；]{0,4}(?:至|到|为)", between)
        (low, high), (low2, high2) = interval(a), interval(b)
        if (up and not down and high2 < low) or (down and not up and low2 > high):
            yield self.finding(f"由“{a['quote']}”到“{b['quote']}”与“{(up or down)[0]}”方向相反", [b, a])  # type: ignore[index]


class Impossible(Check):
    code = "C404"
    severity = "error"
    title = "不可能的变化幅度"
    why = "基数为零不能用百分比;下降不会超过 100%;由幅度倒推的基数应是整数。"
    mend = "基数为零时写“由0增至3”;核对小数点和幅度。"
    bad = "火灾起数同比下降338%。"
    good = "火灾起数同比下降33.8%。"

    def run(self, context: Context) -> Iterator[Finding]:
        for rows in context.sentences():
            for i, change in enumerate(rows):
                if change["kind"] != "change" or change["unit"] != "%":
                    continue
                if change["value"] < -100 - 1e-9:
                    yield self.finding(f"“{shown(change)}”:下降不会超过 100%", [change])
                    continue
                pair = _now_and_base(context, rows, i)
                if pair is not None and not pair[1]["value"]:
                    yield self.finding(f"基数为零,“{shown(change)}”没有意义,宜写“由0增至{pair[0]['quote']}”", [change, *pair])
                elif pair is None and change["status"] == "actual":
                    yield from self._whole_base(context, change)

    def _whole_base(self, context: Context, change: Row) -> Iterator[Finding]:
        level = context.rows[change["of"]] if change["of"] is not None else None
        if (
            level is None
            or level["kind"] != "count"
            or level["modifier"] != "exact"
            or level["decimals"] != 0
            or not level["value"]
            or change["modifier"] != "exact"
        ):
            return
        if level["unit"] not in ("起", "人", "次", "家", "名", "处") or change["value"] <= -99 or abs(change["value"]) > 400:
            return
        unit = 10.0 ** -change["decimals"]
        low_p, high_p = (
            (change["value"] - 0.5 * unit, change["value"] + unit)
            if change["value"] >= 0
            else (change["value"] - unit, change["value"] + 0.5 * unit)
        )
        low, high = level["value"] / (1 + high_p / 100), level["value"] / (1 + low_p / 100)
        if int(high + 1e-9) < low - 1e-9:
            yield self.finding(
                f"由“{shown(level)}”和“{shown(change)}”倒推,基数约为 {(low + high) / 2:.2f},不是整数", [change, level], "warning"
            )


class AgainstPast(Check):
    code = "C402"
    severity = "error"
    title = "变化幅度与往期报告不符"
    why = "同比的基数应是上一年同期报告里的数。"
    mend = "核对上年报告的数;基数作过调整的请写明。"
    bad = "接警305起，同比上升16.6%。(上年同期报告为286起)"
    good = "接警305起，同比上升6.6%。"

    def run(self, context: Context) -> Iterator[Finding]:
        base = context.past.get((year_before(context.report.period).start, year_before(context.report.period).end))
        if not base:
            return
        for row in context.rows:
            if row["kind"] != "change" or row["of"] is None or row["status"] != "actual" or row["entity"] or row["qualifier"]:
                continue
            told = _YEAR.search(row["sentence"][: row["end"] - row["sentence_start"]])
            own = context.report.period.start
            if (
                not told
                or (told["year"] and own and int(told["year"]) != own.year - 1)
                or _OTHER_BASE.search(context.text[max(row["sentence_start"], row["start"] - 20) : row["start"]])
            ):
                continue
            now = context.rows[row["of"]]
            cell = base.get(row["metric"])
            if (
                cell is None
                or cell.value is None
                or cell.how not in ("stated", "zero")
                or now["kind"] not in ("count", "money")
                or not compatible((cell.unit, now["unit"]), context.catalog)
            ):
                continue
            yield from self._judge(row, now, cell)

    def _judge(self, change: Row, now: Row, cell: Cell) -> Iterator[Finding]:
        past = cell.sources[0]
        if change["unit"] == "%" and change["modifier"] == "exact":
            if not cell.value:
                yield self.finding(f"上年同期为 0,“{shown(change)}”没有意义", [change, now])
                return
            low, high = _range(now, past)
            if not percent(change["value"], change["decimals"], low, high):
                yield self.finding(
                    f"上年同期报告为{past['quote']},“{shown(now)}”应为 {(low + high) / 2:+.2f}%,写成了“{shown(change)}”", [change, now]
                )
        elif change["unit"] == now["unit"] and change["modifier"] == now["modifier"] == cell.modifier == "exact":
            difference = now["value"] - (cell.value or 0)
            if abs(change["value"] - difference) > 1e-6 * max(1.0, abs(difference)):
                yield self.finding(f"上年同期报告为{past['quote']},相差应为 {difference:+,.10g},写成了“{shown(change)}”", [change, now])
