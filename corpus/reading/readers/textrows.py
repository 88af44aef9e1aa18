"""Tables in plain text: lines of one sort whose pieces are parted by tabs, by upright bars (markdown, drawn boxes), or by wide blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.reading.document import Cell, Table
from corpus.reading.prose import is_prose

_FIGURE = re.compile(r"[-+]?[\d,,]+(?:\.\d+)?[%‰]?|[-—–/]")
_BARS = re.compile(r"[|│┃|]")
_RULE = re.compile(r"[\s|│┃:\-─━┄═+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝]+")
_MARKS = " \t\r\u3000*`"  # around the words of a cell, those of markdown among them
_WIDE = re.compile(r"[ \u3000]{2,}")

Piece = tuple[int, int]  # where it starts and ends in the text


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    sort: str  # tab, bar, wide
    pieces: tuple[Piece, ...]


def tables_in(text: str) -> list[Table]:
    """The tables of a text; cells say line and column (第3行第2列)."""
    out = []
    for rows, caption in _runs(text):
        if _is_table(rows, text):
            out.append(Table(caption, tuple(_cells(row, n, text) for n, row in enumerate(rows))))
    return out


def _cells(row: _Row, n: int, text: str) -> tuple[Cell, ...]:
    found = []
    for c, (start, end) in enumerate(row.pieces):
        words = text[start:end]
        found.append(Cell(start, end, words, f"第{row.line}行第{c + 1}列", n, c, prose=is_prose(words)))
    return tuple(found)


def _runs(text: str) -> Iterator[tuple[list[_Row], str]]:
    """Rows of one sort that follow each other, with the line above them."""
    run: list[_Row] = []
    caption = last = ""
    at = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        row = _row(line, number, at)
        at += len(line) + 1
        if row is not None and run and run[0].sort == row.sort:
            run.append(row)
        elif run and _RULE.fullmatch(line) and line.strip():
            continue  # a ruled line
        else:
            if run:
                yield run, caption
            run, caption = ([row], last) if row is not None else ([], "")
        if line.strip() and not _RULE.fullmatch(line):
            last = line.strip(" #*\t\r")


def _row(line: str, number: int, at: int) -> _Row | None:
    if not line.strip() or _RULE.fullmatch(line):
        return None
    if "\t" in line.strip():
        return _Row(number, "tab", tuple(_pieces(line, re.compile("\t"), at)))
    if _BARS.search(line):
        start = len(line) - len(line.lstrip())
        inner = line.strip()
        first = 1 if _BARS.match(inner) else 0
        last = len(inner) - (1 if len(inner) > 1 and _BARS.fullmatch(inner[-1]) else 0)
        return _Row(number, "bar", tuple(_pieces(inner[first:last], _BARS, at + start + first)))
    if _WIDE.search(line.strip()):
        start = len(line) - len(line.lstrip())
        return _Row(number, "wide", tuple(_spread(list(_pieces(line.strip(), _WIDE, at + start)))))
    return None


def _spread(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, two characters as one where less room stands between them than on either side: 罚    款        万元."""
    gaps = [10**6, *(behind[0] - before[1] for before, behind in pairwise(pieces)), 10**6]
    skip = False
    for i, (start, end) in enumerate(pieces):
        if skip:
            skip = False
            continue
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        single = following is not None and end - start == 1 and following[1] - following[0] == 1
        skip = single and gaps[i + 1] < min(gaps[i], gaps[i + 2]) < 10**6
        yield (start, following[1]) if skip and following is not None else (start, end)


def _pieces(line: str, mark: re.Pattern[str], at: int) -> Iterator[Piece]:
    """The stretches between marks, blanks around them left out."""
    start = 0
    for end, following in [*((m.start(), m.end()) for m in mark.finditer(line)), (len(line), len(line))]:
        words = line[start:end]
        lead = len(words) - len(words.lstrip(_MARKS))
        yield at + start + lead, at + start + max(lead, len(words.rstrip(_MARKS)))
        start = following


def _is_table(rows: list[_Row], text: str) -> bool:
    """Two rows or more with figures in cells of their own; columns parted by blanks alone must be alike in every row."""
    widths = {len(row.pieces) for row in rows}
    if len(rows) < 2 or max(widths) < 2 or (rows[0].sort == "wide" and len(widths) > 1):
        return False
    figured = [row for row in rows if any(_FIGURE.fullmatch(text[start:end].strip()) for start, end in row.pieces[1:])]
    return len(figured) * 3 >= len(rows) > 0 and bool(figured)
