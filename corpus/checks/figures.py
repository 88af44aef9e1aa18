"""Arithmetic of stated figures: a figure stands for a range of values, and so do sums, quotients and changes of figures."""

from __future__ import annotations

from corpus.cells import Row, interval

Range = tuple[float, float]  # the lowest and the highest value


def total(rows: list[Row]) -> Range:
    """The range of a sum of figures."""
    spans = [interval(r) for r in rows]
    return sum(s[0] for s in spans), sum(s[1] for s in spans)


def quotient(part: Row, whole: Row) -> Range:
    """The range of a part in percent of its whole."""
    a, b = interval(part), interval(whole)
    if b[0] <= 0:
        return 0.0, float("inf")
    return 100.0 * a[0] / b[1], 100.0 * a[1] / b[0]


def growth(now: Row, base: Row) -> Range:
    """The range of the change from base to now, in percent."""
    (a, b), (c, d) = interval(now), interval(base)
    if c <= 0:
        return float("-inf"), float("inf")
    return 100 * (a - d) / d, 100 * (b - c) / c


def apart(a: Range, b: Range) -> bool:
    """Whether two ranges have no value in common."""
    return a[0] > b[1] or a[1] < b[0]


def unequal(a: float, b: float) -> bool:
    """Whether two differences are not the same number, of their own size or of one."""
    return abs(a - b) > 1e-6 * max(1.0, abs(b))


def written_for(stated: float, decimals: int) -> Range:
    """The values that may be written as this percentage.

    Rounding allows half a unit of the last stated digit either way, truncation a whole unit upwards (99.28 stated as 99.2).
    """
    unit = 10.0**-decimals
    return (stated - 0.5 * unit, stated + unit) if stated >= 0 else (stated - unit, stated + 0.5 * unit)


def percent(stated: float, decimals: int, computed: Range) -> bool:
    """Whether a stated percentage agrees with the range of the computed one.

    Half a unit of the last digit away still agrees, a whole unit no longer does, whatever floats make of it.
    """
    low, high = written_for(stated, decimals)
    nudge = -1e-9 if stated >= 0 else 1e-9
    return computed[0] <= high + nudge and low + nudge <= computed[1]
