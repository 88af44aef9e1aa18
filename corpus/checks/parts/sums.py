"""S201: parts that do not add up to their whole, wherever the text tells them."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row
from corpus.checks.base import Check, shown
from corpus.checks.figures import total
from corpus.checks.finding import Finding
from corpus.checks.parts.claim import Claim
from corpus.checks.parts.declared import declared, wrong_sums
from corpus.checks.parts.elsewhere import causes_of_fires, quarters, spent
from corpus.checks.parts.larger import Larger
from corpus.checks.parts.listed import listed, listed_on
from corpus.checks.parts.pieces import found_in_pieces
from corpus.checks.parts.posts import posts
from corpus.checks.parts.remainders import remainders, totals_behind
from corpus.checks.parts.sides import sides
from corpus.checks.parts.times import periods
from corpus.checks.parts.within import within
from corpus.reading.tables import wrong_totals
from corpus.shown import number


class Parts(Check):
    code = "S201"
    severity = "error"
    title = "各部分之和与总数不符"
    why = "分项加起来应等于总数;不等说明有一个数写错或漏了分项。"
    mend = "核对每个分项和总数;分项没有列全的,写明“其中部分”或补上“其他”。"
    bad = "接警47起，其中火灾22起、抢险18起、社会救助8起。"
    good = "接警47起，其中火灾22起、抢险18起、社会救助7起。"

    def run(self) -> Iterator[Finding]:
        before: list[Row] = []
        for rows in self.context.sentences():
            yield from map(self._said_of, self._in_sentence(rows, before))
            before = rows
        yield from map(self._said_of, periods(self.context))
        yield from map(self._said_of, sides(self.context))
        yield from map(self._said_of, quarters(self.context))
        yield from map(self._said_of, causes_of_fires(self.context))
        yield from map(self._said_of, spent(self.context))

        yield from self._in_tables()

    def _in_tables(self) -> Iterator[Finding]:
        """合计 of a table of the draft that what it sums does not make."""
        for table in self.context.tables:
            for told in wrong_totals(table, self.context.report.period, self.context.catalog):
                cells = [told.cell, *told.parts]
                spans = tuple((c.start, c.end) for c in cells)
                message = f"表中“{told.cell.text.strip()}”是合计,各项相加为 {number(float(told.added))}"
                figures = tuple({"quote": c.text.strip()} for c in cells)
                yield Finding(self.code, self.severity if told.sure else "warning", message, spans, figures)

    def _in_sentence(self, rows: list[Row], before: list[Row]) -> Iterator[Claim]:
        """What a sentence claims, together with the sentence before where it goes on with its list."""
        context = self.context
        goes_on = context.pattern("parts.goes_on").match(rows[0]["sentence"])
        sums = declared(context, [*before, *rows] if goes_on else rows)
        yield from wrong_sums(context, sums)
        known = {part["seq"] for s in sums for part in s.parts}
        yield from listed(context, rows, known)
        if goes_on:
            yield from listed_on(context, before, rows, known)
        yield from within(context, rows, before)
        yield from found_in_pieces(context, rows)
        yield from totals_behind(context, rows)
        yield from remainders(context, rows, known)
        yield from posts(context, rows)

    def _said_of(self, claim: Claim) -> Finding:
        whole, parts, severity = claim
        if len(parts) == 1:  # …其中一项 alone can only be too large
            return Larger(self.context).exceeds(parts[0], whole, severity=severity)
        low, high = total(parts)
        added = number(low) if low == high else f"{number(low)}—{number(high)}"
        words = "、".join(p["quote"] for p in parts)
        # that a part of the list counts something else is no doubt where it is told as what its whole is
        parts = [{**p, "confidence_metric": None} if p["metric"] == whole["metric"] else p for p in parts]
        return self.finding(f"“{shown(whole)}”的各部分({words})相加为 {added},与总数不符", [whole, *parts], severity)
