"""The cells of a table to facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.reading.document import Cell, Document, Table
from corpus.reading.labels import Label, label_of
from corpus.reading.tables.figures import figure_of
from corpus.reading.tables.heads import Head, head_of, period_words, says_total
from corpus.reading.tables.layout import Layout, Row, layout_of
from corpus.reading.units import kind_told
from corpus.reading.words import entry
from extract import Fact, Period
from patterns import Catalog

_PLACE = "table:"  # before the place of a cell, in the pattern of its fact


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A cell with what the headings say of it; `when` None is the period of the table."""

    cell: Cell
    label: Label
    who: str
    when: Period | None


def table_facts(document: Document, own: Period, catalog: Catalog) -> list[Fact]:
    """The facts of all tables of a document; their offsets are those of the cells."""
    found: list[Fact] = []
    for table in document.tables:
        found.extend(_facts(table, document.text, own, catalog))
    return found


def is_total(fact: Fact, catalog: Catalog) -> bool:
    """From a row or column of sums, so that it counts what other cells have counted."""
    return bool(fact.qualifier == entry("fact.total", catalog))


def place_of(fact: Fact) -> str:
    """Where the cell of a table's fact stands: 表1第2行第3列."""
    return fact.pattern.removeprefix(_PLACE)


def _facts(table: Table, text: str, own: Period, catalog: Catalog) -> Iterator[Fact]:
    layout = layout_of(table, own, catalog)
    if not layout.metrics_along and not layout.metrics_down:
        return
    if layout.metrics_along >= layout.metrics_down:
        meanings = _metrics_along(layout, own, catalog)
    else:
        meanings = _metrics_down(layout, catalog)
    period = (period_words(table.caption, own, catalog) if table.caption else None) or own
    for meaning in meanings:
        fact = _fact(meaning, meaning.when or period, text, table.caption, catalog)
        if fact is not None:
            yield fact


def _metrics_along(layout: Layout, own: Period, catalog: Catalog) -> Iterator[_Meaning]:
    """Each column a metric, each row a brigade or a period."""
    for row, side in zip(layout.body, layout.sides, strict=True):
        who, when = _row_of(row, side, layout, own, catalog)
        for column, cell in _filled(row):
            label = layout.above(column).label
            if label is not None and label.metric:
                yield _Meaning(cell, label, who, when)


def _row_of(row: Row, side: Head, layout: Layout, own: Period, catalog: Catalog) -> tuple[str, Period | None]:
    """Whose row it is and of when: from its first cell, then from cells of columns that are of no metric."""
    who, when = side.brigade, side.period
    if not who and when is None and layout.brigades_down and not figure_of(row[0].text, catalog):
        who = row[0].text
    for column, cell in enumerate(row[1:], 1):
        label = layout.above(column).label
        if label is not None and not label.metric and not figure_of(cell.text, catalog):
            again = head_of(cell.text, own, catalog)
            who, when = who or again.brigade, when or again.period
    return who, when


def _metrics_down(layout: Layout, catalog: Catalog) -> Iterator[_Meaning]:
    """Each row a metric, each column a brigade or a period; a column may hold the units."""
    for row, side in zip(layout.body, layout.sides, strict=True):
        if side.label is None:
            continue
        unit = row[layout.units].text.strip() if layout.units is not None and layout.units < len(row) else ""
        label = label_of(side.label.words, catalog, unit) if unit else side.label
        for column, cell in _filled(row):
            head = layout.above(column)
            if not head.units and head.label is None:
                yield _Meaning(cell, label, head.brigade, head.period)


def _filled(row: Row) -> Iterator[tuple[int, Cell]]:
    """The cells behind the first that are not empty, with their columns."""
    return ((column, cell) for column, cell in enumerate(row) if column and cell.text)


def _fact(meaning: _Meaning, when: Period, text: str, caption: str, catalog: Catalog) -> Fact | None:
    """The fact of a cell; None where it holds no figure."""
    cell, label, who = meaning.cell, meaning.label, meaning.who
    figure = figure_of(cell.text, catalog)
    if figure is None:
        return None
    factor = 1 if figure.unit else label.factor
    start = cell.start + len(cell.text) - len(cell.text.lstrip())
    end = cell.start + len(cell.text.rstrip())
    total = says_total(who, catalog)
    return Fact(
        start=start,
        end=end,
        quote=text[start:end],
        value=figure.value(factor),
        value_max=None,
        modifier=figure.modifier,
        unit=figure.unit or label.unit,
        kind=kind_told(figure.unit, "cell", label.kind, catalog),
        metric=label.metric,
        label=label.words,
        activity=label.metric.partition(".")[0] or "other",
        status="actual",
        entity=who,
        period=when,
        qualifier=entry("fact.total", catalog) if total else "",
        section=(caption,) if caption else (),
        sentence_start=cell.start,
        sentence_end=cell.end,
        sentence=f"{cell.where} {label.words}",
        pattern=f"{_PLACE}{cell.where}",
        decimals=figure.decimals(factor),
        entity_from="table" if who and not total else "",
        period_from="table",
    )
