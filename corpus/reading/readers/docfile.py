"""A Word 97-2003 file as [MS-DOC] lays it out: its text, and what holds of each stretch of it.

The piece table (Clx, 2.9.38) tells where each stretch of text stands; pages of properties (FKP, 2.9.33 and 2.9.175) tell of stretches of the
file whether they are hidden, deleted or raised, and of paragraphs whether they end a cell or a row.
"""

from __future__ import annotations

import itertools
import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from corpus.reading.document import MAX_CHARS, TooLong
from corpus.reading.readers.docstyles import CELLS, Styles, Toggles, modifiers, toggles_of

_STYLES, _CHPX, _PAPX, _CLX, _ANCHORS, _BOXES = 1, 12, 13, 33, 40, 56  # places in FibRgFcLcb97
_PAGE = 512
# single property modifiers (sprm) that are asked for
_RAISED, _PICTURE = 0x2A48, 0x6A03
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C


@dataclass(frozen=True, slots=True)
class Cell:
    """The right edge of a cell of a row, and how it is merged."""

    right: int
    of_above: bool
    of_left: bool


@dataclass(frozen=True, slots=True)
class Letters:
    """What holds of a stretch of characters; `picture` is the place of a picture in the stream of data, -1 for none.

    `toggles` is what they say of being deleted, struck or hidden, of which styles say the rest.
    """

    toggles: Toggles = field(default_factory=Toggles)
    unseen: bool = False
    raised: bool = False
    picture: int = -1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What holds of the paragraph that a mark ends: how deep in tables it stands, whether it ends a cell or a row."""

    depth: int = 0
    ends_row: bool = False
    ends_cell: bool = False
    cells: tuple[Cell, ...] = ()
    style: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, what holds of it, its place in the file, how many bytes there a character takes, and its place in the text."""

    text: str
    letters: Letters
    place: int
    width: int
    first: int


T = TypeVar("T")


@dataclass(slots=True)
class _Runs(Generic[T]):
    """Stretches of the file with what holds of them."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    told: list[T] = field(default_factory=list)

    def at(self, place: int) -> int:
        i = bisect_right(self.starts, place) - 1
        return i if i >= 0 and place < self.ends[i] else -1


class WordFile:
    """Raises struct.error, IndexError or ValueError for a broken piece table."""

    def __init__(self, main: bytes, table: bytes) -> None:
        self._main, self._table = main, table
        start, length = self._fc(_STYLES)
        self._styles = Styles(table[start : start + length])
        self._letters = self._runs(_CHPX, self._letters_in)
        self._paragraphs = self._runs(_PAPX, self._paragraphs_in)
        self._pieces = list(self._piece_table())
        counts = struct.unpack_from("<8i", main, 0x4C)
        names = ("body", "notes", "heads", "macros", "comments", "endnotes", "boxes", "boxes of heads")
        self._bounds: dict[str, tuple[int, int]] = {}
        at = 0
        for name, count in zip(names, counts, strict=True):
            self._bounds[name] = (at, at + count)
            at += count

    @property
    def knows_paragraphs(self) -> bool:
        return bool(self._paragraphs.starts)

    def text(self, story: str) -> Iterator[Run]:
        """The stretches of a story: body, notes, heads, endnotes, boxes."""
        yield from self._between(*self._bounds[story])

    def boxes(self) -> dict[int, list[Run]]:
        """The text of each box, by the character at which it is anchored; below zero where none is."""
        start, stop = self._bounds["boxes"]
        shapes = {shape: at for at, shape in self._plc(_ANCHORS, 26, 0)}
        out: dict[int, list[Run]] = {}
        cuts = self._plc(_BOXES, 22, 14)
        for i, (first, shape) in enumerate(cuts[:-1]):
            runs = list(self._between(start + first, min(stop, start + cuts[i + 1][0])))
            if "".join(run.text for run in runs).strip():
                out[shapes.get(shape, -1 - i)] = runs
        return out

    def _plc(self, index: int, size: int, offset: int) -> list[tuple[int, int]]:
        """The places of a table of places, each with a number at an offset of what is told of it; the last place has none (0)."""
        where, length = self._fc(index)
        count = (length - 4) // (4 + size)
        if count <= 0 or where + length > len(self._table):
            return []
        places = struct.unpack_from(f"<{count + 1}I", self._table, where)
        told = [struct.unpack_from("<i", self._table, where + 4 * (count + 1) + size * i + offset)[0] for i in range(count)]
        return list(zip(places, [*told, 0], strict=True))

    def paragraph(self, place: int) -> Paragraph:
        """What holds of the paragraph whose mark stands at a place of the file."""
        i = self._paragraphs.at(place)
        return self._paragraphs.told[i] if i >= 0 else Paragraph()

    def _fc(self, index: int) -> tuple[int, int]:
        start, length = struct.unpack_from("<II", self._main, 0x9A + 8 * index)
        return start, length

    def _piece_table(self) -> Iterator[tuple[int, int, int, bool]]:
        """(first character, behind the last, place in the file, whether a character is one byte) of each piece."""
        start, length = self._fc(_CLX)
        clx = self._table[start : start + length]
        at = 0
        while at < len(clx) and clx[at] == 1:  # Prc
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if at >= len(clx) or clx[at] != 2:
            raise ValueError("no piece table")
        total = struct.unpack_from("<I", clx, at + 1)[0]
        pieces = clx[at + 5 : at + 5 + total]
        count = (total - 4) // 12
        bounds = struct.unpack_from(f"<{count + 1}I", pieces, 0)
        if max(bounds) > 2 * MAX_CHARS:  # marks that are no text among them
            raise TooLong
        if any(b < a for a, b in itertools.pairwise(bounds)):
            raise ValueError("pieces that overlap")
        for i in range(count):
            place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * i + 2)[0]
            single = bool(place & 0x40000000)
            yield bounds[i], bounds[i + 1], (place & 0x3FFFFFFF) // 2 if single else place, single

    def _between(self, start: int, stop: int) -> Iterator[Run]:
        for first, behind, place, single in self._pieces:
            a, b = max(first, start), min(behind, stop)
            width = 1 if single else 2
            at, end = place + (a - first) * width, place + (b - first) * width
            while a < b and at < end:
                i = self._letters.at(at)
                till = (
                    min(end, self._letters.ends[i])
                    if i >= 0
                    else min([end, *self._letters.starts[bisect_right(self._letters.starts, at) :][:1]])
                )
                till = max(at + width, till - (till - at) % width)
                told, till = self._styled(self._letters.told[i] if i >= 0 else Letters(), at, till)
                letters = self._main[at:till].decode("cp1252" if single else "utf-16-le", "replace")
                yield Run(letters, told, at, width, first + (at - place) // width)
                at = till

    def _styled(self, told: Letters, at: int, till: int) -> tuple[Letters, int]:
        """Letters as their styles would have them, and where the paragraph ends whose style that is, at the latest `till`."""
        if not self._styles.hiding:
            return told, till
        i = self._paragraphs.at(at)
        style = self._paragraphs.told[i].style if i >= 0 else 0
        unseen = told.toggles.unseen(self._styles.of(style), self._styles.of(told.toggles.style))
        return replace(told, unseen=unseen), min(till, self._paragraphs.ends[i]) if i >= 0 else till

    def _runs(self, index: int, read: Callable[[bytes], Iterator[tuple[int, int, T]]]) -> _Runs[T]:
        start, length = self._fc(index)
        out: _Runs[T] = _Runs()
        count = (length - 4) // 8
        if count <= 0 or start + length > len(self._table):
            return out
        found: list[tuple[int, int, T]] = []
        for number in struct.unpack_from(f"<{count}I", self._table, start + 4 * (count + 1)):
            page = self._main[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
            if len(page) == _PAGE:
                found.extend(read(page))
        for first, behind, told in sorted(found, key=lambda run: run[0]):
            out.starts.append(first)
            out.ends.append(behind)
            out.told.append(told)
        return out

    @staticmethod
    def _letters_in(page: bytes) -> Iterator[tuple[int, int, Letters]]:
        count = page[511]
        bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
        for i in range(count):
            at = page[4 * (count + 1) + i] * 2
            told = dict(modifiers(page[at + 1 : at + 1 + page[at]])) if at else {}
            toggles = toggles_of(told)
            picture = struct.unpack("<i", told[_PICTURE])[0] if _PICTURE in told else -1
            yield bounds[i], bounds[i + 1], Letters(toggles, toggles.unseen(), told.get(_RAISED, b"\0")[0] == 1, picture)

    @staticmethod
    def _paragraphs_in(page: bytes) -> Iterator[tuple[int, int, Paragraph]]:
        count = page[511]
        bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
        for i in range(count):
            at = page[4 * (count + 1) + 13 * i] * 2
            size = page[at] * 2 - 1
            if at and not page[at]:
                at += 1
                size = page[at] * 2
            told = dict(modifiers(page[at + 3 : at + 1 + size])) if at else {}
            style = struct.unpack_from("<H", page, at + 1)[0] if at and size >= 2 else 0
            depth = max(struct.unpack("<i", told[_DEPTH])[0] if _DEPTH in told else 0, told.get(_IN_TABLE, b"\0")[0])
            row = bool(told.get(_ROW_END, b"\0")[0] or told.get(_INNER_ROW, b"\0")[0])
            ends_cell = bool(told.get(_INNER_CELL, b"\0")[0])
            yield bounds[i], bounds[i + 1], Paragraph(depth, row, ends_cell, _cells(told.get(CELLS, b"")), style)


def _cells(operand: bytes) -> tuple[Cell, ...]:
    """The cells that a row defines (TDefTableOperand, 2.9.315)."""
    if len(operand) < 5:
        return ()
    count = operand[2]
    edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    out = []
    for i in range(count):
        at = 3 + 2 * (count + 1) + 20 * i
        flags = struct.unpack_from("<H", operand, at)[0] if at + 2 <= len(operand) else 0
        out.append(Cell(edges[i + 1], (flags >> 5) & 3 == 1, flags & 3 == 1))
    return tuple(out)
