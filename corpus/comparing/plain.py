"""Figures as they are handed out: whole ones as int."""

from __future__ import annotations


def plain(value: float | None) -> float | int | None:
    """12.0 → 12, 0.5 → 0.5, None → None."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else value
