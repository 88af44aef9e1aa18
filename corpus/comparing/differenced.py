"""A period that has no report of its own, from two that have: the second half is the year less the first half."""

from __future__ import annotations

from corpus.cells import Cell, together
from corpus.comparing.table import ReportKey, Table
from extract import Period

_USABLE = ("stated", "summed", "zero")


def differenced(table: Table, keys: list[ReportKey], period: Period) -> dict[str, Cell] | None:
    """metric → cell of a brigade (`keys` are its reports) for a period that ends with a cumulative report and begins behind another.

    Only exact figures that were stated or summed in both; None where there are no two such reports.
    """
    whole, before = _whole_of(keys, period), _before(keys, period)
    if whole is None or before is None:
        return None
    earlier = table.cells(before)
    made = {metric: _less(cell, earlier.get(metric), period) for metric, cell in table.cells(whole).items()}
    return {metric: cell for metric, cell in made.items() if cell is not None}


def _whole_of(keys: list[ReportKey], period: Period) -> ReportKey | None:
    """The report that ends with the period and began earlier, in a January."""
    if period.start is None:
        return None
    found = [k for k in keys if k[2] == period.end and k[1] < period.start and k[1].month == 1]
    return found[-1] if found else None


def _before(keys: list[ReportKey], period: Period) -> ReportKey | None:
    """The report from New Year to the day before the period."""
    if period.start is None:
        return None
    found = [k for k in keys if (k[1].year, k[1].month, k[1].day) == (period.start.year, 1, 1) and (period.start - k[2]).days == 1]
    return found[-1] if found else None


def _less(cell: Cell, other: Cell | None, period: Period) -> Cell | None:
    """The difference of two exact figures, None where there is none to trust."""
    if other is None or cell.value is None or other.value is None or cell.value < other.value:
        return None
    if not all(c.how in _USABLE and c.modifier == "exact" for c in (cell, other)):
        return None
    return cell._replace(
        value=round(cell.value - other.value, 6),
        how="derived",
        period_start=period.start,
        period_end=period.end,
        sources=together(cell.sources, other.sources),
        note="全期减前期",
    )
