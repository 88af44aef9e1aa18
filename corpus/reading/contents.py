"""Lists of contents: lines that end in the number of a page, which is no figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.reading.document import Document
from corpus.reading.words import expression

CONTENTS = "contents"  # the kind of a block of which the file says that it is a line of contents
_LINES = 2  # so many make a list


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    words: str
    number: tuple[int, int, int] | None  # where it begins and ends, and which it is
    told: bool  # by the file itself


def page_numbers(document: Document) -> list[tuple[int, int]]:
    """Where the numbers of pages and the leaders before them stand in the text.

    A run of lines that end in a leader and a number that never falls is a list of contents where the file says so, where 目录 stands
    above, or where most of its lines stand again below, as headings.
    """
    told = {block.start for block in document.blocks if block.kind == CONTENTS}
    found = []
    for head, run, below in _runs(list(_lines(document.text, told))):
        sure = all(line.told for line in run)
        named = len(run) >= _LINES and expression("contents.heading").fullmatch("".join(head.split())) is not None
        if sure or named or (len(run) >= _LINES and _again(run, below)):
            found += [(line.number[0], line.number[1]) for line in run if line.number]
    return found


def _lines(text: str, told: set[int]) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        match = expression("contents.line").fullmatch(line)
        number = (at + match.start("leader"), at + len(line.rstrip()), int(match["page"])) if match else None
        if line.strip():
            yield _Line(at, "".join((match["words"] if match else line).split()), number, at in told)
        at += len(line) + 1


def _runs(lines: list[_Line]) -> Iterator[tuple[str, list[_Line], set[str]]]:
    """Lines with numbers that do not fall, with the line above them and what stands below."""
    run: list[_Line] = []
    head = last = ""
    for i, line in enumerate([*lines, _Line(0, "", None, False)]):
        if run and line.number and run[-1].number and line.number[2] >= run[-1].number[2]:
            run.append(line)
        else:
            if run:
                yield head, run, {below.words for below in lines[i:]}
            run, head = ([line], last) if line.number else ([], "")
        last = line.words


def _again(run: list[_Line], below: set[str]) -> bool:
    return 2 * sum(line.words in below for line in run) > len(run)
