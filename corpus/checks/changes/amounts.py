"""How much something changed, held against the two figures (C401) and against the report of the year before (C402)."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Cell, Row, interval
from corpus.checks.base import Check, shown
from corpus.checks.changes.levels import Levels
from corpus.checks.changes.multiples import against_past, in_draft
from corpus.checks.changes.tabled import wrong_changes
from corpus.checks.changes.told import agrees, agrees_turned, changes, levels
from corpus.checks.figures import apart, growth, unequal
from corpus.checks.finding import Finding
from corpus.checks.pairs import AMOUNTS, is_base, is_earlier, neighbours
from corpus.periods import period_in_chinese
from corpus.shown import number, rough, signed
from extract.reading.calendar import year_before

_NEARLY = 0.05  # of its size, by which what is doubled may be off


def _exact(*rows: Row) -> bool:
    return all(r["modifier"] == "exact" for r in rows)


class InDraft(Check):
    code = "C401"
    severity = "error"
    title = "变化幅度与两个数字不符"
    why = "升降幅度可以由本期和基期的数算出,算出来的应与写的一致。"
    mend = "重新计算幅度,或核对两个数字。"
    bad = "由97起降至81起，下降18.5%。"
    good = "由97起降至81起，下降16.5%。"

    def run(self) -> Iterator[Finding]:
        for change, earlier in changes(self.context):
            if change["status"] != "actual":
                continue
            pair = levels(self.context, change, earlier)
            if pair is not None:
                yield from self._between(change, pair)
            elif change["unit"] == "%" and change["metric"]:
                yield from self._of_step(change, earlier)
        yield from self._multiples()
        for cells, message, sure in wrong_changes(self.context):
            spans = tuple((c.start, c.end) for c in cells)
            figures = tuple({"quote": c.text.strip()} for c in cells)
            yield Finding(self.code, self.severity if sure else "warning", message, spans, figures)
        yield from self._doubled()

    def _doubled(self) -> Iterator[Finding]:
        """数量翻番,由15人增至25人: told before the two figures."""
        for base, now in neighbours(self.context):
            lead = self.context.text[base["sentence_start"] : base["start"]]
            to = self.context.pattern("changes.to").search(self.context.before(now, 4).rstrip())
            if not self.context.pattern("changes.doubled").search(lead) or not to or base["unit"] != now["unit"] or not _exact(now, base):
                continue
            if (
                base["kind"] == now["kind"]
                and base["kind"] in AMOUNTS
                and not abs(now["value"] - 2 * base["value"]) <= _NEARLY * now["value"]
            ):
                yield self.finding(f"由“{base['quote']}”到“{now['quote']}”不是翻番", [now, base])

    def _multiples(self) -> Iterator[Finding]:
        for times, now, base in in_draft(self.context):
            fraction = now["value"] / base["value"] if base["value"] else 0
            yield self.finding(
                f"“{now['quote']}”是“{base['quote']}”的 {rough(fraction, 3)} 倍,写成了“{times['quote']}”", [times, now, base]
            )

    def _between(self, change: Row, pair: Levels) -> Iterator[Finding]:
        """The change against both figures; its sign is the affair of C403."""
        now, base = pair
        if change["unit"] == "%" and _exact(change):
            computed = growth(now, base)
            if not agrees(change, computed) and not agrees_turned(change, computed):
                yield self.finding(
                    f"由“{base['quote']}”到“{now['quote']}”应为 {sum(computed) / 2:+.2f}%,写成了“{shown(change)}”",
                    [change, now, base],
                    right=sum(computed) / 2,
                )
        elif self._tells_difference(change, now) and _exact(change, now, base):
            difference = round(now["value"] - base["value"], 6)
            if unequal(abs(change["value"]), abs(difference)):
                yield self.finding(
                    f"“{now['quote']}”与“{base['quote']}”相差 {signed(difference)},写成了“{shown(change)}”", [change, now, base]
                )

    def _tells_difference(self, change: Row, now: Row) -> bool:
        """In the unit of the figures, in points of percentages, or that there is none (持平)."""
        points = dict(pair.split() for pair in self.context.table("changes")["points"])
        flat = self.context.pattern("changes.just_as_many").fullmatch(change["quote"])  # 基本持平 leaves room
        return bool(change["unit"] == now["unit"] or points.get(change["unit"]) == now["unit"] or flat)

    def _of_step(self, change: Row, earlier: list[Row]) -> Iterator[Finding]:
        """47起,增加5起,增幅11.9%: the difference gives the base, the base the percentage."""
        step = self._step(change, earlier)
        now = self._level_of(step, earlier[:-1]) if step is not None else None
        if step is None or now is None or not _exact(change, step, now):
            return
        if now["qualifier"] != step["qualifier"] and step["of"] != now["seq"]:
            return
        base = now["value"] - step["value"]
        if base <= 0:
            return
        computed = 100 * step["value"] / base
        if not agrees(change, (computed, computed)):
            yield self.finding(
                f"“{shown(now)}”{'增加' if step['value'] > 0 else '减少'}{step['quote']},基数为 {number(base)},"
                f"幅度应为 {computed:+.2f}%,写成了“{shown(change)}”",
                [change, step, now],
                right=computed,
            )

    def _step(self, change: Row, earlier: list[Row]) -> Row | None:
        """The change by an amount told just before the change in percent."""
        step = earlier[-1] if earlier else None
        if step is None or step["kind"] != "change":
            return None
        if step["metric"] != change["metric"] and not self.context.pattern("changes.goes_on").fullmatch(self.context.between(step, change)):
            return None
        return None if step["unit"] in self.context.table("changes")["no_amount"] else step

    def _level_of(self, step: Row, earlier: list[Row]) -> Row | None:
        """The figure that was reached by the step: the last told before it, else the one it is told of."""
        told = [r for r in earlier if r["metric"] == step["metric"] and r["kind"] in AMOUNTS and r["unit"] == step["unit"]]
        told = [r for r in told if not is_base(self.context, r)] or told
        level = told[-1] if told else self.context.referent(step)
        if level is None and step["metric"] and not step["qualifier"]:
            level = self.context.stated(step["metric"])  # 接警418起。…接警总量增加32起,增长8.3%
        return level if level is not None and level["unit"] == step["unit"] else None


class AgainstPast(Check):
    code = "C402"
    severity = "error"
    title = "变化幅度与往期报告不符"
    why = "同比的基数应是上一年同期报告里的数。"
    mend = "核对上年报告的数;基数作过调整的请写明。"
    bad = "接警305起，同比上升16.6%。(上年同期报告为286起)"
    good = "接警305起，同比上升6.6%。"

    def run(self) -> Iterator[Finding]:
        yield from self._of_other_times()
        then = year_before(self.context.report.period)
        past = self.context.past.get((then.start, then.end))
        if not past:
            return
        for change, earlier in changes(self.context):
            if (pair := levels(self.context, change, earlier)) is not None and self._yearly(change):
                yield from self._of_base(pair.base, past.get(pair.base["metric"]))
            now = pair.now if pair is not None else self.context.referent(change)
            if (
                now is None
                or is_earlier(self.context, now)
                or change["status"] != "actual"
                or change["entity"]
                or change["qualifier"]
                or not self._yearly(change)
            ):
                continue
            cell = past.get(change["metric"])
            if cell is not None and self._comparable(now, cell):
                told = pair is not None and not apart(interval(pair.base), interval(cell.sources[0]))
                yield from self._between(change, now, cell, told)
        for row in self.context.rows:
            if (row["period_start"], row["period_end"]) == (then.start, then.end) and row["metric"]:
                yield from self._of_base(row, past.get(row["metric"]))

    def _of_other_times(self) -> Iterator[Finding]:
        """是去年同期的3倍; 去年全年96起: what is told of a time before the report's that is stored."""
        own, then = self.context.report.period, year_before(self.context.report.period)
        for times, now, base in against_past(self.context):
            yield self.finding(
                f"往期报告为{base['quote']},“{shown(now)}”是它的 {rough(now['value'] / base['value'], 3)} 倍,写成了“{times['quote']}”",
                [times, now],
            )
        for row in self.context.rows:
            start, end = row["period_start"], row["period_end"]
            if end and own.start and end < own.start and (start, end) != (then.start, then.end) and row["kind"] in AMOUNTS:
                yield from self._of_base(row, self.context.past.get((start, end), {}).get(row["metric"]))

    def _of_base(self, row: Row, cell: Cell | None) -> Iterator[Finding]:
        """去年同期78场次: what the draft tells of an earlier time against the report of that time."""
        if (
            cell is None
            or row["entity"]
            or (row["qualifier"] and not self.context.pattern("changes.time_words").fullmatch(row["qualifier"]))
            or row["status"] != "actual"
            or not _exact(row)
            or not self._comparable(row, cell)
        ):
            return
        past = cell.sources[0]
        if cell.modifier == "exact" and apart(interval(row), interval(past)):
            then = year_before(self.context.report.period)
            name = (
                "上年同期"
                if (row["period_start"], row["period_end"]) == (then.start, then.end)
                else f"{period_in_chinese(row['period_start'], row['period_end'])}的"
            )
            yield self.finding(f"{name}报告为{past['quote']},这里写的是“{shown(row)}”", [row])

    def _yearly(self, change: Row) -> bool:
        """Whether the change is told against the year before, and not against another year, a month or a mean."""
        context = self.context
        told = context.pattern("changes.against_year").search(change["sentence"][: change["end"] - change["sentence_start"]])
        own = context.report.period.start
        if not told or (told["year"] and own and int(told["year"]) != own.year - 1):
            return False
        nearby = context.text[max(change["sentence_start"], change["start"] - 20) : change["start"]]
        return not context.pattern("changes.against_other").search(nearby)

    def _says_as_many(self, change: Row) -> bool:
        return self.context.pattern("changes.just_as_many").fullmatch(change["quote"]) is not None  # 基本持平 leaves room

    def _comparable(self, now: Row, cell: Cell) -> bool:
        """Whether the earlier report states a figure that the present one may be held against."""
        if cell.value is None or cell.how not in ("stated", "zero") or now["kind"] not in AMOUNTS:
            return False
        return self.context.compatible(cell.unit, now["unit"])

    def _between(self, change: Row, now: Row, cell: Cell, told: bool) -> Iterator[Finding]:
        """The change against the report of the year before; what it should be is certain only where the draft has `told` the same base."""
        past = cell.sources[0]
        if change["unit"] == "%" and _exact(change):
            if not cell.value:
                yield self.finding(f"上年同期为 0,“{shown(change)}”没有意义", [change, now])
                return
            computed = growth(now, past)
            if not agrees(change, computed):
                yield self.finding(
                    f"上年同期报告为{past['quote']},“{shown(now)}”应为 {sum(computed) / 2:+.2f}%,写成了“{shown(change)}”",
                    [change, now],
                    right=sum(computed) / 2 if told else None,
                )
        elif (change["unit"] == now["unit"] or self._says_as_many(change)) and _exact(change, now) and cell.modifier == "exact":
            difference = now["value"] - (cell.value or 0)
            if unequal(change["value"], difference):
                yield self.finding(
                    f"上年同期报告为{past['quote']},相差应为 {signed(difference)},写成了“{change['quote'] if self._says_as_many(change) else shown(change)}”",
                    [change, now],
                )
