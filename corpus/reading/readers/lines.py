"""Lines of a page, and which of them open a paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.reading.words import expression


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its box, y growing downwards; `confidence` runs from 0 to 1, below 1 where the line was recognised from a picture.

    `within` are the margins of its column where the page has several, `note` tells that a raised number stood before it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float = 1.0
    within: Margins | None = None
    note: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Margins:
    """Where lines begin at the left and end at the right."""

    left: float
    right: float

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Margins:
        lines = list(lines)
        return cls(min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0))


def opens_paragraph(line: Line, previous: Line, margins: Margins, short: float) -> bool:
    """A mark of a list or an indent opens one, and what follows a title or a line that ends `short` heights before the right margin."""
    margins, before = line.within or margins, previous.within or margins
    short_before = previous.x1 < before.right - short * line.height and not _goes_on(previous, before)
    if expression("page.title_line").search(previous.text.strip()):
        return True
    return bool(expression("page.opens").match(line.text)) or line.x0 > margins.left + 1.4 * line.height or short_before


def _goes_on(line: Line, margins: Margins) -> bool:
    """A long line that ends in the midst of a sentence."""
    long = line.x1 - line.x0 > 0.5 * (margins.right - margins.left)
    return long and expression("page.unfinished").search(line.text.strip()) is not None
