"""Of when a report is."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

from corpus.reading.words import entry, expression, source
from extract import Period, parse_period
from extract.model import UNKNOWN
from extract.reading.own_period import report_period
from patterns import Catalog, load_catalog

_SHORT = re.compile(r"(?<!\d)((?:19|20)\d{2})[ .-]?([HhQq])([1-4])(?!\d)")  # 2023H1, 2023-Q3


def when(spots: Mapping[str, str], catalog: Catalog, *, option: Period | None, found: Period) -> tuple[Period, str, list[str]]:
    """(the period or UNKNOWN, the spot that tells it, what is doubtful).

    `spots` are title, file, text and folder with their words, in the order in which they are believed; for the text speaks `found`,
    what extraction made of it.  `option`, what a person says, goes before all.
    """
    if option is not None:
        return option, "option", []
    told = {spot: found if spot == "text" else period_in(words, catalog) for spot, words in spots.items()}
    period, told_by = next(((period, spot) for spot, period in told.items() if period.end), (UNKNOWN, ""))
    doubts = []
    if _contradict(told["title"], told["file"], spots["file"], catalog):
        a, b = told["title"], told["file"]
        doubts.append(f"标题的期间是 {a.start}—{a.end},文件名的期间是 {b.start}—{b.end},请用 --period 确认")
    if not period.end:
        doubts.append("认不出是哪个期间,请用 --period 指定")
    return period, told_by, doubts


def period_in(words: str, catalog: Catalog) -> Period:
    """The one whole period that a title or file name tells (2023年上半年, 二〇二一年度, 2022年1-9月, 2023年国庆期间); UNKNOWN if none."""
    words = unicodedata.normalize("NFKC", words).replace("_", " ")
    short = _SHORT.search(words)
    if short:
        return parse_period(short[1] + short[2].upper() + short[3]) or UNKNOWN
    return _holiday_in(words, catalog) or report_period(words, len(words), catalog)


def period_told(words: str) -> Period | None:
    """The period that a person writes: 2023H1, 2023-01-01..2023-06-20, 2023年上半年; None for what is none."""
    period = parse_period(words)
    if period is None:
        named = period_in(words, load_catalog())
        period = named if named.end and _is_whole(words, named) else None
    return period


def _is_whole(words: str, period: Period) -> bool:
    """Whether a period is all that the words say: each number in them is told by it, and they tell one period and no other (2024年13月)."""
    catalog = load_catalog()
    if len(set(re.findall(r"(?:19|20)\d\d", words))) > 2 or expression("period.two", catalog).search(words):
        return False
    days = {f"{n:02}" for day in (period.start, period.end) if day for n in (day.year, day.month, day.day)}
    quarters = {str((period.end.month + 2) // 3)} if period.end else set()
    known = {str(int(n)) for n in days} | quarters
    return all(str(int(n)) in known for n in re.findall(r"\d+", unicodedata.normalize("NFKC", words)))


def _holiday_in(words: str, catalog: Catalog) -> Period | None:
    """The days of a holiday that the words tell with its year: 2023年国庆期间."""
    days = entry("period.holidays", catalog)
    year, behind = source("period.year", catalog), source("period.of_a_holiday", catalog)
    holiday = re.search(f"{year}({'|'.join(days)}){behind}", words)
    if holiday is None:
        return None
    first, last = (dt.date(int(holiday[1]), month, day) for month, day in days[holiday[2]])
    return Period(first, last)


def _contradict(title: Period, file: Period, name: str, catalog: Catalog) -> bool:
    """Title and file tell different periods, neither within the other, or the file's name says that it means a part of the title's."""
    if not title.end or not file.end or title == file:
        return False
    if title.contains(file):
        return _tells_a_part(name, catalog)
    return not file.contains(title)


def _tells_a_part(name: str, catalog: Catalog) -> bool:
    """上半年, 第三季度, 1-9月, 国庆."""
    return bool(expression("period.told", catalog).search(name)) or any(holiday in name for holiday in entry("period.holidays", catalog))
