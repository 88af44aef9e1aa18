"""The draft against the ledger, 台账 (B601, B602)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.cells import Cell, Row, interval
from corpus.cells import own as is_own
from corpus.checks.base import Check, shown
from corpus.checks.context import Context
from corpus.checks.figures import Range, total
from corpus.checks.finding import Finding
from corpus.checks.pairs import AMOUNTS
from corpus.shown import number

_NAME = 2  # characters that make a name


def _told(entry: Any) -> str:
    return f"台账“{entry.name}”为 {number(entry.value)}({entry.where})"


class Differs(Check):
    code = "B601"
    severity = "error"
    title = "与台账不符"
    why = "报告的数应与台账一致(约数按其范围比较)。"
    mend = "以台账为准改正,或更新台账。"
    bad = "(台账424家)检查单位442家。"
    good = "(台账442家)检查单位442家。"

    def run(self) -> Iterator[Finding]:
        for entry in self.context.ledger:
            cell = self.context.cells.get(entry.metric)
            if cell is None or cell.how == "missing":
                yield from self._by_name(entry)
                continue
            books = f"{_told(entry)},本稿写的是"
            if cell.how == "ambiguous":
                rows = [r for r in cell.sources if not _within(entry.value, interval(r))]
                if rows:
                    yield self.finding(books + "、".join(shown(r) for r in rows), rows)
            elif not _within(entry.value, _range(cell), 1e-6):
                yield self.finding(f"{books}“{shown(cell.sources[0])}”", list(cell.sources))

    def _by_name(self, entry: Any) -> Iterator[Finding]:
        """A figure of the books under a name of their own that one figure of the draft has as well, whatever metric it may be."""
        own = [r for r in called(self.context, entry) if self.context.compatible(r["unit"], entry.unit) or entry.name.endswith(r["unit"])]
        if len(own) == 1 and not _within(entry.value, interval(own[0])):
            yield self.finding(f"{_told(entry)},本稿写的是“{shown(own[0])}”", own, "warning")


def called(context: Context, entry: Any) -> list[Row]:
    """The figures of the draft for its whole period that the books call so, but for words of counting (检查家数, 检查单位)."""
    plain = context.pattern("books.plain")
    name, own = plain.sub("", entry.name), context.report.period
    found = []
    for row in context.rows:
        if not is_own(row, own.start, own.end) or row["qualifier"] or row["kind"] not in (*AMOUNTS, "measure"):
            continue
        label = plain.sub("", row["label"])
        if len(name) >= _NAME and label and (name in label or (len(label) >= _NAME and label in name)):
            found.append(row)
    return found


def _within(value: float, span: Range, slack: float = 0.0) -> bool:
    return span[0] - slack <= value <= span[1] + slack


def _range(cell: Cell) -> Range:
    """What the draft says: the sum of the parts, or the one figure."""
    rows: list[Row] = [*cell.sources]
    return total(rows) if cell.how == "summed" else interval(rows[0])


class Absent(Check):
    code = "B602"
    severity = "warning"
    title = "台账有而报告没有"
    why = "台账里有数,报告里没提。"
    mend = "补上,或确认不必写。"
    bad = "(台账有“拘留2人”,报告未写)"
    good = "拘留2人。"

    def run(self) -> Iterator[Finding]:
        told = {r["metric"] for r in self.context.rows}
        for entry in self.context.ledger:
            if entry.value and entry.metric and entry.metric not in told and not called(self.context, entry):
                yield self.absent(f"{_told(entry)},本稿没有提到")
