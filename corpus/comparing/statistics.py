"""Robust statistics of a few figures."""

from __future__ import annotations


def median(values: list[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def robust_z(value: float, others: list[float]) -> float | None:
    """0.6745 (x − median) / MAD (Iglewicz and Hoaglin, 1993); None with fewer than four others.

    A MAD of zero is taken as five percent of the median, so that one odd figure among equals still shows.
    """
    if len(others) < 4:
        return None
    centre = median(others)
    spread = median([abs(x - centre) for x in others]) or 0.05 * abs(centre)
    return 0.6745 * (value - centre) / spread if spread else None
