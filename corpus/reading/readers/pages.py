"""Pages of lines and tables to a document: running lines dropped, lines joined into paragraphs, also across pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from corpus.reading.document import Box, Builder, Grid
from corpus.reading.readers import recognise, where
from corpus.reading.readers.lines import Line, Margins, opens_paragraph
from corpus.reading.words import expression

_SHORT = 2.5  # heights that a line which ends its paragraph stays behind the others


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table and how far down its page it begins; a cell that a merged one covers is None."""

    top: float
    rows: list[list[str | None]]


@dataclass(slots=True)
class Page:
    """The tables of a page and its lines outside them; `recognised` are the lines of a page that is a picture."""

    lines: list[Line]
    tables: list[PageTable]
    height: float
    recognised: list[Line] | None = None

    def is_picture(self) -> bool:
        """Hardly any text: a scanned page, with a stamp or a number perhaps."""
        return sum(len(line.text) for line in self.lines) + sum(len(str(x)) for t in self.tables for row in t.rows for x in row) < 15

    def at_edge(self, line: Line) -> bool:
        return line.top < 0.1 * self.height or line.bottom > 0.9 * self.height


def drop_running_lines(pages: list[Page]) -> None:
    """Page numbers, and what stands at the same edge of most pages."""
    edges = Counter(_but_for_numbers(line) for page in pages for line in page.lines if page.at_edge(line))
    often = {text for text, n in edges.items() if n >= 3 or (n >= 2 and n == len(pages))}
    number = expression("page.number")
    for page in pages:
        page.lines = [
            line for line in page.lines if not (page.at_edge(line) and (number.fullmatch(line.text) or _but_for_numbers(line) in often))
        ]


def _but_for_numbers(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())


def write(pages: list[Page], out: Builder) -> None:
    """The paragraphs and tables of all pages, from top to bottom."""
    text = _Paragraphs(out, Margins.of(line for page in pages for line in page.lines))
    for n, page in enumerate(pages):
        if page.recognised is not None:
            text.end()
            recognise.write(page.recognised, out, where.page(n + 1))
            continue
        items: list[Line | PageTable] = sorted([*page.lines, *page.tables], key=lambda item: (item.top, isinstance(item, PageTable)))
        for item in items:
            if isinstance(item, PageTable):
                text.end()
                out.table(_grid(item, n), out.last())
            else:
                text.add(item, n)
    text.end()


def _grid(table: PageTable, page: int) -> Grid:
    name = f"{where.page(page + 1)}表格"
    return [
        [Box((text or "").replace("\n", ""), where.cell(name, r, c), (page, r, c)) for c, text in enumerate(row, 1)]
        for r, row in enumerate(table.rows, 1)
    ]


class _Paragraphs:
    """Takes lines and writes a paragraph whenever the next one opens."""

    def __init__(self, out: Builder, margins: Margins) -> None:
        self._out = out
        self._margins = margins
        self._pending: list[Line] = []
        self._page = 0  # where the pending paragraph began

    def add(self, line: Line, page: int) -> None:
        if self._pending and opens_paragraph(line, self._pending[-1], self._margins, _SHORT):
            self.end()
        if not self._pending:
            self._page = page
        self._pending.append(line)

    def end(self) -> None:
        """Writes the pending paragraph, if there is one; its key is its page (from 0) and its box, which may end on a later page."""
        if self._pending:
            first, last = self._pending[0], self._pending[-1]
            key = (self._page, first.x0, first.top, max(line.x1 for line in self._pending), last.bottom)
            self._out.add(_joined([line.text.strip() for line in self._pending]), where.page(self._page + 1), key)
            self._pending = []


def _joined(lines: list[str]) -> str:
    """Chinese without a space, Latin words with one."""
    out = lines[0]
    for line in lines[1:]:
        both_latin = re.search(r"[A-Za-z]$", out) and re.match(r"[A-Za-z]", line)
        out += (" " if both_latin else "") + line
    return out
