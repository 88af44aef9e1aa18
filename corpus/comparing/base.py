"""The cells of another period that those of a table are set against."""

from __future__ import annotations

from dataclasses import replace

from corpus.cells import Cell, compatible
from corpus.comparing.comparison import Comparison
from corpus.comparing.table import Table
from corpus.errors import CorpusError
from corpus.periods import length, months, period_name
from extract import Period
from extract.reading.calendar import year_before
from patterns import Catalog


def require_one_length(period: Period, base: Period) -> None:
    """Raises CorpusError where a period and the one it is to be compared with differ in length."""
    if length(base.start, base.end) != length(period.start, period.end):
        raise CorpusError(
            f"{period_name(period.start, period.end)} 与 {period_name(base.start, base.end)} 长短不同,不能直接比较;可加 --per month。",
            "length",
        )


def set_base(out: Comparison, table: Table, base: Period, catalog: Catalog) -> None:
    """Gives each cell its brigade's cell of the period `base` where the two may be compared; notes the brigades without one."""
    bases = {k[0]: table.cells(k) for k in table.keys if k[1:] == (base.start, base.end)}
    absent = sorted({key[0] for key in out.columns} - set(bases))
    if absent:
        out.notes.append(f"没有{out.base}报告、无法比较变化的:{'、'.join(absent)}")
    for metric in out.metrics:
        if metric not in catalog.metrics:
            continue
        for key, cell in out.cells[metric].items():
            other = bases.get(key[0], {}).get(metric)
            earlier = cell.period_start is not None and base.start is not None and cell.period_start < base.start
            if key[1] != out.base and not earlier and other is not None and _comparable(cell, other, out.per, catalog):
                out.cells[metric][key] = replace(cell, base=_on_the_same_footing(other, out.per, catalog))


YEAR_BEFORE = "上年同期"


def set_year_before(out: Comparison, table: Table, catalog: Catalog) -> None:
    """Gives each cell of a series the cell of the same period of the year before, where there is a report of it and the two may be compared."""
    spans = {(k[0], k[1], k[2]) for k in table.keys}
    found = False
    for metric in out.metrics:
        if metric not in catalog.metrics:
            continue
        for key, cell in out.cells[metric].items():
            if cell.period_start is None or cell.period_end is None:
                continue
            past = year_before(Period(cell.period_start, cell.period_end))
            if past.start is None or past.end is None:
                continue
            before = (key[0], past.start, past.end)
            other = table.cells(before).get(metric) if before in spans else None
            if other is not None and _comparable(cell, other, out.per, catalog):
                out.cells[metric][key] = replace(cell, base=other)
                found = True
    if found:
        out.base = YEAR_BEFORE


def _comparable(cell: Cell, other: Cell, per: str, catalog: Catalog) -> bool:
    """Two figures that do not contradict themselves, in units that fit; of what was divided only by months."""
    if "ambiguous" in (cell.how, other.how):
        return False
    return per == "month" if per else compatible((other.unit, cell.unit), catalog)


def _on_the_same_footing(other: Cell, per: str, catalog: Catalog) -> Cell:
    """The base per month, where the table is per month."""
    if per != "month" or other.value is None or not catalog.metrics[other.metric].flow:
        return other
    return replace(other, value=round(other.value / months(other.period_start, other.period_end), 4))
