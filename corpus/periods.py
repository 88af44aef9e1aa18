"""Names and lengths of periods."""

from __future__ import annotations

import calendar
import functools
from datetime import date
from typing import Any

# (month, day) of the first and the last day → what follows the year
_PARTS = {((1, 1), (12, 31)): "", ((1, 1), (6, 30)): "H1", ((7, 1), (12, 31)): "H2"}


def period_name(start: Any, end: Any) -> str:
    """2023H1, 2023, 2023Q3, 2023M05, 2023-01-01..2023-06-20; "" where a day is unknown."""
    if not start or not end:
        return ""
    part = _part_of_year(start, end) if start.year == end.year and start.day == 1 else None
    return f"{start}..{end}" if part is None else f"{start.year}{part}"


def _part_of_year(first: date, last: date) -> str | None:
    """Nothing for a whole year, H1, Q3, M05; None for what has no such name.  Both days are of one year, the first begins a month."""
    if first.month % 3 == 1 and last.month == first.month + 2 and last.day in (30, 31):
        return f"Q{(first.month + 2) // 3}"
    if first.month == last.month and last.day == _days(last):
        return f"M{first.month:02d}"
    return _PARTS.get(((first.month, first.day), (last.month, last.day)))


@functools.lru_cache(maxsize=4096)
def period_in_chinese(start: Any, end: Any) -> str:
    """2023年上半年, 2023年, 2023年第三季度, 2023年5月, 2023年1月1日至2023年6月20日; "" where a day is unknown."""
    if not start or not end:
        return ""
    part = _part_of_year(start, end) if start.year == end.year and start.day == 1 else None
    if part is None:
        return "至".join(f"{day.year}年{day.month}月{day.day}日" for day in (start, end))
    return f"{start.year}年{_told(part)}"


def _told(part: str) -> str:
    if part[:1] == "M":
        return f"{int(part[1:])}月"
    return {"": "", "H1": "上半年", "H2": "下半年"}.get(part) or (f"第{'一二三四'[int(part[1:]) - 1]}季度" if part else "")


def months(start: date | None, end: date | None) -> float:
    """Length in calendar months; a part of a month counts by days.  0 where a day is unknown."""
    if start is None or end is None:
        return 0.0
    whole = (end.year - start.year) * 12 + end.month - start.month
    return whole + end.day / _days(end) - (start.day - 1) / _days(start)


def length(start: date | None, end: date | None) -> int:
    """Whole months, rounded: what has the same length may be compared."""
    return round(months(start, end))


def _days(day: date) -> int:
    """Days of the month that a day lies in."""
    return calendar.monthrange(day.year, day.month)[1]
