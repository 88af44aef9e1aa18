"""A file as read: its text, and the way back from each stretch of text into the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field


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
    """One cell of a table: its stretch of the document's text, and where it stands."""

    start: int
    end: int
    text: str
    where: str


Grid = list[list[tuple[str, str, tuple[object, ...]]]]  # rows of cells as a reader finds them: (text, where, key)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; short rows are allowed.  `caption` is the line above it, or the name of the sheet."""

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
    """`text[block.start:block.end]` is the block's text.  `doubts` is empty unless the text came from OCR."""

    path: str
    format: str
    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
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


class Builder:
    """Collects blocks in order and joins them with line breaks, keeping the offsets."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.doubts: list[Doubt] = []
        self.length = 0

    def add(self, text: str, where: str, key: tuple[object, ...] = (), kind: str = "paragraph", end: str = "\n") -> tuple[int, int]:
        """Appends a block and returns its offsets."""
        start = self.length
        self.parts.append(text + end)
        self.length += len(text) + len(end)
        self.blocks.append(Block(start, start + len(text), kind, where, key))
        return start, start + len(text)

    def last(self) -> str:
        """The text of the last block, the caption of a table that follows; "" at the beginning."""
        return self.parts[-1].strip() if self.parts else ""

    def table(self, rows: Grid, caption: str = "") -> None:
        """Appends a table: cells parted by tabs, rows by line breaks."""
        out = []
        for row in rows:
            cells = []
            for i, (text, where, key) in enumerate(row):
                flat = " ".join(text.split())
                start, stop = self.add(flat, where, key, "cell", "\n" if i == len(row) - 1 else "\t")
                cells.append(Cell(start, stop, flat, where))
            out.append(tuple(cells))
        if out:
            self.tables.append(Table(caption, tuple(out)))

    def document(self, path: str, form: str, notes: tuple[str, ...] = ()) -> Document:
        """The document of all that was added; `notes` are Chinese sentences for who reviews it."""
        text = "".join(self.parts)
        return Document(path, form, text, tuple(self.blocks), tuple(self.tables), tuple(self.doubts), notes)
