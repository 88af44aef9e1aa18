"""How much of the gold of a report is found: a figure where a span on it has its value (and unit), a date where its first and last day are right."""

from __future__ import annotations

from typing import Any

from benchmarks.others.tools import Days, Found


def score_figures(gold: list[dict[str, Any]], found: list[Found]) -> tuple[int, int]:
    """(figures with the right value, with the right value and unit)."""
    value = unit = 0
    for fact in gold:
        hits = [
            f for f in found if f[0] < fact["end"] and fact["start"] < f[1] and f[2] is not None and abs(f[2] - abs(fact["value"])) < 1e-6
        ]
        value += bool(hits)
        unit += any(f[3] == fact["unit"] for f in hits)
    return value, unit


def score_dates(gold: list[dict[str, Any]], found: list[Days]) -> int:
    return sum(any(f[0] < d["end"] and d["start"] < f[1] and f[2:] == (d["period_start"], d["period_end"]) for f in found) for d in gold)
