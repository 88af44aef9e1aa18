"""Lists of contents: lines that end in the number of a page, which is no figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.reading.document import Document
from corpus.reading.words import entry, expression

CONTENTS = "contents"  # the kind of a block of which the file says that it is a line of contents
_LINES = 2  # so many make a list
_LONG = 120  # signs of a line that is none
_TAIL = 12  # signs at the end of a line among which the number stands


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    words: str
    number: tuple[int, int, int] | None  # where it begins and ends, and which it is
    told: bool  # by the file itself
    led: bool = True  # by more than a blank before the number


def page_numbers(document: Document) -> list[tuple[int, int]]:
    """Where the numbers of pages and the leaders before them stand in the text.

    A run of lines that end in a leader and a number that never falls is a list of contents where the file says so, where 目录 stands
    above, or where most of its lines stand again below, as headings.
    """
    lines = list(_lines(document.text, {block.start for block in document.blocks if block.kind == CONTENTS}))
    last = {line.words: line.start for line in lines}
    found = []
    for head, run, below in _runs(lines):
        sure = all(line.told for line in run)
        named = len(run) >= _LINES and expression("contents.heading").fullmatch(head) is not None
        if sure or named or (len(run) >= _LINES and _again(run, below, last)):
            found += [(line.number[0], line.number[1]) for line in run if line.number]
    return found


def _lines(text: str, told: set[int]) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield _line(line, at, at in told)
        at += len(line) + 1


def _line(line: str, at: int, told: bool) -> _Line:
    """A line, with the number of a page if it is short and ends in a leader and one."""
    tail = max(0, len(line) - _TAIL)
    page = expression("contents.page").search(line[tail:]) if len(line) < _LONG else None
    before = line[: tail + page.start()] if page else line
    words = before.rstrip(entry("contents.leaders"))
    leader = before[len(words) :]
    if page is None or not leader or not words.strip():
        return _Line(at, "".join(line.split()), None, told)
    return _Line(
        at, "".join(words.split()), (at + len(words), at + len(line.rstrip()), int(page[1])), told, leader not in (" ", "\u3000", "-")
    )


def _runs(lines: list[_Line]) -> Iterator[tuple[str, list[_Line], int]]:
    """Lines with numbers that do not fall, with the line above them and where the lines below begin."""
    run: list[_Line] = []
    head = last = ""
    for line in [*lines, _Line(lines[-1].start + 1 if lines else 0, "", None, False)]:
        if run and line.number and run[-1].number and line.number[2] >= run[-1].number[2]:
            run.append(line)
        else:
            if run:
                yield head, run, line.start
            run, head = ([line], last) if line.number else ([], "")
        last = line.words


def _again(run: list[_Line], below: int, last: dict[str, int]) -> bool:
    """Whether most lines stand again below."""
    return all(line.led for line in run) and 2 * sum(last.get(line.words, -1) >= below for line in run) > len(run)
