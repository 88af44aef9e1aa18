"""The report's own period and the day on which it was written, as its title, headings and first and last lines tell them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import UNKNOWN, DateMention, Period, Section
from extract.reading.dates import DateFinder, date_finder
from extract.reading.layout import Layout
from patterns import Catalog

_LONGEST = 120  # characters of a line of particulars


@dataclass(frozen=True, slots=True)
class Own:
    """What the whole report is of; `source` is title, heading, text or ""; `sure` is False where other years could be meant."""

    period: Period
    written: dt.date | None = None
    source: str = ""
    sure: bool = True


def report_period(norm: str, title_end: int, catalog: Catalog) -> Period:
    """The period that a title or a name tells: `norm[:title_end]`; unknown where it does not."""
    return _in_title(norm, (0, title_end), None, date_finder(catalog), catalog) or UNKNOWN


def own_period(norm: str, shape: Layout, catalog: Catalog) -> Own:
    """The own period by title, else by a heading of work done, else by the first words that sum the work up.

    Never by a year that is compared with, planned, or when something was founded; never by a lone day, which is the day of writing
    (annotation guide, "Whose and when").
    """
    finder = date_finder(catalog)
    stamped = list(_stamped(norm, finder, catalog))
    days = [day for _, day in stamped] or list(_of_news(norm, shape.title[1], finder, catalog))
    written = days[0] if days else None
    if not any(start <= shape.title[0] < end for (start, end), _ in stamped):
        told = _in_title(norm, shape.title, written, finder, catalog)
        if told is not None:
            return Own(told, written, "title")
    told = _in_headings(norm, shape, written, finder, catalog)
    if told is not None:
        return Own(told, written, "heading")
    opening, sure = _in_opening(norm, shape, stamped, written, catalog)
    part = next((d for d in finder.find(norm, UNKNOWN, None, *shape.title) if d.form in ("calendar", "until")), None)
    if part is not None and opening is not None and opening.period.end:
        again = finder.find(norm, UNKNOWN, opening.period.end.year, part.start, part.end)
        if again and again[0].period.end:
            return Own(again[0].period, written, "title")
    if opening is not None:
        return Own(opening.period, written, "text", sure)
    lone = _lone_day(norm, shape, finder, catalog) if not days else None
    return Own(lone, written, "text", False) if lone is not None else Own(UNKNOWN, written)


def _lone_day(norm: str, shape: Layout, finder: DateFinder, catalog: Catalog) -> Period | None:
    """2021年2月4日晚,…开展夜查: the day that opens the text of one deed, where the text has no other date."""
    mentions = finder.find(norm, UNKNOWN, None)
    if len(mentions) != 1 or mentions[0].form != "day" or not catalog.expression("dates", "own_period.written").search(mentions[0].quote):
        return None
    first = next((start for start, stop in shape.sentences if start <= mentions[0].start < stop and stop > shape.title[1]), None)
    opens = first is not None and catalog.expression("dates", "own_period.lead").fullmatch(
        norm, max(first, shape.title[1]), mentions[0].start
    )
    return mentions[0].period if opens else None


def _in_title(norm: str, title: tuple[int, int], written: dt.date | None, finder: DateFinder, catalog: Catalog) -> Period | None:
    named = catalog.expression("dates", "own_period.in_title")
    for mention in finder.find(norm, UNKNOWN, None, *title, written):
        if mention.form in ("calendar", "until", "day", "own") and mention.period.end and (written or named.match(mention.quote)):
            return mention.period
    return None


def _in_headings(norm: str, shape: Layout, written: dt.date | None, finder: DateFinder, catalog: Catalog) -> Period | None:
    """The first heading of work done that opens with a period: 一、2021年工作情况."""
    for section in shape.sections:
        if section.plan or not section.path:
            continue
        at, end = heading_words(norm, section, catalog)
        mention = next(iter(finder.find(norm, UNKNOWN, None, at, end, written)), None)
        if mention and mention.start == at and mention.form in ("calendar", "until") and mention.period.end:
            return mention.period
    return None


def heading_words(norm: str, section: Section, catalog: Catalog) -> tuple[int, int]:
    """The span of a section's heading behind its number; empty where its first line is none."""
    text = section.path[-1] if section.path else ""
    at = norm.find(text, section.start, section.start + len(text) + 24) if text else -1
    if at < 0:
        return section.start, section.start
    lead = catalog.expression("dates", "own_period.heading_lead").match(norm, at)
    return (lead.end() if lead else at), at + len(text)


def _in_opening(
    norm: str, shape: Layout, stamped: list[tuple[tuple[int, int], dt.date]], written: dt.date | None, catalog: Catalog
) -> tuple[DateMention | None, bool]:
    """The mention of the first lines that sums the work up, and whether it can hardly mean anything else."""
    table = catalog.tables["dates"]["own_period"]
    summing, plain, closing = table["sums_up"].split(), table["plain"].split(), table["first_only"].split()
    total = catalog.expression("dates", "own_period.total_behind")
    finder = date_finder(catalog)
    begin = shape.title[1]
    seen = 0
    for start, stop in shape.sentences:
        if stop <= begin or any(a <= start < b for (a, b), _ in stamped):
            continue
        if start > begin + table["within"]:
            break
        seen += 1
        start = max(start, begin)
        found = finder.find(norm, UNKNOWN, None, start, stop, written)
        for mention, following in itertools.zip_longest(found, found[1:]):
            if mention.period.end is None or mention.shape not in (*summing, *plain):
                continue
            if seen == 1 and _of_conference(norm, start, mention, catalog):
                return mention, True
            if mention.shape in closing and seen > table["plain_sure"]:
                continue
            early = mention.shape in summing or seen <= table["plain_sure"]
            if mention.shape == table["of_a_plan"] and early:
                return mention, True
            if (early or seen <= table["plain_within"] or total.match(norm, mention.end)) and _sums_up(norm, start, mention, catalog):
                return _told_closer(norm, mention, following, finder), early
    return None, False


def _told_closer(norm: str, mention: DateMention, following: DateMention | None, finder: DateFinder) -> DateMention:
    """2024年春节期间(2月9日至2月17日): what the bracket says of it."""
    if following is None or norm[following.start - 1] != "(" or norm[following.end : following.end + 1] != ")":
        return mention
    year = mention.period.end.year if mention.period.end else None
    again = finder.find(norm, mention.period, year, following.start, following.end)
    return again[0] if again and again[0].period.end and mention.period.contains(again[0].period) else mention


def _sums_up(norm: str, start: int, mention: DateMention, catalog: Catalog) -> bool:
    lead = norm[start : mention.start]
    return (
        catalog.expression("dates", "own_period.lead").fullmatch(lead) is not None
        and not catalog.expression("dates", "own_period.lead_not").search(lead)
        and not catalog.expression("dates", "own_period.tail_not").match(norm, mention.end)
    )


def _of_conference(norm: str, start: int, mention: DateMention, catalog: Catalog) -> bool:
    """举行2023年三季度火灾情况新闻发布会."""
    before = catalog.expression("dates", "own_period.conference").search(norm, start, mention.start)
    return before is not None and catalog.expression("dates", "own_period.conference_behind").match(norm, mention.end) is not None


def _stamped(norm: str, finder: DateFinder, catalog: Catalog) -> Iterator[tuple[tuple[int, int], dt.date]]:
    """(span of the line, day) of the first and last lines that hold a day and nothing else but who and where."""
    table = catalog.tables["dates"]["own_period"]
    stamp, written = catalog.expression("dates", "own_period.stamp"), catalog.expression("dates", "own_period.written")
    figures = catalog.expression("dates", "own_period.figures")
    particulars, prose = (catalog.expression("dates", f"own_period.{name}") for name in ("particulars", "prose"))
    lines = list(_lines(norm, table["first_lines"]))
    last = list(_lines_back(norm, table["last_lines"]))
    ends = lines + [line for line in reversed(last) if line not in lines]
    for start, end in ends:
        if end - start > _LONGEST or not figures.search(norm, start, end):
            continue
        for mention in finder.find(norm, UNKNOWN, None, start, end):
            day = mention.period.end
            if mention.form != "day" or day is None or not written.search(mention.quote):
                continue
            labelled = (start, end) in lines and particulars.search(norm, start, end) and not prose.search(norm, start, end)
            if labelled or (stamp.fullmatch(norm, start, mention.start) and stamp.fullmatch(norm, mention.end, end)):
                yield (start, end), day
            break


def _lines(norm: str, count: int) -> Iterator[tuple[int, int]]:
    """The spans of the first lines that hold anything."""
    begin = 0
    while count and begin < len(norm):
        end = norm.find("\n", begin)
        end = len(norm) if end < 0 else end
        if norm[begin:end].strip():
            count -= 1
            yield begin, end
        begin = end + 1


def _lines_back(norm: str, count: int) -> Iterator[tuple[int, int]]:
    """The spans of the last lines that hold anything, the last first."""
    end = len(norm)
    while count and end > 0:
        begin = norm.rfind("\n", 0, end) + 1
        if norm[begin:end].strip():
            count -= 1
            yield begin, end
        end = begin - 1


def _of_news(norm: str, begin: int, finder: DateFinder, catalog: Catalog) -> Iterator[dt.date]:
    """The day of the first sentence of a piece of news."""
    first = catalog.expression("dates", "own_period.first_sentence").search(norm, begin)
    if first is None or not catalog.expression("dates", "own_period.news").search(first[0]):
        return
    for mention in finder.find(norm, UNKNOWN, None, *first.span()):
        if mention.form == "day" and mention.period.end:
            yield mention.period.end
