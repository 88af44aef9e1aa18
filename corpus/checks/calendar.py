"""Dates against the calendar and against each other: weekdays, ordinals of yearly days, what ends before it begins (D704)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.checks.base import Check
from corpus.checks.finding import Finding
from extract import DateMention
from extract.reading.numbers import integer

_HALF_YEAR = 183  # days; a range that is longer when it is taken to run into the next year was not meant to


class Calendar(Check):
    code = "D704"
    severity = "warning"
    title = "日期与星期、届次或先后不符"
    why = "星期、第几个消防日可由日期算出;结束不会早于开始。"
    mend = "对照日历改正日期、星期或届次。"
    bad = "2023年5月24日（星期五），大队召开会议。"
    good = "2023年5月24日（星期三），大队召开会议。"

    def run(self) -> Iterator[Finding]:
        yield from self._weekdays()
        yield from self._ordinals()
        yield from self._ranges()
        yield from self._deadlines()

    def _weekdays(self) -> Iterator[Finding]:
        """5月24日(星期五): the weekday told right behind a day whose year is known."""
        pattern, days = self.context.pattern("calendar.weekday"), self.context.table("calendar")["weekdays"]
        for mention in self.context.report.dates:
            day = mention.period.end
            match = pattern.match(self.context.plain, mention.end)
            if not match or day is None or mention.period.start != day:
                continue
            told = self.context.pattern("dates.month_day").search(self.context.plain, mention.start, mention.end)
            if told and int(told[2]) != day.day:  # no such day: D701
                continue
            if days.index(match["day"]) % 7 != day.weekday():
                right = days[day.weekday()]
                yield self.marked(f"{day}是星期{right},写成了“{match[0].strip()}”", mention.start, match.end())

    def _ordinals(self) -> Iterator[Finding]:
        """第32个全国消防日: the first of it and the year give the ordinal."""
        for entry in self.context.table("calendar")["yearly"]:
            for match in re.finditer(entry["pattern"], self.context.plain):
                year, told = self._year_at(match.start()), integer(match["n"])
                if year is not None and told and told != year - entry["before"]:
                    yield self.marked(f"{year}年应为第{year - entry['before']},写成了“{match[0]}”", *match.span())

    def _year_at(self, at: int) -> int | None:
        """The year of a stretch: that of a day told before it in its line, else the one year that the report is of."""
        line = self.context.text.rfind("\n", 0, at) + 1
        told = [d for d in self.context.report.dates if line <= d.start < at and d.period.start and d.period.start == d.period.end]
        if told and told[-1].period.end:
            return told[-1].period.end.year
        own = self.context.report.period
        return own.end.year if own.start and own.end and own.start.year == own.end.year else None

    def _ranges(self) -> Iterator[Finding]:
        """11月30日至11月1日; into the next year a range runs only where that is near (12月20日至1月10日)."""
        for kind in ("range", "month_range"):
            for match in self.context.pattern(f"calendar.{kind}").finditer(self.context.plain):
                told = match.groupdict()
                first = int(told["m"]), int(told.get("d") or 1)
                last = int(told["m2"] or told["m"]), int(told.get("d2") or 1)
                if not told["y2"] and _backwards(first, last):
                    yield self.marked(f"“{self.context.text[match.start() : match.end()]}”结束早于开始", *match.span())

    def _deadlines(self) -> Iterator[Finding]:
        """自4月10日起…,3月20日前完成: due before it begins, in one sentence."""
        start: DateMention | None = None
        stop = self.context.pattern("calendar.sentence")
        for mention in self.context.report.dates:
            if start is not None and stop.search(self.context.text, start.end, mention.start):
                start = None
            before = start.period.start if start is not None else None
            if mention.form == "deadline" and before and mention.period.end and mention.period.end < before and start:
                yield self.marked(f"“{mention.quote}”早于开始的“{start.quote}”", start.start, mention.end)
            if self.context.pattern("calendar.begins").fullmatch(mention.quote):
                start = mention


def _backwards(first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether a (month, day) lies so far before another that it is none of the next year either."""
    try:
        a, b, next_year = date(2023, *first), date(2023, *last), date(2024, *last)
    except ValueError:  # no such day: D701
        return False
    return a > b and (next_year - a).days > _HALF_YEAR
