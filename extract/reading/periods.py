"""What a date in a text stands for, in days: one function a form of `patterns/dates.toml`.

Both days inclusive.  截至6月20日 runs from the first of January; a deadline (11月底前) is its last day; 去年同期 is the period of its own
sentence a year earlier; a year that is not written comes from the report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from extract.model import UNKNOWN, Period
from extract.reading.calendar import (
    day_meant,
    day_of,
    five_year_plan,
    month_beside,
    month_end,
    months_of,
    quarters_of,
    year_before,
    years_before,
)
from extract.reading.years import Anchor, Groups, Years, number


class Resolved(NamedTuple):
    """The days of a mention, what it does (own, ago, until, deadline, day, calendar), and the members of a list."""

    period: Period
    form: str = "calendar"
    members: tuple[Period, ...] = ()


class Resolver:
    """The words behind the forms, from dates.toml."""

    def __init__(self, parts: dict[str, Any]) -> None:
        years = Years(parts)
        self._year_of, self._second_year = years.of, years.second
        self._tendays: dict[str, list[int]] = parts["tendays"]
        self._until_tendays: dict[str, int] = parts["until_tendays"]
        self._which: dict[str, int] = parts["which"]
        self._first_half: str = parts["first_half"]
        self._year_word: str = parts["year"]
        self._month_word: str = parts["month"]
        self._since: str = parts["since_to_end"]
        self._forms: dict[str, Callable[[Groups, Anchor], Resolved | None]] = {
            "ago": self._ago, "own": self._own, "plan": self._plan, "numeric_range": self._days, "until_numeric": self._until, "numeric": self._day,
            "until": self._until, "days": self._days, "months": self._months, "quarters": self._quarters, "years": self._span_of_years,
            "first_months": self._first_months, "part": self._part, "relative": self._relative, "relative_day": self._relative_day, "nth_month": self._nth_month, "tendays": self._tendays_of, "day": self._day, "month": self._month,
            "since_deed": self._since_deed, "year": self._year, "span": self._span, "yearend": self._yearend, "until_day": self._until_day,
            "clocked_day": self._bare_day, "bare_days": self._bare_days, "bare_day": self._bare_day, "bare_tenday": self._bare_tenday, "last_months": self._last_months,
        }  # fmt: skip

    def resolve(self, form: str, groups: Groups, anchor: Anchor) -> Resolved | None:
        """The days of a form; None where it is no date after all (a year out of all bounds)."""
        written = number(groups.get("y"))
        if written is not None and not 1949 <= written <= 2100:
            return None
        return self._forms[form](groups, anchor)

    def _ago(self, groups: Groups, anchor: Anchor) -> Resolved:
        base = anchor.before or anchor.own
        year = self._year_of(groups, anchor) if groups.get("y") or groups.get("rel") else None
        if year is not None and base.end:
            return Resolved(years_before(base, base.end.year - year), "ago")
        return Resolved(year_before(base), "ago")

    def _own(self, groups: Groups, anchor: Anchor) -> Resolved:
        """今年以来, 一年来: the report's own period; where that is unknown, 今年 of the day of writing."""
        if anchor.own.end is None and anchor.today and (groups.get("this") or ""):
            return Resolved(months_of(anchor.today.year, 1, 12), "own")
        return Resolved(anchor.own, "own")

    def _plan(self, groups: Groups, anchor: Anchor) -> Resolved | None:
        plan = five_year_plan(number(groups["n"]) or 0)
        if plan.end is None:
            return None
        if (groups["tail"] or "") == self._since:
            return Resolved(Period(plan.start, anchor.own.end))
        return Resolved(plan)

    def _until(self, groups: Groups, anchor: Anchor) -> Resolved:
        year = self._year_of(groups, anchor)
        if groups.get("q"):
            last = quarters_of(year, 1, number(groups["q"]) or 1).end
        elif not groups.get("m"):
            return Resolved(months_of(year, 1, 12), "until")
        else:
            last = self._last_day(groups, year)
        return Resolved(Period(dt.date(year, 1, 1), last) if year and last else UNKNOWN, "until")

    def _last_day(self, groups: Groups, year: int | None) -> dt.date | None:
        month, day = number(groups["m"]) or 1, number(groups.get("d"))
        day = day or self._until_tendays.get(groups.get("last") or "")
        return day_meant(year, month, day) if day else month_end(year, month)

    def _days(self, groups: Groups, anchor: Anchor) -> Resolved:
        year = self._year_of(groups, anchor)
        month = number(groups["m"]) or 1
        last_month = number(groups.get("m2")) or month
        last_year = self._closing_year(groups, year, month, last_month, anchor)
        return Resolved(_ordered(day_meant(year, month, number(groups["d"])), day_meant(last_year, last_month, number(groups["d2"]))))

    def _months(self, groups: Groups, anchor: Anchor) -> Resolved:
        year = self._year_of(groups, anchor)
        month = number(groups["m"]) or 1
        last_month = number(groups["m2"]) or month
        last_year = self._closing_year(groups, year, month, last_month, anchor)
        members = [months_of(year, m, m) for m in range(month, last_month + 1)] if year == last_year else []
        return Resolved(_ordered(day_of(year, month, 1), month_end(last_year, last_month)), members=tuple(members))

    def _closing_year(self, groups: Groups, year: int | None, month: int, last_month: int, anchor: Anchor) -> int | None:
        """The year of the upper end: written, or the same, or the next where the months run on over the new year."""
        told = self._second_year(groups, year, anchor)
        if told is not None:
            return told
        return year + 1 if year is not None and last_month < month else year

    def _quarters(self, groups: Groups, anchor: Anchor) -> Resolved | None:
        first, last = number(groups["q"]) or 1, number(groups["q2"]) or 1
        year = self._year_of(groups, anchor)
        members = tuple(quarters_of(year, q, q) for q in range(first, last + 1))
        return Resolved(quarters_of(year, first, last), members=members) if first < last else None

    def _span_of_years(self, groups: Groups, _anchor: Anchor) -> Resolved | None:
        first, last = number(groups["y"]), number(groups["y2"])
        if first is None or last is None or not first <= last <= 2100:
            return None
        return Resolved(Period(months_of(first, 1, 12).start, months_of(last, 1, 12).end))

    def _first_months(self, groups: Groups, anchor: Anchor) -> Resolved | None:
        count = number(groups["n"]) or 0
        return Resolved(months_of(self._year_of(groups, anchor), 1, count)) if 1 <= count <= 12 else None

    def _last_months(self, groups: Groups, anchor: Anchor) -> Resolved | None:
        count = number(groups["n"]) or 0
        return Resolved(months_of(self._year_of(groups, anchor), 13 - count, 12)) if 1 <= count <= 12 else None

    def _part(self, groups: Groups, anchor: Anchor) -> Resolved:
        year = self._year_of(groups, anchor)
        if groups.get("half"):
            period = months_of(year, 1, 6) if (groups["half"] or "")[0] in self._first_half else months_of(year, 7, 12)
        elif groups.get("q"):
            period = quarters_of(year, number(groups["q"]) or 1, number(groups["q"]) or 1)
        elif groups.get("first") or groups.get("head"):
            period = quarters_of(year, 1, number(groups.get("first")) or 1)
        else:
            period = months_of(year, 1, 12)
        if groups.get("since"):
            return Resolved(_since(period.start, anchor))
        if groups.get("early"):
            return Resolved(UNKNOWN)
        if groups.get("before") or groups.get("last"):
            return Resolved(Period(period.end, period.end), "deadline")
        return Resolved(period)

    def _relative(self, groups: Groups, anchor: Anchor) -> Resolved:
        """本月, 上季度: counted from the report's own month or quarter, else from that of writing; unknown where neither tells."""
        own, step = anchor.own, self._which[groups["which"] or ""]
        first, last = own.start or anchor.today, own.end or anchor.today
        of_month = groups["u"] == self._month_word
        if first and last and anchor.today and _unit_of(first, of_month) != _unit_of(last, of_month):
            first = last = anchor.today
        if first is None or last is None or _unit_of(first, of_month) != _unit_of(last, of_month):
            return Resolved(UNKNOWN)
        if of_month:
            month = month_beside(last.year, last.month, step)
            goes_on = groups.get("since") and anchor.today and month.contains(Period(anchor.today, anchor.today))
            return Resolved(Period(month.start, anchor.today) if goes_on else month)  # 本月以来: up to the day of writing
        at = last.year * 4 + (last.month + 2) // 3 - 1 + step
        found = quarters_of(at // 4, at % 4 + 1, at % 4 + 1)
        return Resolved(Period(found.end, found.end)) if groups.get("last") else Resolved(found)

    def _day(self, groups: Groups, anchor: Anchor) -> Resolved:
        day = self._of_writing(groups, anchor) or day_meant(self._year_of(groups, anchor), number(groups["m"]), number(groups["d"]))
        if groups.get("since"):
            return Resolved(_since(day, anchor))
        return Resolved(Period(day, day), "deadline" if groups.get("before") else "day")

    @staticmethod
    def _of_writing(groups: Groups, anchor: Anchor) -> dt.date | None:
        """北京1月18日电 in a piece of that day on the year before: the day of writing, told without its year."""
        today, said = anchor.today, any(groups.get(part) for part in ("y", "yy", "rel"))
        return today if today and not said and (today.month, today.day) == (number(groups["m"]), number(groups["d"])) else None

    def _month(self, groups: Groups, anchor: Anchor) -> Resolved:
        year, month = self._year_of(groups, anchor), number(groups["m"]) or 1
        if groups.get("since"):
            return Resolved(_since(day_of(year, month, 1), anchor))
        last = month_end(year, month)
        part = self._part_of_month(groups["tenday"] or "", last) if groups.get("tenday") and last else Period(last, last)
        if groups.get("before"):
            return Resolved(Period(part.end, part.end), "deadline")
        if groups.get("last") or groups.get("tenday"):
            return Resolved(part)
        return Resolved(months_of(year, month, month))

    def _part_of_month(self, word: str, last: dt.date) -> Period:
        """上旬, 初, 底 of the month that ends with `last`."""
        first, final = self._tendays[word]
        return Period(last.replace(day=first or last.day), last.replace(day=min(final or last.day, last.day)))

    def _tendays_of(self, groups: Groups, anchor: Anchor) -> Resolved:
        last = month_end(self._year_of(groups, anchor), number(groups["m"]) or 1)
        if last is None:
            return Resolved(UNKNOWN)
        first, final = (self._part_of_month(groups[name] or "", last) for name in ("tenday", "final"))
        return Resolved(Period(first.start, final.end))

    def _relative_day(self, groups: Groups, anchor: Anchor) -> Resolved:
        """上个月15号, 本月初."""
        month = self._relative({**groups, "u": self._month_word}, anchor).period
        if month.end is None:
            return Resolved(UNKNOWN)
        if groups.get("tenday"):
            return Resolved(self._part_of_month(groups["tenday"] or "", month.end))
        day = day_meant(month.end.year, month.end.month, number(groups["d"]))
        return Resolved(Period(day, day), "day")

    def _nth_month(self, groups: Groups, anchor: Anchor) -> Resolved | None:
        month = 1 if groups.get("first") else number(groups["n"]) or 0
        return Resolved(months_of(self._year_of(groups, anchor), month, month)) if 1 <= month <= 12 else None

    def _since_deed(self, groups: Groups, anchor: Anchor) -> Resolved:
        year = number(groups.get("y"))
        return Resolved(_since(day_of(year, 1, 1), anchor)) if year else Resolved(UNKNOWN)

    def _year(self, groups: Groups, anchor: Anchor) -> Resolved:
        year = self._year_of(groups, anchor)
        if groups.get("since"):
            past = anchor.today is not None and year is not None and year < anchor.today.year
            return Resolved(_since(day_of(year, 1, 1), anchor, month_end(anchor.today.year if past and anchor.today else year, 12)))
        if groups.get("before") or groups.get("last"):
            last = month_end(year, 12)
            return Resolved(Period(last, last), "deadline")
        return Resolved(months_of(year, 1, 12))

    def _span(self, groups: Groups, anchor: Anchor) -> Resolved:
        """近三年, 五年来: the years (months) that end with the report's own period."""
        count, end = number(groups["n"]), anchor.own.end
        if not count or end is None:
            return Resolved(UNKNOWN)
        if groups["u"] == self._year_word:
            if groups.get("past"):  # 前两年: those before this one
                return Resolved(Period(dt.date(max(1, end.year - count), 1, 1), dt.date(end.year - 1, 12, 31)))
            return Resolved(Period(dt.date(max(1, end.year - count + 1), 1, 1), end))
        first = month_beside(end.year, end.month, 1 - count)
        return Resolved(Period(first.start, end))

    def _yearend(self, groups: Groups, anchor: Anchor) -> Resolved:
        last = month_end(self._year_of(groups, anchor), 12)
        return Resolved(Period(last, last), "deadline")

    def _until_day(self, groups: Groups, anchor: Anchor) -> Resolved:
        last = day_meant(self._year_of(groups, anchor), _month_told(anchor), number(groups["d2"]))
        return Resolved(Period(anchor.own.start or dt.date(last.year, 1, 1), last) if last else UNKNOWN, "until")

    def _bare_day(self, groups: Groups, anchor: Anchor) -> Resolved:
        day = day_meant(self._year_of(groups, anchor), _month_told(anchor), number(groups["d2"]))
        return Resolved(Period(day, day) if day else UNKNOWN, "day" if anchor.month and day else "calendar")

    def _bare_tenday(self, groups: Groups, anchor: Anchor) -> Resolved:
        last = month_end(self._year_of(groups, anchor), anchor.month or 1)
        return Resolved(self._part_of_month(groups["tenday"] or "", last) if last else UNKNOWN)

    def _bare_days(self, groups: Groups, anchor: Anchor) -> Resolved:
        year, month = self._year_of(groups, anchor), _month_told(anchor)
        return Resolved(_ordered(day_meant(year, month, number(groups["d"])), day_meant(year, month, number(groups["d2"]))))


def _unit_of(day: dt.date, of_month: bool) -> tuple[int, int]:
    """The month or the quarter that a day is in."""
    return day.year, day.month if of_month else (day.month + 2) // 3


def _month_told(anchor: Anchor) -> int | None:
    """The month of a bare day: told before, or the report's own where that is one month."""
    own = anchor.own
    if anchor.month:
        return anchor.month
    if own.end and own.start and own.start.month == own.end.month:
        return own.end.month
    return anchor.today.month if anchor.today else None


def _since(day: dt.date | None, anchor: Anchor, otherwise: dt.date | None = None) -> Period:
    """From a day to the end of the report's own period, else to the day of writing."""
    end = anchor.own.end or anchor.today or otherwise
    if day is None:
        return UNKNOWN
    return Period(day, end if end is not None and end >= day else None)


def _ordered(first: dt.date | None, last: dt.date | None) -> Period:
    return Period(first, last) if first and last else UNKNOWN
