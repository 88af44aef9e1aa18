"""Changes in tables of the draft against the two figures beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corpus.checks.context import Context
from corpus.checks.figures import Range, percent
from corpus.reading.document import Cell
from corpus.reading.tables import Change, Figure, changes_of
from corpus.shown import number

_NOTHING = 1e-6


class Wrong(NamedTuple):
    """A cell whose change is not that of the figures; `sure` where another of its column is right."""

    cells: tuple[Cell, Cell, Cell]
    message: str
    sure: bool


def wrong_changes(context: Context) -> Iterator[Wrong]:
    """同比 5.2% beside 305 and 286."""
    for table in context.tables:
        for column in changes_of(table, context.report.period, context.catalog):
            right = [_is_right(change) for change in column]
            if not any(right) and (len(column) > 1 or column[0].percent is None):
                continue  # nobody knows what is told there
            for change, holds in zip(column, right, strict=True):
                if not holds:
                    yield _wrong(change, any(right))


def _is_right(change: Change) -> bool:
    now, base = float(change.now[1].value(1)), float(change.base[1].value(1))
    signs = (1,) if change.signed or change.value < 0 or now >= base else (1, -1)
    return any(_agrees(sign * float(change.value), change, now, base) for sign in signs)


def _agrees(value: float, change: Change, now: float, base: float) -> bool:
    shares = change.now[1].unit == change.base[1].unit == _percent_sign(change)
    if change.percent is not True or shares:
        slack = _half(change.now[1]) + _half(change.base[1]) + (0.5 * 10.0**-change.decimals if change.decimals else 0.0)
        if abs(value - (now - base)) <= slack + _NOTHING:
            return True
    return change.percent is not False and (not base or percent(value, change.decimals, _growth(change, now, base)))


def _percent_sign(change: Change) -> str:
    """The unit of both figures where they are shares: their difference is told in points."""
    return change.now[1].unit or "-"


def _growth(change: Change, now: float, base: float) -> Range:
    a, b = _half(change.now[1]), _half(change.base[1])
    return 100 * (now - a - base - b) / (base + b), 100 * (now + a - base + b) / max(base - b, _NOTHING)


def _half(figure: Figure) -> float:
    """Half a unit of the last place of what was rounded."""
    places = len(figure.digits.partition(".")[2])
    return 0.5 * 10.0**-places * figure.scale if places or figure.scale > 1 else 0.0


def _wrong(change: Change, sure: bool) -> Wrong:
    now, base = float(change.now[1].value(1)), float(change.base[1].value(1))
    growth = f"{100 * (now - base) / base:+.2f}%" if base else ""
    computed = (
        growth if change.percent else f"{number(round(now - base, 6))}" + (f"或 {growth}" if change.percent is None and growth else "")
    )
    told = f"由“{change.base[0].text.strip()}”到“{change.now[0].text.strip()}”"
    return Wrong((change.cell, change.now[0], change.base[0]), f"表中{told}应为 {computed},写成了“{change.cell.text.strip()}”", sure)
