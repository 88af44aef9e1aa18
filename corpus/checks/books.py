"""The draft against the ledger, 台账 (B601, B602), and the ledger against itself (B603)."""

from __future__ import annotations

import re
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

_NOTHING = 1e-6
_NAME = 2  # characters that make a name


def _told(entry: Any) -> str:
    """What the books say, and of books that contradict themselves both."""
    if entry.other is not None:
        return f"台账“{entry.name}”为 {number(entry.value)}({entry.where}),各期相加为 {number(entry.other)}"
    return f"台账“{entry.name}”为 {number(entry.value)}({entry.where})"


def _values(entry: Any) -> list[float]:
    return [entry.value] if entry.other is None else [entry.value, entry.other]


def matched(context: Context, entry: Any) -> Cell | None:
    """The draft's figure of the metric of the books; None where it is told under a word that means another thing (火警, 火灾)."""
    cell = context.cells.get(entry.metric)
    if cell is None or cell.how == "missing":
        return None
    for pair in context.table("books")["own"]:
        name, words = pair.split()
        if re.search(name, entry.name):
            return cell if any(re.search(words, r["label"]) for r in cell.sources) else None
    return cell


def unmatched(context: Context) -> list[str]:
    """Names of the books whose metric the draft tells, but only under another word."""
    cells = context.cells
    lone = [e for e in context.ledger if e.metric in cells and cells[e.metric].how != "missing" and matched(context, e) is None]
    return [e.name for e in lone if not called(context, e)]


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
            cell = matched(self.context, entry)
            if cell is None:
                yield from self._by_name(entry)
            elif wrong := _wrong(cell, entry):
                yield self.finding(
                    f"{_told(entry)},本稿写的是{wrong}", _sources(cell, entry), "warning" if entry.other is not None else None
                )

    def _by_name(self, entry: Any) -> Iterator[Finding]:
        """A figure of the books under a name of their own that one figure of the draft has as well, whatever metric it may be."""
        own = [r for r in called(self.context, entry) if self.context.compatible(r["unit"], entry.unit) or entry.name.endswith(r["unit"])]
        if len(own) == 1 and not any(_within(value, interval(own[0])) for value in _values(entry)):
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


def _sources(cell: Cell, entry: Any) -> list[Row]:
    """The figures that are not those of the books."""
    if cell.how != "ambiguous":
        return list(cell.sources)
    return [r for r in cell.sources if not any(_within(value, interval(r)) for value in _values(entry))]


def _wrong(cell: Cell, entry: Any) -> str:
    """How the draft's figures are named that are not those of the books; "" where they are, or where they are its parts."""
    values = _values(entry)
    if cell.how == "ambiguous":
        rows = _sources(cell, entry)
        if len(rows) < len(cell.sources) and not _same_words(rows, cell):
            return ""  # 检查各类场所654家。…专项整治中,共查311家
        if len(rows) == len(cell.sources) > 1 and any(_within(value, total(rows)) for value in values):
            return ""  # 罚款单位30.2万元、罚款个人1.7万元
        return "、".join(f"“{shown(r)}”" for r in rows)
    return "" if any(_within(value, _range(cell), _NOTHING) for value in values) else f"“{shown(cell.sources[0])}”"


def _same_words(rows: list[Row], cell: Cell) -> bool:
    """Whether figures that are not those of the books are told in the words of one that is."""
    right = {r["label"] for r in cell.sources if r not in rows}
    return any(r["label"] in right for r in rows)


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


class Contradicts(Check):
    code = "B603"
    severity = "info"
    title = "台账自身不一致"
    why = "台账各月(各季)相加应等于它的合计;不等是台账的错,报告与其中任何一个相符都不算错。"
    mend = "先核对台账的各期数和合计。"
    bad = "(台账各月共401家,合计写410家)检查单位401家。"
    good = "(台账各月共401家,合计401家)检查单位401家。"

    def run(self) -> Iterator[Finding]:
        for entry in self.context.ledger:
            if entry.other is not None:
                yield self.absent(f"{_told(entry)},台账的合计与各期不符,请核对台账")
