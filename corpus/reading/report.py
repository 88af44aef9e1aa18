"""A document to its report: prose by `extract`, tables by `corpus.reading.tables`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.reading.document import Document
from corpus.reading.tables import numerals_left, read_tables
from extract import Fact, Lesson, Period, Report, extract_report
from patterns import Catalog, load_catalog


def report_of(
    document: Document,
    *,
    brigade: str | None = None,
    period: Period | str | None = None,
    catalog: Catalog | None = None,
    lessons: Sequence[Lesson] = (),
) -> Report:
    """The report of a document."""
    return report_and_doubts(document, brigade=brigade, period=period, catalog=catalog, lessons=lessons)[0]


def report_and_doubts(
    document: Document,
    *,
    brigade: str | None = None,
    period: Period | str | None = None,
    catalog: Catalog | None = None,
    lessons: Sequence[Lesson] = (),
) -> tuple[Report, list[str]]:
    """The report of a document, and in Chinese which figures of its tables made no facts since they are doubtful.

    Cells of tables are hidden from the prose rules (they would read a row as a sentence) and read by the rules for tables;
    offsets stay those of `document.text`.
    """
    catalog = catalog or load_catalog()
    if not document.tables:
        return extract_report(document.text, brigade=brigade, period=period, catalog=catalog, lessons=lessons), []
    prose = extract_report(_without_cells(document), brigade=brigade, period=period, catalog=catalog, lessons=lessons)
    if not prose.brigade or not prose.period.end:  # a file that is nothing but tables
        head = extract_report("\n".join(document.text.split("\n")[:3])[:200], brigade=brigade, period=period, catalog=catalog)
        prose = replace(prose, brigade=prose.brigade or head.brigade, period=prose.period if prose.period.end else head.period)
    tables = read_tables(document, prose.period, catalog)
    left = numerals_left(document, tables.facts)
    report = replace(
        prose,
        text=document.text,
        facts=_merged(prose.facts, tables.facts),
        unclaimed=tuple(sorted([*prose.unclaimed, *left], key=lambda u: u.start)),
    )
    return report, tables.doubts


def _without_cells(document: Document) -> str:
    """The text with every character of a cell a space, but for cells of prose."""
    chars = list(document.text)
    for cell in document.cells():
        if not cell.prose:
            chars[cell.start : cell.end] = " " * (cell.end - cell.start)
    return "".join(chars)


def _merged(prose: tuple[Fact, ...], cells: list[Fact]) -> tuple[Fact, ...]:
    """Both in order of the text; `of`, an index, follows its fact."""
    order = sorted([*((f, i) for i, f in enumerate(prose)), *((f, -1) for f in cells)], key=lambda pair: (pair[0].start, pair[0].end))
    moved = {old: new for new, (_, old) in enumerate(order) if old >= 0}
    return tuple(f if f.of is None else replace(f, of=moved[f.of]) for f, _ in order)
