"""A claim of the text: that a figure is what two others give."""

from __future__ import annotations

from typing import NamedTuple

from corpus.cells import Row, interval
from corpus.checks.figures import Range, apart, written_for

_ROUGHLY = 0.1  # a mean told with 约 or 余 may be so much away, of its own size


class Claim(NamedTuple):
    """A figure that should be `computed`, from the `others`; `words` say how."""

    told: Row
    computed: Range
    others: list[Row]
    words: str
    severity: str | None = None


def may_be(told: Row, computed: Range) -> bool:
    """Whether a mean or a percentage may be the computed one: rounded to its digits or cut off after them."""
    value = float(told["value"])
    if told["modifier"] == "exact":
        low, high = written_for(value, told["decimals"])
        return not apart((low, high), computed)
    low, high = interval(told)
    return not apart((low - _ROUGHLY * value, high + _ROUGHLY * value), computed)


def over(above: Row, below: Range) -> Range:
    """The range of a figure divided by a range above zero."""
    low, high = interval(above)
    return low / below[1], high / below[0]
