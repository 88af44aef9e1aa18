"""The range of true values that a figure stands for."""

from __future__ import annotations

from corpus.cells.sources import Row

_WHOLE = ("count", "rate", "duration", "rank")  # kinds that are counted one by one: 442 is 442 and not 441.5 to 442.5


def interval(row: Row) -> tuple[float, float]:
    """(lowest, highest) true value: half a unit of the last stated digit either way, widened by the modifier.

    余 and 多 reach to the next step of the stated digit (20余 → [20, 30)), 近 reaches as far below, 约 ten percent either way.
    """
    value = float(row["value"])
    if row.get("value_max") is not None:
        return value, float(row["value_max"])
    modifier = row["modifier"]
    if modifier == "over":
        return value, value + _step(value)
    if modifier == "under":
        return value - _step(value), value
    if modifier == "about":
        return value - 0.1 * abs(value), value + 0.1 * abs(value)
    return _rounded(row, value)


def _rounded(row: Row, value: float) -> tuple[float, float]:
    """What an exact figure may have been before it was rounded to its decimals."""
    if row["kind"] in _WHOLE and row["decimals"] == 0:
        return value, value
    half = 0.5 * 10.0 ** -row["decimals"] if row["decimals"] is not None else 0.0
    return value - half, value + half


def _step(value: float) -> float:
    """The place of the last digit that is not zero: 20 → 10, 2180 → 10, 300 → 100, 23 → 10."""
    n = abs(round(value))
    if n < 10:
        return max(1.0, float(n))
    step = 10
    while n % (step * 10) == 0:
        step *= 10
    return float(step)
