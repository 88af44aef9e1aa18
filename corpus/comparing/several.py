"""Several periods beside one another, each with the base of its own: the tables of the single periods put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from corpus.cells import missing
from corpus.comparing.base import YEAR_BEFORE
from corpus.comparing.columns import OVER
from corpus.comparing.compare import compare, in_order, note_units
from corpus.comparing.comparison import Cells, Comparison, Key
from corpus.comparing.source import Source
from corpus.errors import CorpusError
from corpus.keeping.queries import current_periods
from corpus.periods import length, months, period_in_chinese, period_name
from extract import Period
from extract.reading.calendar import year_before
from patterns import Catalog

YEAR, PREVIOUS = "year", "previous"  # bases that each period has of its own
_NAMES = {YEAR: YEAR_BEFORE, PREVIOUS: "上一期"}


def compare_periods(corpus: Source, periods: Sequence[Period], *, base: Period | str | None = None, **options: Any) -> Comparison:
    """The brigades in each of the periods: a brigade's periods stand beside one another, totals behind all.

    `base` is a period, YEAR (each against the year before) or PREVIOUS (each against the one before of its length); `options` are
    those of `compare`.  A period without a report that fits is noted.  Raises CorpusError where none has any.
    """
    parts: list[tuple[Period, Comparison]] = []
    gone: list[CorpusError] = []
    for period in periods:
        try:
            parts.append((period, compare(corpus, period=period, base=base_of(period, base), **options)))
        except CorpusError as error:
            if error.kind != "empty" or len(periods) == 1:
                raise
            gone.append(error)
    if not parts:
        raise gone[0] if gone else CorpusError("请选择期间。", "arguments")
    if len(periods) == 1:
        return parts[0][1]
    absent = [p for p in periods if all(p is not told for told, _ in parts)]
    notes = [f"{period_in_chinese(p.start, p.end)}:没有符合条件的报告" for p in absent]
    return _together(parts, notes, base, corpus.catalog)


def periods_over(corpus: Source, over: str, brigades: Sequence[str] = ()) -> list[Period]:
    """The periods of a length (year, half, quarter, month) that there are current reports of, of these brigades or of any, in order."""
    if over not in OVER:
        raise CorpusError("趋势只能按年、半年、季或月。", "arguments")
    spans = {(start, end) for who, start, end in current_periods(corpus.store) if not brigades or who in brigades}
    return [Period(*span) for span in sorted(spans) if length(*span) == OVER[over]]


def base_of(period: Period, base: Period | str | None) -> Period | None:
    """The period that one is set against.  Raises CorpusError for a word that is none of YEAR and PREVIOUS."""
    if base is None or isinstance(base, Period):
        return base
    if base == YEAR:
        return year_before(period)
    if base == PREVIOUS:
        return before(period)
    raise CorpusError("相比的期间只能是上年同期、上一期或一个期间。", "arguments")


def before(period: Period) -> Period | None:
    """The period of the same length that ends where this one begins; None where a day is unknown."""
    start, end = period.start, period.end
    if start is None or end is None or start.year < 2:
        return None
    last = start - dt.timedelta(days=1)
    whole = months(start, end)
    if start.day != 1 or not whole.is_integer():
        return Period(last - (end - start), last)
    month = start.year * 12 + start.month - 1 - int(whole)
    return Period(dt.date(month // 12, month % 12 + 1, 1), last)


def _together(parts: list[tuple[Period, Comparison]], notes: list[str], base: Period | str | None, catalog: Catalog) -> Comparison:
    of = {column: part for _, part in reversed(parts) for column in part.columns}
    totals = {column for _, part in parts for column in part.totals}
    columns = sorted(dict.fromkeys(c for _, part in parts for c in part.columns), key=lambda c: (c in totals, c[0]))
    metrics = _metrics([part for _, part in parts], catalog)
    cells: Cells = {metric: {c: of[c].cells.get(metric, {}).get(c) or _blank(of[c], c, metric) for c in columns} for metric in metrics}
    based = [part for _, part in parts if part.base]
    told = (period_name(base.start, base.end) if isinstance(base, Period) else _NAMES[base]) if base is not None and based else ""
    said = {note for _, part in parts for note in part.notes}
    out = Comparison(columns, metrics, cells, notes + _notes(parts), catalog, told, parts[0][1].per, totals)
    note_units(out, catalog, said)
    if out.per != "month" and len({length(p.start, p.end) for p, _ in parts}) > 1:
        out.notes.append("表中期间长短不同,只可各列自看,不可横向比较;可按月平均")
    return out


def _blank(part: Comparison, column: Key, metric: str) -> Any:
    """The cell of a metric that the table of the column's period does not have."""
    like = next((row[column] for row in part.cells.values()), None)
    return missing(column[0], like.period_start if like else None, like.period_end if like else None, metric)


def _metrics(parts: list[Comparison], catalog: Catalog) -> list[str]:
    """The metrics of any of the tables, in the order of the catalogue, rates behind them."""
    there = {metric for part in parts for metric in part.metrics}
    rates = dict.fromkeys(m for part in parts for m in part.metrics if m not in catalog.metrics)
    return [*(m for m in in_order(catalog) if m in there), *rates]


def _notes(parts: list[tuple[Period, Comparison]]) -> list[str]:
    """What is said of all of them once, the rest with its period."""
    common = set.intersection(*(set(part.notes) for _, part in parts))
    once = [note for note in dict.fromkeys(parts[0][1].notes) if note in common]
    return once + [f"{period_in_chinese(p.start, p.end)}:{note}" for p, part in parts for note in part.notes if note not in common]
