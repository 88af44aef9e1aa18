"""A cell's change against the cell it is set against."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.cells import Cell
from corpus.comparing.plain import plain

UNLIKE = "unlike"  # the mark of a cell whose unit does not fit that of its base
_BOUNDS = {("over", "exact"): "over", ("exact", "over"): "under", ("under", "exact"): "under", ("exact", "under"): "over",
           ("over", "under"): "over", ("under", "over"): "under", ("exact", "exact"): "exact"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """`amount` in the cell's unit (percentage points of a ratio), `percent` with one decimal; None where they cannot be told.

    `modifier` says what the amount and the percentage are: exact, over (at least), under (at most) or about.
    """

    base: float | int | None = None
    amount: float | int | None = None
    percent: float | None = None
    new: bool = False  # there was none before: from zero there is no percentage
    points: bool = False  # of ratios: the amount is one of percentage points, there is no percentage of a percentage
    modifier: str = "exact"
    unclear: bool = False  # two bounds that say nothing of the change
    unlike: bool = False  # units that do not fit

    @property
    def note(self) -> str:
        words = (
            ("新增", self.new),
            ("百分点", self.points),
            ("约数", self.modifier != "exact"),
            ("两数均为约数,变化不明", self.unclear),
            ("单位不同", self.unlike),
        )
        return " ".join(word for word, holds in words if holds)


def change_of(cell: Cell) -> Change:
    """The change against `cell.base`; an empty one where there is no base.

    400余 against 360 is a change of at least 40; against 350余 it is none that can be told.
    """
    base = cell.base
    if base is None:
        return Change()
    if base.value is None or cell.value is None:
        return Change(plain(base.value))
    if UNLIKE in cell.marks:
        return Change(plain(base.value), unlike=True)
    modifier = _BOUNDS.get((cell.modifier, base.modifier), "")
    if not modifier:
        if "about" not in (cell.modifier, base.modifier) or {cell.modifier, base.modifier} - {"about", "exact"}:
            return Change(plain(base.value), unclear=True)
        modifier = "about"
    difference = plain(round(cell.value - base.value, 6))
    if cell.unit in _RATIOS:
        return Change(plain(base.value), difference, points=True, modifier=modifier)
    if base.value:
        percent: float | None = round(100 * (cell.value - base.value) / abs(base.value), 1)
    else:
        percent = None if cell.value else 0.0
    return Change(plain(base.value), difference, percent, new=percent is None, modifier=modifier)


_RATIOS = ("%", "‰")
