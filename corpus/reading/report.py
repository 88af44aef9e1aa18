"""A document to its report: prose by `extract`, tables by `corpus.reading.tables`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.reading.contents import page_numbers
from corpus.reading.document import Cell, Document
from corpus.reading.others import second_title
from corpus.reading.tables import numerals_left, read_tables
from extract import Fact, Lesson, Period, Report, Unclaimed, extract_report
from patterns import Catalog, load_catalog

_PAGE = "enumerator"  # why the number of a page is no figure


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
    """The report of a document, and in Chinese which pages are hard to read and which figures of its tables made no facts since they are doubtful.

    Cells of tables are hidden from the prose rules (they would read a row as a sentence) and read by the rules for tables, numbers of
    pages in a list of contents and the reports of others below the first are hidden from both; offsets stay those of `document.text`.
    """
    catalog = catalog or load_catalog()
    whole = document.text
    pages = page_numbers(document)
    document, others = _without_others(_without_page_numbers(document, pages), whole, catalog)
    if not document.tables:
        report = extract_report(document.text, brigade=brigade, period=period, catalog=catalog, lessons=lessons)
        if document.text == whole:
            return report, [*document.unsure, *others]
        left = sorted([*report.unclaimed, *_numbers_of(pages, whole)], key=lambda u: u.start)
        return replace(report, text=whole, unclaimed=tuple(left)), [*document.unsure, *others]
    prose = extract_report(_without_cells(document), brigade=brigade, period=period, catalog=catalog, lessons=lessons)
    if not prose.brigade or not prose.period.end:  # a file that is nothing but tables
        head = extract_report("\n".join(document.text.split("\n")[:3])[:200], brigade=brigade, period=period, catalog=catalog)
        prose = replace(prose, brigade=prose.brigade or head.brigade, period=prose.period if prose.period.end else head.period)
    tables = read_tables(document, prose.period, catalog)
    left = numerals_left(document, tables.facts)
    report = replace(
        prose,
        text=whole,
        facts=_merged(prose.facts, tables.facts),
        unclaimed=tuple(sorted([*prose.unclaimed, *left, *_numbers_of(pages, whole)], key=lambda u: u.start)),
    )
    return report, [*document.unsure, *others, *tables.doubts]


def _numbers_of(pages: list[tuple[int, int]], text: str) -> list[Unclaimed]:
    """The numbers of pages in a list of contents, which become no facts."""
    found = [(re.search(r"\d+\s*$", text[start:end]), start) for start, end in pages]
    return [Unclaimed(at + m.start(), at + len(m[0].rstrip()) + m.start(), m[0].rstrip(), _PAGE) for m, at in found if m is not None]


def _without_page_numbers(document: Document, spans: list[tuple[int, int]]) -> Document:
    """The numbers of pages in a list of contents as blanks; such a list is no table."""
    if not spans:
        return document
    chars = list(document.text)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    starts = [start for start, _ in spans]
    kept = []
    for table in document.tables:
        rows = tuple(row for row in table.rows if not row or not _within(row, document.text, starts))
        kept += [replace(table, rows=rows)] if rows else []
    return replace(document, text="".join(chars), tables=tuple(kept))


def _within(row: tuple[Cell, ...], text: str, starts: list[int]) -> bool:
    """Whether a row is a line of contents."""
    end = text.find("\n", row[-1].start)
    return any(row[0].start <= start <= (end if end >= 0 else len(text)) for start in starts)


def _without_others(document: Document, whole: str, catalog: Catalog) -> tuple[Document, list[str]]:
    """The document up to the title of another brigade's report, and in Chinese what is not read."""
    found = second_title(_without_cells(replace(document, text=whole)), catalog)
    if found is None:
        return document, []
    at, title = found
    text = document.text[:at]
    tables = tuple(t for t in document.tables if t.rows and t.rows[0][0].start < at)
    doubt = f"文中从“{title}”起是另一大队的报告,未读取,请拆分成单独的文件后导入"
    return replace(document, text=text, tables=tables), [doubt]


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
