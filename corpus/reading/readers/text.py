"""Plain text, every line a block, with the tables that stand in it."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.reading.document import MAX_CHARS, Block, Document, TooLong
from corpus.reading.readers.encoding import decode
from corpus.reading.readers.signs import shown
from corpus.reading.readers.textrows import tables_in
from corpus.reading.words import expression

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WIDEST = 4  # bytes of a character in any encoding that is read


def read(path: Path, form: str, ocr: str) -> Document:
    if path.stat().st_size > _WIDEST * MAX_CHARS:
        raise TooLong
    text = shown(_LINE_ENDS.sub("\n", decode(path.read_bytes(), path)))
    lines = _without_page_numbers(list(enumerate(text.split("\n"), 1)))
    text = "\n".join(line for _, line in lines)
    blocks, start = [], 0
    for n, line in lines:
        if line.strip():
            blocks.append(Block(start, start + len(line), "line", f"第{n}行", (n,)))
        start += len(line) + 1
    return Document(str(path), "text", text, tuple(blocks), tuple(tables_in(text)))


def _without_page_numbers(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The numbered lines without those that hold the number of a page, and the empty ones around these."""
    number = expression("page.number_line")
    at = [i for i, (_, line) in enumerate(lines) if number.fullmatch(line)]
    gone = set(at)
    for i in at:
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(lines) and not lines[j][1].strip():
                gone.add(j)
                j += step
    return [line for i, line in enumerate(lines) if i not in gone] if gone else lines
