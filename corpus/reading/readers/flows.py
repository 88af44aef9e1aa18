"""Paragraphs, cells and tables as old Word formats tell them, sign by sign: text, its end, the end of a cell, the end of a row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.reading.document import Box, Builder
from corpus.reading.readers import where
from corpus.reading.readers.raised import raised
from corpus.reading.readers.signs import shown

BREAK = "\v"  # a line break within a paragraph
_WITHIN_NUMBER = re.compile(rf"(?<=\d)\s*{BREAK}\s*(?=\d|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Edge:
    """The right edge of a cell of a row, and whether the cell is a part of the one above it or to its left."""

    right: int
    of_above: bool = False
    of_left: bool = False


@dataclass(slots=True)
class _Table:
    rows: list[tuple[list[str], list[Edge]]] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """One text: the body, a note, a box.  Tables within cells follow the table that they stand in, boxes their paragraph."""

    blocks: list[str | _Table] = field(default_factory=list)
    _open: list[_Table] = field(default_factory=list)  # the tables that are not at their end, the outermost first
    _inner: list[_Table] = field(default_factory=list)
    _text: str = ""
    _raised: str = ""
    _aside: list[str] = field(default_factory=list)  # paragraphs of boxes anchored in the present one

    def add(self, text: str, *, high: bool = False) -> None:
        text = shown(text)
        if high:
            self._raised += text
            return
        self._settle()
        self._text += text

    def _settle(self) -> None:
        if self._raised:
            self._text += raised(self._text, self._raised)
            self._raised = ""

    def aside(self, other: Flow) -> None:
        """A box: its paragraphs come behind the present one, its tables behind the present table."""
        other.end_paragraph(0)
        self._aside.extend(block for block in other.blocks if isinstance(block, str))
        tables = [block for block in other.blocks if isinstance(block, _Table)]
        if self._open:
            self._inner.extend(tables)
        else:
            self._inner.extend(tables)

    def _paragraphs(self) -> list[str]:
        self._settle()
        lines = _WITHIN_NUMBER.sub("", self._text).split(BREAK)
        self._text = ""
        aside, self._aside = self._aside, []
        return [*lines, *aside]

    def end_paragraph(self, level: int) -> None:
        """A paragraph ends that stands in a cell at a depth of `level`, 0 outside of tables."""
        self._close(level)
        lines = self._paragraphs()
        if level:
            self._table(level).cell.extend(lines)
        elif self.blocks or any(line.strip() for line in lines):
            self.blocks.extend(lines)
        if not level:
            self._release()

    def end_cell(self, level: int) -> None:
        self._close(level)
        table = self._table(level)
        table.cell.extend(self._paragraphs())
        table.row.append("\n".join(line for line in table.cell if line.strip()))
        table.cell = []

    def end_row(self, level: int, edges: list[Edge]) -> None:
        self._close(level)
        table = self._table(level)
        if table.row:
            table.rows.append((table.row, edges))
        table.row, table.cell = [], []

    def drop_row(self, level: int) -> None:
        """A row that is deleted."""
        self._close(level)
        table = self._table(level)
        table.row, table.cell = [], []

    def _table(self, level: int) -> _Table:
        while len(self._open) < level:
            self._open.append(_Table())
        return self._open[level - 1]

    def _close(self, level: int) -> None:
        """Ends the tables that are deeper than `level`."""
        while len(self._open) > level:
            table = self._open.pop()
            if table.cell or table.row:
                table.rows.append(([*table.row, "\n".join(table.cell)] if table.cell else table.row, []))
            if self._open:
                self._inner.insert(0, table)
            else:
                self.blocks.append(table)
                self._release()

    def _release(self) -> None:
        inner, self._inner = self._inner, []
        self.blocks.extend(inner)

    def end(self) -> list[str | _Table]:
        """All of it."""
        if self._text.strip() or self._raised or self._aside:
            self.end_paragraph(len(self._open))
        self._close(0)
        self._release()
        return self.blocks


def write(flow: Flow, out: Builder) -> None:
    """The blocks of a text as paragraphs and tables."""
    number = tables = 0
    for block in flow.end():
        if isinstance(block, str):
            number += 1
            out.add(block, where.paragraph(number))
        elif block.rows:
            tables += 1
            out.table(_grid(block, f"表{tables}"), _caption(out))


def write_notes(flows: list[Flow], out: Builder, name: str) -> None:
    for flow in flows:
        for block in flow.end():
            if isinstance(block, str) and block.strip():
                out.add(block.strip(), name, ("note",))


def _caption(out: Builder) -> str:
    return next((part.strip() for part in reversed(out.parts) if part.strip()), "")


def _grid(table: _Table, name: str) -> list[list[Box]]:
    """The cells of a table in its columns, which the edges of all its rows make."""
    rights = sorted({edge.right for _, edges in table.rows for edge in edges})
    columns = {right: i for i, right in enumerate(_merged(rights))} if rights else {}
    nearest = {right: columns[min(columns, key=lambda other: abs(other - right))] for right in rights}
    grid = []
    for r, (texts, edges) in enumerate(table.rows, 1):
        boxes: list[Box] = []
        at = 0
        for c, text in enumerate(texts, 1):
            edge = edges[c - 1] if len(edges) == len(texts) else None
            if edge is None:
                boxes.append(Box(text, where.cell(name, r, c)))
                continue
            stop = nearest[edge.right] + 1
            if edge.of_left and boxes and not text.strip():
                boxes[-1] = boxes[-1]._replace(columns=stop - (boxes[-1].column or 0))
            else:
                boxes.append(Box(text, where.cell(name, r, c), (), max(1, stop - at), 1, at, edge.of_above and not text.strip()))
            at = max(at + 1, stop)
        grid.append(boxes)
    return grid


def _merged(rights: list[int]) -> list[int]:
    """Edges that lie within a hair of each other are one."""
    out: list[int] = []
    for right in rights:
        if not out or right - out[-1] > 40:
            out.append(right)
    return out
