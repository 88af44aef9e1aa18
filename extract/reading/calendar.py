"""Arithmetic of the calendar: stretches of months, days that exist, the same stretch a year earlier; periods as users write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from extract.model import UNKNOWN, Period

_FIRST_YEAR, _LAST_YEAR = 1, 9998
_SHORTEST, _LONGEST = 28, 31  # days of a month
_JANUARY, _DECEMBER = 1, 12


def day_of(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    """None for a date that does not exist (2月30日), or whose year is unknown."""
    try:
        return dt.date(year, month, day) if year and month and day else None
    except ValueError:
        return None


def day_meant(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    """The same, where the month is too short (6月31日) its last day; that the day does not exist is found by the checks."""
    found = day_of(year, month, day)
    if found is None and day is not None and _SHORTEST < day <= _LONGEST and month is not None and _JANUARY <= month <= _DECEMBER:
        return month_end(year, month)
    return found


def month_end(year: int | None, month: int) -> dt.date | None:
    return dt.date(year, month, calendar.monthrange(year, month)[1]) if year and _FIRST_YEAR <= year <= _LAST_YEAR else None


def months_of(year: int | None, first: int, last: int) -> Period:
    """From the first day of one month to the last day of another of the same year; UNKNOWN without a year."""
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return UNKNOWN
    return Period(dt.date(year, first, 1), month_end(year, last))


def quarters_of(year: int | None, first: int, last: int) -> Period:
    return months_of(year, 3 * first - 2, 3 * last)


def year_before(period: Period) -> Period:
    """The same stretch of the calendar a year earlier (29 February becomes 28)."""
    return Period(_shift(period.start), _shift(period.end))


def years_before(period: Period, count: int) -> Period:
    for _ in range(max(0, min(count, 60))):
        period = year_before(period)
    return period


def _shift(day: dt.date | None) -> dt.date | None:
    if day is None or day.year <= 1:
        return None
    last = calendar.monthrange(day.year - 1, day.month)[1]
    whole = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=day.year - 1, day=last if whole and day.day > 27 else min(day.day, last))


def month_beside(year: int, month: int, step: int) -> Period:
    """The month `step` months after (before) a month."""
    at = year * 12 + month - 1 + step
    return months_of(at // 12, at % 12 + 1, at % 12 + 1)


def five_year_plan(number: int) -> Period:
    """The years of the n-th five-year plan: 1953-1957, 1958-1962, from the third (1966-1970) on every five years."""
    if not 1 <= number <= 30:
        return UNKNOWN
    first = 1953 + 5 * (number - 1) if number < 3 else 1966 + 5 * (number - 3)
    return Period(dt.date(first, 1, 1), dt.date(first + 4, 12, 31))


def parse_period(text: str) -> Period | None:
    """2023, 2023H1, 2023Q3, 2023M05 or START..END (ISO dates) as a Period; None for anything else."""
    text = text.strip()
    if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", text):
        return _between(match[1], match[2])
    match = re.fullmatch(r"((?:19|20)\d{2})(?:[Hh]([12])|[Qq]([1-4])|[Mm]?-?(0[1-9]|1[0-2]))?", text)
    if not match:
        return None
    year, half, quarter, month = int(match[1]), match[2], match[3], match[4]
    if half:
        return months_of(year, 6 * int(half) - 5, 6 * int(half))
    if quarter:
        return quarters_of(year, int(quarter), int(quarter))
    return months_of(year, int(month or 1), int(month or 12))


def _between(first: str, last: str) -> Period | None:
    try:
        start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    except ValueError:
        return None
    return Period(start, end) if start <= end else None


def as_period(period: Period | str | tuple[dt.date, dt.date] | None) -> Period:
    """A Period from what a caller may give.  Raises ValueError for a string that is no period."""
    if period is None:
        return UNKNOWN
    if isinstance(period, Period):
        return period
    if isinstance(period, str):
        parsed = parse_period(period)
        if parsed is None:
            raise ValueError(f"not a period: {period!r}")
        return parsed
    return Period(*period)
