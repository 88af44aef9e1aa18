"""The cells of another period that those of a table are set against."""

from __future__ import annotations

from corpus.cells import Cell, compatible
from corpus.comparing.changes import UNLIKE
from corpus.comparing.comparison import Comparison
from corpus.comparing.derived import rate_of, rates
from corpus.comparing.divide import Denominator, divided
from corpus.comparing.table import Table
from corpus.errors import CorpusError
from corpus.periods import length, period_in_chinese
from extract import Period
from extract.reading.calendar import year_before
from patterns import Catalog


def require_one_length(period: Period, base: Period) -> None:
    """Raises CorpusError where a period and the one it is to be compared with differ in length."""
    if length(base.start, base.end) != length(period.start, period.end):
        raise CorpusError(
            f"{period_in_chinese(period.start, period.end)}与{period_in_chinese(base.start, base.end)}长短不同,不能直接比较;可加 --per month。",
            "length",
        )


def set_base(out: Comparison, table: Table, base: Period, catalog: Catalog, by: Denominator | None = None) -> None:
    """Gives each cell its brigade's cell of the period `base` where the two may be compared, divided as the table is (`by`).

    Notes the brigades without a report of it.
    """
    bases = {k[0]: table.cells(k) for k in table.keys if k[1:] == (base.start, base.end)}
    absent = sorted({key[0] for key in out.columns} - set(bases))
    if absent:
        out.notes.append(f"没有可用的{period_in_chinese(base.start, base.end)}报告(缺报、未选或未核对)、无法比较变化的:{'、'.join(absent)}")
    done = table.reviewed()
    unreviewed = [k for k in table.keys if k[1:] == (base.start, base.end) and k not in done]
    if unreviewed:
        out.notes.append(f"相比的{period_in_chinese(base.start, base.end)}报告中未核对的 {len(unreviewed)} 份")
    then = by.beside({key: bases[key[0]] for key in out.columns if key[0] in bases}) if by is not None else None
    for metric in out.metrics:
        for key, cell in out.cells[metric].items():
            other = bases.get(key[0], {}).get(metric)
            earlier = cell.period_start is not None and base.start is not None and cell.period_start < base.start
            if key[1] != out.base and not earlier and other is not None:
                out.cells[metric][key] = _against(cell, other if then is None else divided(other, key, then), catalog)
    _set_bases_of_rates(out, catalog)


def _against(cell: Cell, other: Cell, catalog: Catalog) -> Cell:
    """The cell set against another where neither contradicts itself; where the units do not fit it is marked so, and no change is told."""
    if "ambiguous" in (cell.how, other.how) or other.how == "missing":
        return cell
    fits = compatible((other.unit, cell.unit), catalog)
    return cell._replace(base=other, marks=cell.marks if fits else (*cell.marks, UNLIKE))


def _set_bases_of_rates(out: Comparison, catalog: Catalog) -> None:
    """A derived rate is set against the quotient of the bases of its two figures."""
    for metric, rate in rates(catalog).items():
        above, below = out.cells.get(rate["numerator"]), out.cells.get(rate["denominator"])
        if metric not in out.cells or above is None or below is None:
            continue
        for key, cell in out.cells[metric].items():
            over, under = above[key].base, below[key].base
            other = rate_of(rate, over, under) if over is not None and under is not None else None
            if other is not None and other.value is not None and cell.value is not None:
                out.cells[metric][key] = cell._replace(base=other)


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
            if other is not None:
                out.cells[metric][key] = _against(cell, other, catalog)
                found = found or out.cells[metric][key].base is not None
    if found:
        out.base = YEAR_BEFORE
        _set_bases_of_rates(out, catalog)
