"""Dates that cannot be, or do not belong to the report's period (D701, D702, D703)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from corpus.cells import Row
from corpus.checks.base import Check
from corpus.checks.context import Context
from corpus.checks.finding import Finding
from corpus.periods import period_in_chinese
from extract import DateMention

_MONTHS = 12
_LEAP_YEAR = 2000  # stands for a year that is not told
_CLAUSE = "，,。;；\n:： 　"  # what stands before the first word of a clause
_BEFORE, _AFTER = 60, 240  # days around the end of its period, within which a report is signed
_NEXT = 12  # figures behind a sentence that may be set against it
_NEAR = 600  # characters from a date, within which a figure of that day tells what was done on it


def _in_chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


class NoSuchDay(Check):
    code = "D701"
    severity = "error"
    title = "不存在的日期"
    why = "2月没有30日,6月没有31日。"
    mend = "改正日期。"
    bad = "2月30日，大队召开会议。"
    good = "2月28日，大队召开会议。"

    def run(self) -> Iterator[Finding]:
        plain = self.context.plain
        days = (self.context.pattern("dates.month_day"), self.context.pattern("dates.month_days"))
        for match in (m for pattern in days for m in pattern.finditer(plain)):
            if not _exists(self._year(match.start()), int(match[1]), int(match[2])):
                yield self.marked(f"“{match[0]}”这一天不存在", *match.span())
        for mention in self.context.report.dates:
            told = self.context.pattern("dates.numeric").search(plain, mention.start, mention.end)
            if told and not _exists(*(int(told[n]) for n in (1, 2, 3))):
                yield self.marked(f"“{mention.quote}”这一天不存在", mention.start, mention.end)

    def _year(self, at: int) -> int:
        """The year of a month and day: the one told before it, else that of the report."""
        told = self.context.pattern("dates.year_before").search(self.context.plain[max(0, at - 6) : at])
        end = self.context.report.period.end
        return int(told[1]) if told else end.year if end else _LEAP_YEAR


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= calendar.monthrange(year, month)[1]


def _dates_of_deeds(context: Context) -> Iterator[tuple[DateMention, date, date]]:
    """Dates told outside of plans, with the first and last day of the report's period; none where the period is not known."""
    own = context.report.period
    if own.start is None or own.end is None:
        return
    plans = [(s.start, s.end) for s in context.report.sections if s.plan]
    for mention in context.report.dates:
        if not any(a <= mention.start < b for a, b in plans):
            yield mention, own.start, own.end


class OutsidePeriod(Check):
    code = "D702"
    severity = "warning"
    title = "日期不在报告期内"
    why = "半年报里写了下半年的事,多半是日期写错或抄自往期。"
    mend = "核对日期。"
    bad = "(上半年总结)9月12日，大队召开会议。"
    good = "(上半年总结)3月12日，大队召开会议。"

    def run(self) -> Iterator[Finding]:
        for mention, start, end in _dates_of_deeds(self.context):
            day = mention.period.end
            if day is None or start <= day <= end:
                continue
            if mention.start > len(self.context.report.title) and self._of_deed(mention):
                yield self.marked(
                    f"“{mention.quote}”({_in_chinese(day)})不在报告期({period_in_chinese(start, end)})内", mention.start, mention.end
                )
            elif mention.form == "until" and day > end:
                yield self.marked(f"“{mention.quote}”晚于报告期末({_in_chinese(end)})", mention.start, mention.end)

        yield from self._signed()

    def _signed(self) -> Iterator[Finding]:
        """2023年7月5日 as the last line, below a report that ends long after or long before."""
        end = self.context.report.period.end
        text = self.context.text
        last = [d for d in self.context.report.dates if d.form == "day" and d.start > len(self.context.report.title)]
        mention = last[-1] if last else None
        day = mention.period.end if mention is not None else None
        if mention is None or day is None or end is None or not self.context.pattern("dates.told_year").search(mention.quote):
            return
        alone = not text[text.rfind("\n", 0, mention.start) + 1 : mention.start].strip() and not text[mention.end :].strip()
        if alone and not -_BEFORE <= (day - end).days <= _AFTER:
            yield self.marked(
                f"落款日期“{mention.quote.strip()}”与报告期末({_in_chinese(end)})相差 {abs((day - end).days)} 天,年份或月份可能写错",
                mention.start,
                mention.end,
            )

    def _of_deed(self, mention: DateMention) -> bool:
        """Whether something is told as done on that day: a deed that begins with the date, or a figure of the day close behind."""
        if mention.form != "day":
            return False
        return any(e.start == mention.start for e in self.context.report.events) or any(
            r["period_start"] is not None
            and r["period_start"] == r["period_end"] == mention.period.start
            and r["status"] == "actual"
            and r["sentence_start"] <= mention.start < r["sentence_start"] + _NEAR
            for r in self.context.rows
        )


class OldYear(Check):
    code = "D703"
    severity = "warning"
    title = "年份像是往年留下的"
    why = "本期的事写成了往年的年份,多半是套用旧稿忘了改。"
    mend = "核对年份。"
    bad = "(2023年总结)2022年，大队共检查单位442家。"
    good = "(2023年总结)2023年，大队共检查单位442家。"

    def run(self) -> Iterator[Finding]:
        behind_title = len(self.context.report.title) + 2
        opening = self._opening()
        for mention, start, end in _dates_of_deeds(self.context):
            year = self.context.pattern("dates.year").match(mention.quote)
            if not year or start.year <= int(year[1]) <= end.year or mention.form in ("ago", "deadline") or mention.end <= behind_title:
                continue
            if self._meant(mention):
                continue
            opens = mention.end <= opening and self._sums_up(mention, start, end)
            if opens or (not self._beside_own(mention, start, end) and self._opens_clause(mention) and self._dates_figures(mention)):
                yield self.marked(f"报告期是{period_in_chinese(start, end)},这里写的是“{mention.quote}”,请核对", mention.start, mention.end)

    def _opening(self) -> int:
        """Where the words before the first figure of the body end."""
        title = len(self.context.report.title)
        return next((r["start"] for r in self.context.rows if r["start"] > title), len(self.context.text))

    def _sums_up(self, mention: DateMention, start: date, end: date) -> bool:
        """现将我大队2022年上半年工作情况汇报如下: the same stretch of another year, or all of it, in a sentence that opens the report."""
        first, last = mention.period.start, mention.period.end
        if first is None or last is None or mention.form != "calendar":
            return False
        alike = [(d.month, d.day) for d in (first, last)] in ([(d.month, d.day) for d in (start, end)], [(1, 1), (12, 31)])
        text, stop = self.context.text, self.context.pattern("calendar.sentence")
        ends = stop.search(text, mention.end)
        begin = max((m.end() for m in stop.finditer(text, 0, mention.start)), default=0)
        sentence = text[begin : ends.start() if ends else len(text)]
        own = any(begin <= d.start < begin + len(sentence) and self._is_own(d, start, end) for d in self.context.report.dates)
        return alike and not own and self.context.pattern("dates.opening").search(sentence) is not None

    def _meant(self, mention: DateMention) -> bool:
        """Whether the words around show that another year is meant: 与2022年相比, 2022年以来."""
        text = self.context.text
        before = self.context.pattern("dates.meant_before").search(text[max(0, mention.start - 10) : mention.start])
        behind = self.context.pattern("dates.meant_behind").match(text[mention.end : mention.end + 8])
        return bool(before or behind)

    def _beside_own(self, mention: DateMention, start: date, end: date) -> bool:
        """2022年检查980家;2023年检查1127家: the sentence tells the report's own year beside it, or a year within the report's half of one.

        So does the next sentence, where it tells the same thing of the report's own time: …今年以来已检查640家.
        """
        here = next(
            (rows for rows in self.context.sentences() if rows[0]["sentence_start"] <= mention.start < rows[0]["sentence_end"]), None
        )
        if here is None:
            return False
        span = range(here[0]["sentence_start"], here[0]["sentence_end"])
        if any(d.start in span and d is not mention and self._is_own(d, start, end) for d in self.context.report.dates):
            return True
        whole_year = mention.period.start and mention.period.end and (mention.period.end - mention.period.start).days > (end - start).days
        if whole_year and self.context.pattern("dates.whole_year").search(mention.quote):
            return True
        told = {r["metric"] for r in here if r["metric"] and r["period_end"] == mention.period.end}
        behind = self.context.rows[here[-1]["seq"] + 1 :][:_NEXT]
        return any(
            r["metric"] in told and r["sentence_start"] <= here[0]["sentence_end"] + _NEAR and self._contrasts(r, start, end)
            for r in behind
        )

    def _is_own(self, mention: DateMention, start: date, end: date) -> bool:
        """A date of the report's own year: one that names it, or a stretch of the report's time (今年上半年) that is more than a day."""
        first, last = mention.period.start, mention.period.end
        if str(end.year) in mention.quote:
            return True
        return first is not None and last is not None and start <= first < last <= end

    def _contrasts(self, row: Row, start: date, end: date) -> bool:
        """Whether a figure is told of the report's time by a date of its own."""
        dates = (d for d in self.context.report.dates if row["sentence_start"] <= d.start < row["start"])
        return row["status"] == "actual" and any(self._is_own(d, start, end) for d in dates)

    def _opens_clause(self, mention: DateMention) -> bool:
        return mention.start == 0 or self.context.text[mention.start - 1] in _CLAUSE

    def _dates_figures(self, mention: DateMention) -> bool:
        """Whether figures of the sentence stand behind the date as done, and not as an aim."""
        if self.context.pattern("dates.aim").search(self.context.text[mention.end : mention.end + 20]):
            return False
        return any(
            r["start"] >= mention.end and r["sentence_start"] <= mention.start < r["sentence_end"] and r["status"] == "actual"
            for r in self.context.rows
        )
