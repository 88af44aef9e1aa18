"""A cell's change against the cell it is set against."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.cells import Cell
from corpus.comparing.plain import plain


@dataclass(frozen=True, slots=True)
class Change:
    """`amount` in the cell's unit, `percent` with one decimal; None where one of the two cells has no value."""

    base: float | int | None = None
    amount: float | int | None = None
    percent: float | None = None
    new: bool = False  # there was none before: from zero there is no percentage
    rough: bool = False  # one of the figures is no exact one

    @property
    def note(self) -> str:
        return " ".join(word for word, holds in (("新增", self.new), ("约数", self.rough)) if holds)


def change_of(cell: Cell) -> Change:
    """The change against `cell.base`; an empty one where there is no base."""
    base = cell.base
    if base is None:
        return Change()
    if base.value is None or cell.value is None:
        return Change(plain(base.value))
    difference = cell.value - base.value
    if base.value:
        percent: float | None = round(100 * difference / abs(base.value), 1)
    else:
        percent = None if cell.value else 0.0
    return Change(
        plain(base.value),
        plain(round(difference, 6)),
        percent,
        new=percent is None,
        rough=cell.modifier != "exact" or base.modifier != "exact",
    )
