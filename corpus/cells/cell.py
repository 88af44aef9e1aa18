"""A cell: one value of a metric of a brigade in a period, and how it was got."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from corpus.cells.sources import Row


class Cell(NamedTuple):
    """One value of a metric of a brigade in a period; `sources` are the rows of the facts it came from.

    `how` is stated: one own, unqualified, actual figure (told twice alike counts once); summed: disjoint parts and no total;
    zero: a stated zero; ambiguous: figures that disagree, shown and never chosen from; missing: nothing said, which is not 0;
    derived: reckoned from other cells.  A tuple, for there are hundreds of thousands of them.  Units are those of the facts, `base` is the cell that this one is set against.
    """

    brigade: str
    period_start: date | None
    period_end: date | None
    metric: str
    value: float | None
    value_max: float | None
    modifier: str
    unit: str
    how: str
    sources: Sequence[Row] = ()
    note: str = ""
    marks: tuple[str, ...] = ()  # ocr, corrected, doubt, unreviewed; partial (a total), unlike (its unit that of its base)
    base: Cell | None = None
    scale: float = 1.0  # the figures of the sources divided by this make the value: 10000 where it is told in 万元
    quotient: tuple[float, float, float] | None = None  # (above, below, scale) of a derived value: above ÷ below × scale

    @property
    def known(self) -> float | None:
        """The value where there is one to reckon with: None for missing and ambiguous."""
        return None if self.how == "ambiguous" else self.value


def missing(brigade: str, start: date | None, end: date | None, metric: str) -> Cell:
    """The cell of a metric of which nothing is said."""
    return Cell(brigade, start, end, metric, None, None, "exact", "", "missing")
