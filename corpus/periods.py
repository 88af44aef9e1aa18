"""Names and lengths of periods."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any


def period_name(start: Any, end: Any) -> str:
    """2023H1, 2023, 2023Q3, 2023M05, 2023-01-01..2023-06-20; "" where a day is unknown."""
    if not start or not end:
        return ""
    if (start.month, start.day) == (1, 1) and start.year == end.year:
        if (end.month, end.day) == (12, 31):
            return str(start.year)
        if (end.month, end.day) == (6, 30):
            return f"{start.year}H1"
    if start.year == end.year and start.day == 1:
        if (start.month, end.month, end.day) == (7, 12, 31):
            return f"{start.year}H2"
        if start.month % 3 == 1 and end.month == start.month + 2 and end.day in (30, 31):
            return f"{start.year}Q{(start.month + 2) // 3}"
        if start.month == end.month and end.day == calendar.monthrange(end.year, end.month)[1]:
            return f"{start.year}M{start.month:02d}"
    return f"{start}..{end}"


def months(start: date | None, end: date | None) -> float:
    """Length in calendar months; a part of a month counts by days."""
    if start is None or end is None:
        return 0.0
    whole = (end.year - start.year) * 12 + end.month - start.month
    last = calendar.monthrange(end.year, end.month)[1]
    return whole + end.day / last - (start.day - 1) / calendar.monthrange(start.year, start.month)[1]
