"""Lines of a page, and which of them open a paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.reading.words import expression


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its box, y growing downwards; `confidence` runs from 0 to 1, below 1 where the line was recognised from a picture."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float = 1.0

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
    """A mark of a list or an indent opens one, and what follows a line that ends `short` heights before the right margin."""
    return (
        bool(expression("page.opens").match(line.text))
        or line.x0 > margins.left + 1.4 * line.height
        or previous.x1 < margins.right - short * line.height
    )
