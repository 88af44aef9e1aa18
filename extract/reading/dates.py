"""Dates and periods, each resolved against the report's own period.

Both days inclusive.  截至6月20日 runs from the first of January; a deadline (11月底前) is its last day; 去年同期 is the
report's own period a year earlier; a year that is not written comes from the report.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from dataclasses import dataclass

from extract.model import UNKNOWN, DateMention, Period
from extract.reading.buckets import openings
from extract.reading.numbers import integer as chinese_integer
from patterns import Catalog

_CN_YEAR = r"[一二][〇零0九八七六五四三二一\d][〇零0一二三四五六七八九\d]{2}"
_Y = rf"(?P<y>(?:19|20)\d{{2}}|{_CN_YEAR})"
_M = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_DASH = r" ?(?:-|至|到|~|—) ?"
_BEFORE = r"(?P<before>(?:以前|之前|前)(?![三3两2]|期|往|去|来|后|夕|季|所))?"


def _named(pattern: str, suffix: str) -> str:
    return re.sub(r"\?P<(\w+)>", lambda m: f"?P<{m[1]}{suffix}>", pattern)


_RELATIVE_YEAR = r"(?P<rel>今年|本年度?|当年|去年|上年度?|上一年度?|去年度|前一年度?|前年|明年|来年|次年|同年)"
_YEAR_PART = rf"(?:{_Y} ?年(?:度)?|{_RELATIVE_YEAR})"


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    period: Period
    form: str


_CLOCK = r"(?:(?<=日) ?\d{1,2} ?[时点](?: ?\d{1,2} ?分)?)?"


class DateFinder:
    """Finds date mentions; compiled once for a catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        words = catalog.tables["dates"]

        def alternatives(key: str) -> str:
            return "|".join(sorted(words[key].split(), key=len, reverse=True))

        until = alternatives("until")
        y2, m2, d2 = (_named(p, "2") for p in (_Y, _M, _D))
        self._patterns = [
            ("ago", re.compile(rf"(?P<full>(?:{alternatives('year_ago')}|{_Y}年同期))")),
            ("own", re.compile(rf"(?:{alternatives('own')})")),
            # 截至(2023年)6月20日 / 6月底
            (
                "until",
                re.compile(
                    rf"(?:{until})(?:{_YEAR_PART})?(?:{_M} ?月 ?(?:(?P<last>底|末|中旬|上旬|份)|{_D} ?[日号]?)|(?P<yearend>年底|年末|底))(?!\d|[前])"
                ),
            ),
            (
                "range",
                re.compile(
                    rf"(?:{_YEAR_PART})?{_M} ?月 ?{_D} ?日?{_CLOCK}{_DASH}(?:(?:{y2} ?年)|(?P<rel2>今年|明年|次年))?(?:{m2} ?月 ?)?{d2} ?日"
                ),
            ),
            (
                "range",
                re.compile(rf"(?:{_YEAR_PART})?{_M} ?月?(?:份)?{_DASH}(?:(?:{y2} ?年)|(?P<rel2>今年|明年|次年))?{m2} ?月(?:份|底)?(?!\d)"),
            ),
            (
                "part",
                re.compile(
                    rf"(?:{_YEAR_PART}(?:的)?)?(?:(?P<half>上半年度?|下半年度?)|第?(?P<q>[一二三四1234])季度|(?P<firstq>前[一二两三123])季度?|(?P<firstq2>一至[二三四])季度|(?P<whole>全年度?))"
                    + _BEFORE
                ),
            ),
            ("day", re.compile(rf"(?:{_YEAR_PART})?{_M} ?月 ?{_D} ?[日号](?!常|均)(?P<since>以来|起)?" + _BEFORE)),
            (
                "month",
                re.compile(
                    rf"(?:{_YEAR_PART})?{_M} ?月(?:(?P<last>底|末)|(?P<tenday>上旬|中旬|下旬|初)|份)?(?P<since>以来)?(?P<before>之前|以前|前(?!往|去|来|后|期))?(?!度|底|末)"
                ),
            ),
            ("year", re.compile(rf"(?:{_YEAR_PART})(?P<last>年?底|末)?(?P<since>以来)?(?:年?初)?{_BEFORE}")),
            (
                "span",
                re.compile(
                    r"(?!前[一1]年)(?:近|最近|过去|前)(?P<n>[一二两三四五六七八九十]|\d{1,2})(?:个)?(?P<u>年|月|个月)(?:以来|来)?(?!前)"
                ),
            ),
            ("yearend", re.compile(r"(?P<ye>年底|年末|年终)(?P<before>之前|以前|前)?")),
            ("dayrange", re.compile(rf"(?:截至|截止)(?:到|于)?{d2} ?日(?!常)")),
            ("dayrange", re.compile(rf"{d2} ?日(?= ?\d{{1,2}} ?[时点])")),
            ("dayrange", re.compile(rf"{_D}日?{_DASH}{d2}日(?!常)")),
        ]
        # a numeral opens a date only where a word of the calendar is near
        self._opener = re.compile(
            r"[\d一二〇三四五六七八九十今去上本半年第前近最过当明来次下截到同全](?:(?<=[今去上本半年第前近最过当明来次下截到同])|(?<=全)(?=年)|(?<=[\d一二〇三四五六七八九十])(?=[^,。;]{0,11}[年月日号季]))"
        )
        self._by_pair = _ByPair(self._patterns)

    def find(self, text: str, own: Period, context_year: int | None = None, start: int = 0, end: int | None = None) -> list[DateMention]:
        """All mentions in `text[start:end]`, left to right; `context_year` is the year an unwritten one stands for."""
        stop = len(text) if end is None else end
        found: list[DateMention] = []
        pos = start
        by_pair = self._by_pair
        year = context_year or (own.end.year if own.end else None)
        month: int | None = None
        for at in self._opener.finditer(text, start, stop):
            if at.start() < pos:
                continue
            pos = at.start()
            for form, pattern in by_pair[text[pos : pos + 2]]:
                match = pattern.match(text, pos, stop)
                if not match or match.end() == pos:
                    continue
                if not self._plausible(form, match, text, pos):
                    continue
                item = _resolve(form, match.groupdict(), match, own, year, month)
                if item is None:
                    continue
                found.append(DateMention(pos, match.end(), match[0], item.period, item.form))
                if item.period.end and form in ("day", "until"):
                    month = item.period.end.month
                pos = match.end()
                break
            else:
                pos += 1
        return found

    def _plausible(self, form: str, match: re.Match[str], text: str, pos: int) -> bool:
        before = text[pos - 1] if pos else "\0"
        first = text[pos]
        if first.isdigit() and (before.isdigit() or before in ".·/" or (before == "第")):
            return False
        if first in "一二三四五六七八九十" and before in "一二三四五六七八九十百千第〇零" and form != "part":
            return False
        groups = match.groupdict()
        after = text[match.end() : match.end() + 1] or "\0"
        if form == "month" and groups.get("m") and not groups.get("y") and not groups.get("rel"):
            if (after and after in "饼亮光嫂球") or before in "个每满近余多" or (before == "半"):
                return False
            if groups["m"] in "一二三四五六七八九十" and before in "个周":
                return False
        if form == "year":
            if groups.get("rel") in ("当年", "同年") and after not in ",":
                return False
            if groups.get("y") and "年" not in match[0]:
                return False
            if after and after in "级货":
                return False
        if form == "dayrange":
            return groups.get("d") is None or bool(re.match(r"[,期间]|大队|组织|共|我|全", text[match.end() :])) or before in "至于,。\n("
        if form == "until" and match[0][0] == "到" and before in "达得提收接想做找看遇受感直":
            return False
        if form == "span" and first == "前":
            return text[match.end() - 1] == "年" or text[match.end() - 1] == "月"
        if form == "part" and groups.get("q") and before and before in "一二三四五六七八九每各个某":
            return before == "第" or False
        return True


class _ByPair(dict[str, list[tuple[str, re.Pattern[str]]]]):
    """Of each pair of characters, the patterns that can begin with it, in their order; filled as pairs are met."""

    def __init__(self, patterns: list[tuple[str, re.Pattern[str]]]) -> None:
        super().__init__()
        self._patterns = [(form, pattern, openings(pattern.pattern)) for form, pattern in patterns]

    def __missing__(self, pair: str) -> list[tuple[str, re.Pattern[str]]]:
        found = []
        for form, pattern, begin in self._patterns:
            if not begin or (pair[0] in begin and ((after := begin[pair[0]]) is None or pair[1:] in after)):
                found.append((form, pattern))
        if len(self) < 1 << 16:
            self[pair] = found
        return found


@functools.lru_cache(maxsize=8)
def date_finder(catalog: Catalog) -> DateFinder:
    return DateFinder(catalog)


def _int(text: str | None) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    mixed = "".join("0" if c in "〇零" else c for c in text)
    if any(c.isdigit() for c in mixed) and not mixed.isdigit():
        return int("".join(c if c.isdigit() else str(chinese_integer(c)) for c in mixed))
    return int(mixed) if mixed.isdigit() else chinese_integer(text)


def _relative(word: str | None, year: int | None, own: Period) -> int | None:
    base = own.end.year if own.end else year
    if base is None or not word:
        return base
    if word[0] in "去上":
        return base - 1
    if word.startswith("前一年"):
        return base - 1
    if word == "前年":
        return base - 2
    if word[0] in "明来次":
        return base + 1
    return base


def _day(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    """None for a date that does not exist (2月30日)."""
    try:
        return dt.date(year, month, day) if year and month and day else None
    except ValueError:
        return None


def _month_end(year: int | None, month: int) -> dt.date | None:
    return dt.date(year, month, calendar.monthrange(year, month)[1]) if year else None


def _span(year: int | None, first: int, last: int) -> Period:
    if year is None or not 1 <= year <= 9998:
        return UNKNOWN
    return Period(dt.date(year, first, 1), _month_end(year, last))


def year_before(period: Period) -> Period:
    """The same stretch of the calendar a year earlier (29 February becomes 28)."""
    return Period(_shift(period.start), _shift(period.end))


def _shift(day: dt.date | None) -> dt.date | None:
    if day is None or day.year <= 1:
        return None
    last = calendar.monthrange(day.year - 1, day.month)[1]
    whole = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=day.year - 1, day=last if whole and day.day > 27 else min(day.day, last))


def _resolve(
    form: str, g: dict[str, str | None], match: re.Match[str], own: Period, context: int | None, month: int | None
) -> _Found | None:
    start, end = match.span()

    def found(period: Period, kind: str) -> _Found:
        return _Found(start, end, period, kind)

    written = _int(g.get("y"))
    if written is not None and not 1949 <= written <= 2100:
        return None
    relative = _relative(g["rel"], context, own) if g.get("rel") else None
    year = written if written is not None else relative if relative is not None else context
    if form == "own":
        return found(own, "own")
    if form == "ago":
        if written is not None and own.start and own.end:
            back = own.end.year - written
            period = own
            for _ in range(max(0, min(back, 60))):
                period = year_before(period)
            return found(period, "ago")
        return found(year_before(own), "ago")
    if form == "span":
        n = _int(g["n"])
        if not n or not own.end:
            return found(UNKNOWN, "calendar")
        if g["u"] == "年":
            return found(Period(dt.date(max(1, own.end.year - n + 1), 1, 1), own.end), "calendar")
        first = own.end.year * 12 + own.end.month - n
        return found(Period(dt.date(max(1, first // 12), first % 12 + 1, 1), own.end), "calendar")
    if form == "until":
        if g.get("yearend"):
            return found(_span(year, 1, 12), "until")
        m = _int(g["m"]) or 1
        d = _int(g.get("d"))
        last = (
            _day(year, m, d)
            if d
            else _day(year, m, 20 if g.get("last") == "中旬" else 10)
            if g.get("last") in ("中旬", "上旬")
            else _month_end(year, m)
        )
        return found(Period(dt.date(year, 1, 1), last) if year and last else UNKNOWN, "until")
    if form == "range":
        return found(_range(g, year, own), "calendar")
    if form == "part":
        return _part(g, year, own, found)
    if form == "day":
        day = _day(year, _int(g["m"]), _int(g["d"]))
        if g.get("since"):
            return found(Period(day, own.end) if day else UNKNOWN, "calendar")
        if g.get("before"):
            return found(Period(day, day), "deadline")
        return found(Period(day, day), "day")
    if form == "month":
        m = _int(g["m"]) or 1
        if g.get("since"):
            return found(Period(_day(year, m, 1), own.end) if year else UNKNOWN, "calendar")
        if g.get("before"):
            last = _month_end(year, m)
            return found(Period(last, last), "deadline")
        if g.get("last"):
            last = _month_end(year, m)
            return found(Period(last, last), "calendar")
        if g.get("tenday") and year:
            first, final = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0), "初": (1, 10)}[g["tenday"] or ""]
            return found(Period(_day(year, m, first), _day(year, m, final) if final else _month_end(year, m)), "calendar")
        return found(_span(year, m, m), "calendar")
    if form == "year":
        if g.get("since"):
            return found(Period(dt.date(year, 1, 1), own.end or _month_end(year, 12)) if year else UNKNOWN, "calendar")
        if g.get("before") or g.get("last"):
            last = _month_end(year, 12)
            return found(Period(last, last), "deadline")
        return found(_span(year, 1, 12), "calendar")
    if form == "yearend":
        last = _month_end(year, 12)
        return found(Period(last, last), "deadline")
    if form == "dayrange":
        in_month = month or (own.end.month if own.end and own.start and own.start.month == own.end.month else None)
        closing = _day(year, in_month, _int(g["d2"]))
        if g.get("d") is None:
            if closing and match[0].startswith("截"):
                return found(Period(own.start, closing), "until")
            return found(Period(closing, closing) if closing else UNKNOWN, "calendar")
        opening = _day(year, in_month, _int(g["d"]))
        return found(Period(opening, closing) if opening and closing else UNKNOWN, "calendar")
    return None


def _range(g: dict[str, str | None], year: int | None, own: Period) -> Period:
    second = _int(g.get("y2")) or (_relative(g["rel2"], year, own) if g.get("rel2") else year)
    m = _int(g["m"]) or 1
    m2 = _int(g.get("m2")) or m
    if second == year and m2 < m and second is not None and not g.get("y2"):
        second += 1
    if g.get("d2"):
        first, last = _day(year, m, _int(g["d"])), _day(second, m2, _int(g["d2"]))
    else:
        first, last = _day(year, m, 1), _month_end(second, m2)
    return Period(first, last) if first and last else UNKNOWN


def _part(g: dict[str, str | None], year: int | None, own: Period, found: object) -> _Found:
    make = found
    if g.get("half"):
        period = _span(year, 1, 6) if (g["half"] or "")[0] == "上" else _span(year, 7, 12)
    elif g.get("q"):
        n = _int(g["q"]) or 1
        period = _span(year, 3 * n - 2, 3 * n)
    elif g.get("firstq") or g.get("firstq2"):
        n = _int((g.get("firstq") or g.get("firstq2") or "")[-1]) or 3
        period = _span(year, 1, 3 * n)
    else:
        period = _span(year, 1, 12)
    if g.get("before"):
        return make(Period(period.end, period.end), "deadline")  # type: ignore[operator]
    return make(period, "calendar")  # type: ignore[operator]


def parse_period(text: str) -> Period | None:
    """2023, 2023H1, 2023Q3, 2023M05 or START..END (ISO dates) as a Period; None for anything else."""
    text = text.strip()
    if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", text):
        try:
            period = Period(dt.date.fromisoformat(match[1]), dt.date.fromisoformat(match[2]))
        except ValueError:
            return None
        return period if period.start <= period.end else None  # type: ignore[operator]
    match = re.fullmatch(r"((?:19|20)\d{2})(?:[Hh]([12])|[Qq]([1-4])|[Mm]?-?(0[1-9]|1[0-2]))?", text)
    if not match:
        return None
    year = int(match[1])
    if match[2]:
        return _span(year, 1, 6) if match[2] == "1" else _span(year, 7, 12)
    if match[3]:
        n = int(match[3])
        return _span(year, 3 * n - 2, 3 * n)
    if match[4]:
        return _span(year, int(match[4]), int(match[4]))
    return _span(year, 1, 12)


def report_period(norm: str, title_end: int, catalog: Catalog) -> Period:
    """The report's own period: from its title, else from the dates of its first lines; unknown where they do not tell."""
    finder = date_finder(catalog)
    head = norm[: min(len(norm), title_end + 600)]
    in_title = [d for d in finder.find(norm, UNKNOWN, None, 0, title_end) if d.form in ("calendar", "until", "day")]
    for mention in in_title:
        if mention.period.end and "年" in mention.quote and re.search(r"\d{4}|[一二][〇零九]", mention.quote):
            return mention.period
    part = next((d for d in in_title), None)
    years = re.findall(r"(?<!\d)(20\d{2}|19\d{2})年", head)
    if part is not None and years:
        year = int(max(set(years), key=years.count))
        again = finder.find(norm, UNKNOWN, year, part.start, part.end)
        if again and again[0].period.end:
            return again[0].period
    for mention in finder.find(head, UNKNOWN, None, title_end):
        if mention.period.end and mention.form in ("calendar", "until") and re.search(r"\d{4}|[一二][〇零]", mention.quote):
            if mention.period.start and (mention.period.end - mention.period.start).days >= 27:
                return mention.period
    return UNKNOWN
