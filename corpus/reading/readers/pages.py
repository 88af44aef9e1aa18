"""Pages of lines and tables to a document: running lines dropped, lines joined into paragraphs, also across pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.reading.document import Box, Builder, Doubt, Grid
from corpus.reading.readers import running, transcript, where
from corpus.reading.readers.lines import Line, Margins, opens_paragraph
from corpus.reading.words import expression

_SHORT = 2.5  # heights that a line which ends its paragraph stays behind the others
_FAR = 0.72  # of the room between equal margins that a line fills at least where text is wrapped
_LABEL = 30  # characters of a cell that is no text of several paragraphs


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table and how far down its page it begins; None where no cell begins.  `spans` are the columns and rows that each cell covers."""

    top: float
    rows: list[list[str | None]]
    spans: list[list[tuple[int, int]]] | None = None


@dataclass(slots=True)
class Page:
    """The tables of a page and its lines outside them; `recognised` are the lines of a page that is a picture.

    `drawn` tells that something stands on it which may be writing though the file has no characters of it.
    """

    lines: list[Line]
    tables: list[PageTable]
    height: float
    width: float
    recognised: list[Line] | None = None
    drawn: bool = True

    def is_picture(self) -> bool:
        """Hardly any text: a scanned page, with a stamp or a number perhaps."""
        return (
            self.drawn
            and sum(len(line.text) for line in self.lines) + sum(len(str(x)) for t in self.tables for row in t.rows for x in row) < 15
        )

    def at_edge(self, line: Line) -> bool:
        return line.top < 0.1 * self.height or line.bottom > 0.9 * self.height


def drop_running_lines(pages: list[Page]) -> None:
    """Page numbers, and what stands at the same edge of most pages; the report's title among it stays, once."""
    edges = [(n, line) for n, page in enumerate(pages) for line in page.lines if page.at_edge(line)]
    often = running.repeated(((n, line.text) for n, line in edges), len(pages))
    heads = [line for _, line in edges if running.same(line.text) in often]
    for page in pages:
        page.lines = [
            line for line in page.lines if not (page.at_edge(line) and (running.is_number(line.text) or running.same(line.text) in often))
        ]
    title = running.title_among((line.text for line in heads), (line.text for page in pages for line in page.lines[:5]))
    if title:
        line = next(line for line in heads if title in line.text)
        pages[0].lines.insert(0, replace(line, text=title, top=0.0, bottom=0.0))


def write(pages: list[Page], out: Builder) -> None:
    """The paragraphs and tables of all pages, from top to bottom; notes at the foot of a page behind the paragraph that runs over it."""
    lines = [line for page in pages for line in page.lines]
    size = median([line.height for line in lines for _ in line.text]) if lines else 0.0
    text = _Paragraphs(out, _margins(pages))
    for n, page in enumerate(pages):
        if page.recognised is not None:
            text.end()
            transcript.write(page.recognised, out, where.page(n + 1))
            continue
        body, notes = _parted(page.lines, size)
        for item in _in_order(body, page.tables):
            if isinstance(item, PageTable):
                text.end()
                out.table(_grid(item, n), out.last())
            else:
                text.add(item, n)
        text.note(notes, n)
    text.end()


def _margins(pages: list[Page]) -> Margins:
    """Of all pages; where no second line reaches as far as the longest, or none far, the right margin is as wide as the left."""
    lines = [line for page in pages for line in page.lines if line.within is None]
    margins = Margins.of(lines)
    if not lines:
        return margins
    right = max(page.width for page in pages) - margins.left
    far = margins.right - margins.left > _FAR * (right - margins.left)
    if far and sum(line.x1 > margins.right - 1.5 * line.height for line in lines) > 1:
        return margins
    return Margins(margins.left, max(margins.right, right))


def _in_order(lines: list[Line], tables: list[PageTable]) -> list[Line | PageTable]:
    """Lines in their own order, each table before the first line that stands below its top."""
    items: list[Line | PageTable] = list(lines)
    for table in sorted(tables, key=lambda t: -t.top):
        at = next((i for i, item in enumerate(items) if isinstance(item, PageTable) or item.top >= table.top), len(items))
        items.insert(at, table)
    return items


def _parted(lines: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page and the notes at its foot: smaller than the text, the first opened by a mark."""
    at = len(lines)
    while at and lines[at - 1].height < 0.93 * size:
        at -= 1
    while at < len(lines) and not (lines[at].note or expression("page.note").match(lines[at].text)):
        at += 1
    return lines[:at], lines[at:]


def _grid(table: PageTable, page: int) -> Grid:
    name = f"{where.page(page + 1)}表格"
    grid: Grid = []
    for r, row in enumerate(table.rows, 1):
        spans = table.spans[r - 1] if table.spans else [(1, 1)] * len(row)
        cells = [(c, text, span) for c, (text, span) in enumerate(zip(row, spans, strict=True)) if text is not None]
        grid.append([Box(text, where.cell(name, r, c + 1), (page, r, c + 1), right, down, c) for c, text, (right, down) in cells])
    return grid


class _Paragraphs:
    """Takes lines and writes a paragraph whenever the next one opens."""

    def __init__(self, out: Builder, margins: Margins) -> None:
        self._out = out
        self._margins = margins
        self._pending: list[Line] = []
        self._notes: list[tuple[Line, int]] = []
        self._page = 0  # where the pending paragraph began

    def add(self, line: Line, page: int) -> None:
        if self._pending and opens_paragraph(line, self._pending[-1], self._margins, _SHORT):
            self.end()
        if not self._pending:
            self._page = page
        self._pending.append(line)

    def note(self, lines: list[Line], page: int) -> None:
        """Notes wait until the paragraph that they stand in is written."""
        self._notes.extend((line, page) for line in lines)

    def end(self) -> None:
        """Writes the pending paragraph, if there is one, and the notes to it."""
        if self._pending:
            self._write(self._pending, self._page)
            self._pending = []
        notes, self._notes = self._notes, []
        while notes:
            count = next(
                (i for i, (line, _) in enumerate(notes) if i and (line.note or expression("page.note").match(line.text))), len(notes)
            )
            self._write([line for line, _ in notes[:count]], notes[0][1])
            notes = notes[count:]

    def _write(self, lines: list[Line], page: int) -> None:
        """A block; its key is its page (from 0) and its box, which may end on a later page.  What was recognised is doubtful."""
        first, last = lines[0], lines[-1]
        key = (page, first.x0, first.top, max(line.x1 for line in lines), last.bottom)
        pieces = list(_joined([line.text.strip() for line in lines]))
        at, _ = self._out.add("".join(pieces), where.page(page + 1), key)
        for line, piece in zip(lines, pieces, strict=True):
            if line.confidence < 1:
                self._out.doubts.append(Doubt(at, at + len(piece), line.confidence))
            at += len(piece)


def paragraphs_of(lines: list[Line]) -> str:
    """The text of a cell: its lines joined, a line break where a paragraph of it opens."""
    pieces = [line.text.strip() for line in lines]
    if sum(len(piece) for piece in pieces) <= _LABEL:
        return "".join(_joined(pieces)).replace("\t", " ")
    margins = Margins.of(lines)
    out = pieces[:1]
    for previous, line in pairwise(lines):
        opens = opens_paragraph(line, previous, margins, _SHORT)
        out.append("\n" + line.text.strip() if opens else line.text.strip())
    return "".join(out).replace("\t", " ")


def _joined(lines: list[str]) -> Iterator[str]:
    """Chinese without a space, Latin words with one."""
    out = ""
    for line in lines:
        both_latin = re.search(r"[A-Za-z]$", out) and re.match(r"[A-Za-z]", line)
        out = (" " if both_latin else "") + line
        yield out
