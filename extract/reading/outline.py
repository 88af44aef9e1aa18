"""Title and sections of a report, built line by line from its headings."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.model import Section
from extract.reading.lines import Lines, bare_heading, heading_text


class _Heading(NamedTuple):
    rank: int
    text: str
    plan: bool


class Outline:
    """Takes the lines of a text in order; `sections` reach over all of it at any time."""

    def __init__(self, norm: str, lines: Lines) -> None:
        self._norm, self._lines = norm, lines
        self._title: tuple[int, int] | None = None
        self._above: list[_Heading] = []  # the headings that a line stands under
        self.sections: list[Section] = []
        self.enumerators: list[tuple[int, int]] = []
        self._open(0)
        at = 0
        for line in norm.split("\n"):
            stripped = line.strip()
            if stripped:
                self._entitle(at, line, stripped)
                self._line(at, line, stripped)
            at += len(line) + 1

    @property
    def title(self) -> tuple[int, int]:
        return self._title or (0, 0)

    def _open(self, start: int) -> None:
        """A section under the headings as they are now."""
        if self.sections:
            last = self.sections[-1]
            self.sections[-1] = Section(last.start, start, last.path, last.plan)
        path = tuple(h.text for h in self._above if h.text)
        self.sections.append(Section(start, len(self._norm), path, any(h.plan for h in self._above)))

    def _entitle(self, at: int, line: str, stripped: str) -> None:
        """The first line that is no sentence is the title, a line behind a dash right below it the subtitle."""
        if self._title is None:
            begin = at + len(line) - len(line.lstrip())
            short = len(stripped) <= 60 and stripped[-1] not in "。;,"
            self._title = (begin, begin + len(stripped)) if short else (begin, begin)
        elif stripped.startswith(("—", "--")) and not self.sections[1:] and not self._norm[self._title[1] : at].strip():
            self._title = (self._title[0], at + len(line.rstrip()))

    def _line(self, at: int, line: str, stripped: str) -> None:
        lines = self._lines
        rank, length = lines.level(line)
        if not rank and at > self.title[0] and (bare_heading(stripped) or lines.of_period(stripped)):
            rank = lines.bare_rank
        under_plans = bool(self._above) and self._above[-1].rank == lines.plan_rank
        if rank:
            self._heading(at, line, rank, length)
        elif at > self.title[1] and not under_plans and lines.opens_plans(stripped):
            self._above.append(_Heading(lines.plan_rank, "", True))
            self._open(at)
        elif under_plans:
            self._above.pop()
            self._open(at)

    def _heading(self, at: int, line: str, rank: int, length: int) -> None:
        text, sentence_like = heading_text(line[length:])
        number = re.search(r"\S+", line[:length])
        if number:
            self.enumerators.append((at + number.start(), at + length))
        if text or not sentence_like:
            while self._above and self._above[-1].rank >= rank:
                self._above.pop()
            self._above.append(_Heading(rank, text, self._lines.of_plans(text)))
            self._open(at)
