"""A file as read: its text, and the way back from each stretch of text into the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.reading.prose import is_prose

MAX_CHARS = 1_500_000  # a thousand pages; what is longer is no report, and its facts would fill the memory


class TooLong(Exception):
    """A file has more text than a report can have; raised while it is read."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text and where it stands in the file.

    `where` is told to people (第3段, 表1第2行第3列, 第2页, Sheet1!B3); `key` finds it again in the file: the position of the
    paragraph among all paragraphs of a Word file, (page, x0, top, x1, bottom) of a line of a PDF, (sheet, row, column) of a cell.
    """

    start: int
    end: int
    kind: str  # paragraph, heading, cell, line
    where: str
    key: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its stretch of the document's text, and where it stands.

    `row` and `column` are its place in the grid, counted from 0, `rows` and `columns` how many it covers.  A cell of `prose` holds
    sentences, which the rules for reports read.
    """

    start: int
    end: int
    text: str
    where: str
    row: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1
    prose: bool = False


class Box(NamedTuple):
    """A cell as a reader finds it, in a row of such.

    It stands in the first column that the boxes before it and those that reach down from above leave free, or in `column` (from 0)
    where the reader knows it.  `above` makes it a part of the box above it.  A text of several lines may have a key for each (`keys`).
    """

    text: str
    where: str
    key: tuple[object, ...] = ()
    columns: int = 1
    rows: int = 1
    column: int | None = None
    above: bool = False
    keys: tuple[tuple[object, ...], ...] = ()


Grid = list[list[Box]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, those that a merged cell covers left out.  `caption` is the line above it, or the name of the sheet."""

    caption: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch that was recognised from a picture; `confidence` runs from 0 to 1."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """`text[block.start:block.end]` is the block's text.  `doubts` is empty unless the text came from OCR.
    `notes` say in Chinese what was not read, `unsure` which pages are to be held against the original.

    Of a document within another file `container` is the path of that file, `inside` the way to it there (a.zip › 报告.docx), `path` both
    together, and `hints` are the names along the way, the nearest first, which may tell whose it is and of when.
    """

    path: str
    format: str
    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    inside: str = ""
    container: str = ""
    hints: tuple[str, ...] = ()
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    def where(self, offset: int) -> str:
        """Where in the file the character at `offset` stands; "" when the file tells nothing."""
        if not self._starts:
            self._starts.extend(block.start for block in self.blocks)
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and self.blocks[at].start <= offset < max(self.blocks[at].end, self.blocks[at].start + 1):
            return self.blocks[at].where
        return ""

    def cells(self) -> Iterator[Cell]:
        """The cells of all tables, in order."""
        return (cell for table in self.tables for row in table.rows for cell in row)

    def confidence(self, start: int, end: int) -> float | None:
        """The lowest OCR confidence of a stretch; None where the text was not recognised from a picture."""
        found = [d.confidence for d in self.doubts if d.start < end and start < d.end]
        return min(found) if found else None


@dataclass(slots=True)
class Place:
    """A box and where in the grid it stands; `rows` grows where boxes below are a part of it."""

    box: Box
    row: int
    column: int
    rows: int


def laid_out(rows: Grid) -> list[list[Place]]:
    """Each box in its place of the grid, as a browser lays out a table; those that are a part of the one above are gone."""
    taken: dict[tuple[int, int], Place] = {}
    out: list[list[Place]] = []
    for r, row in enumerate(rows):
        places: list[Place] = []
        column = 0
        for box in row:
            if box.column is not None:
                column = box.column
            while box.column is None and (r, column) in taken and not box.above:
                column += 1
            over = taken.get((r - 1, column)) if box.above else None
            place = over or Place(box, r, column, max(1, min(box.rows, len(rows) - r)))
            if over is None:
                places.append(place)
            else:
                place.rows = r - place.row + 1
            for down in range(r, place.row + place.rows):
                taken.update({(down, column + right): place for right in range(box.columns)})
            column += box.columns
        out.append(places)
    return out


class Builder:
    """Collects blocks in order and joins them with line breaks, keeping the offsets."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.doubts: list[Doubt] = []
        self.unread: list[str] = []
        self.unsure: list[str] = []
        self.length = 0

    def add(self, text: str, where: str, key: tuple[object, ...] = (), kind: str = "paragraph", end: str = "\n") -> tuple[int, int]:
        """Appends a block and returns its offsets."""
        start = self.length
        self.length += len(text) + len(end)
        if self.length > MAX_CHARS:
            raise TooLong
        self.parts.append(text + end)
        self.blocks.append(Block(start, start + len(text), kind, where, key))
        return start, start + len(text)

    def last(self) -> str:
        """The text of the last block, the caption of a table that follows; "" at the beginning."""
        return self.parts[-1].strip() if self.parts else ""

    def table(self, rows: Grid, caption: str = "") -> None:
        """Appends a table: cells parted by tabs, rows by line breaks; prose stands in lines of its own."""
        laid = laid_out(rows)
        heads: dict[int, str] = {}
        out = []
        for row in laid:
            cells = []
            prose = [is_prose(place.box.text, heads.get(place.column, "")) for place in row]
            for i, (place, told) in enumerate(zip(row, prose, strict=True)):
                ends = i == len(row) - 1 or told or prose[i + 1]
                cells.append(self._cell(place, told, "\n" if ends else "\t"))
                if place.box.text.strip():
                    heads.setdefault(place.column, place.box.text)
            out.append(tuple(cells))
        if out:
            self.tables.append(Table(caption, tuple(out)))

    def _cell(self, place: Place, prose: bool, end: str) -> Cell:
        """Appends a cell: prose line by line as it is, else in one line."""
        box = place.box
        start = self.length
        if prose:
            lines = box.text.split("\n")
            keys = box.keys if len(box.keys) == len(lines) else (box.key,) * len(lines)
            for line, key in zip(lines, keys, strict=True):
                _, stop = self.add(line, box.where, key)
            text = box.text
        else:
            text = " ".join(box.text.split())
            _, stop = self.add(text, box.where, box.key, "cell", end)
        return Cell(start, stop, text, box.where, place.row, place.column, place.rows, box.columns, prose)

    def document(self, path: str, form: str, notes: tuple[str, ...] = ()) -> Document:
        """The document of all that was added; `notes` say in Chinese what was not read, beside what `unread` says."""
        text = "".join(self.parts)
        unread, unsure = (tuple(dict.fromkeys(said)) for said in ((*notes, *self.unread), self.unsure))
        return Document(path, form, text, tuple(self.blocks), tuple(self.tables), tuple(self.doubts), unread, unsure)
