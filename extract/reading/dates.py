"""Dates and periods in a text, found by the forms of `patterns/dates.toml` and resolved against the report's own period."""

from __future__ import annotations

import datetime as dt
import functools
import heapq
import re
from collections.abc import Iterator
from typing import Any

from extract.model import DateMention, Period
from extract.reading.buckets import openings, required
from extract.reading.characters import CHINESE, ORDINAL
from extract.reading.periods import Resolver
from extract.reading.years import Anchor, Groups
from patterns import Catalog

_PIECE = re.compile(r"(?<!\?P)<(?P<words>words:)?(?P<name>[a-z_]+?)(?P<again>2)?>")


class DateFinder:
    """Finds date mentions; compiled once for a catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["dates"]
        forms = [(form["name"], re.compile(_expand(form["pattern"], table))) for form in table["form"]]
        self._resolver = Resolver(table["parts"])
        self._plausible = _Plausible(table["guards"])
        self._compared = frozenset(table["guards"]["compared_before"])
        rare = {form["name"] for form in table["form"] if "needs" in form}
        self._rare = [(form["needs"], pattern) for form, (_, pattern) in zip(table["form"], forms, strict=True) if "needs" in form]
        self._opener = _opener([form for form in forms if form[0] not in rare], table["opening"])
        self._dash = re.compile(table["pieces"]["dash"])
        self._from = re.compile(table["guards"]["from"])
        self._by_pair = _ByPair(forms)

    def find(
        self, text: str, own: Period, context_year: int | None = None, start: int = 0, end: int | None = None, today: dt.date | None = None
    ) -> list[DateMention]:
        """All mentions in `text[start:end]`, left to right.

        `context_year` is the year an unwritten one stands for, `today` the day on which the report was written.
        """
        stop = len(text) if end is None else end
        found: list[DateMention] = []
        pos = start
        year = context_year or (own.end.year if own.end else today.year if today else None)
        memory = _Memory(text, self._compared)
        for at in self._starts(text, start, stop):
            if at < pos:
                continue
            pos = at
            anchor = Anchor(own, year, memory.month, memory.period(pos), today)
            mention = self._at(text, pos, stop, anchor)
            if mention is None:
                pos += 1
                continue
            mention = self._joined(text, pos, mention, stop, anchor)
            found.append(mention)
            memory.keep(mention)
            pos = mention.end
        return found

    def _starts(self, text: str, start: int, stop: int) -> Iterator[int]:
        """Where a mention may begin, left to right."""
        by_pair = self._by_pair
        common = (pos for at in self._opener.finditer(text, start, stop) if by_pair[text[(pos := at.start()) : pos + 2]])
        rare = [
            at.start()
            for needed, pattern in self._rare
            if text.find(needed, start, stop) >= 0
            for at in pattern.finditer(text, start, stop)
        ]
        return heapq.merge(common, sorted(rare)) if rare else common

    def _joined(self, text: str, pos: int, first: DateMention, stop: int, anchor: Anchor) -> DateMention:
        """2022年第四季度至2023年第一季度: two mentions that a dash makes one."""
        dash = self._dash.match(text, first.end, stop)
        if dash is None or first.form not in ("calendar", "day") or first.period.end is None:
            return first
        year = first.period.end.year
        last = self._at(text, dash.end(), stop, Anchor(anchor.own, year, first.period.end.month, None, anchor.today))
        if last is None or last.form not in ("calendar", "day") or last.period.end is None or not first.period.start:
            return first
        if not first.period.start <= last.period.end:
            return first
        return DateMention(pos, last.end, text[pos : last.end], Period(first.period.start, last.period.end), "calendar", _JOINED)

    def _at(self, text: str, pos: int, stop: int, anchor: Anchor) -> DateMention | None:
        ahead = text[pos : pos + _FAR]
        for form, pattern, needed in self._by_pair[text[pos : pos + 2]]:
            if needed not in ahead:
                continue
            match = pattern.match(text, pos, stop)
            if not match or match.end() == pos:
                continue
            groups: Groups = match.groupdict()
            if not self._plausible.holds(form, match, groups, anchor):
                continue
            resolved = self._resolver.resolve(form, groups, anchor)
            if resolved is not None:
                alone = form in _ALONE and not groups.get("since")
                lead = self._from.match(text, pos) if alone else None  # 自去年…部署以来: goes with 以来 only
                begin = lead.end() if lead else pos
                return DateMention(begin, match.end(), text[begin : match.end()], resolved.period, resolved.form, form, resolved.members)
        return None


class _Memory:
    """What was told last: the month of a day, and the period within the sentence."""

    def __init__(self, text: str, compared: frozenset[str]) -> None:
        self._text = text
        self._compared = compared
        self._last: DateMention | None = None
        self.month: int | None = None

    def keep(self, mention: DateMention) -> None:
        last = mention.period.end
        if (last and mention.form in ("day", "until")) or (
            last and mention.period.start and (mention.period.start.year, mention.period.start.month) == (last.year, last.month)
        ):
            self.month = last.month
        compared = self._text[mention.start - 1 : mention.start] in self._compared
        if mention.form in ("calendar", "until", "own") and last and not compared:
            self._last = mention

    def period(self, at: int) -> Period | None:
        """The period told last before `at` in the same sentence."""
        if self._last is None or any(c in self._text[self._last.end : at] for c in "。\n"):
            return None
        return self._last.period


class _Plausible:
    """Whether what looks like a date is one, by what stands beside it."""

    def __init__(self, guards: dict[str, str]) -> None:
        self._guards = guards
        self._bare_behind = re.compile(guards["bare_behind"])
        self._same_year = frozenset(guards["same_year"].split())
        self._streak = re.compile(guards["streak_before"])
        self._lone_day_behind = re.compile(guards["lone_day_behind"])
        self._bare_day_behind = re.compile(guards["bare_day_behind"])

    def holds(self, form: str, match: re.Match[str], groups: Groups, anchor: Anchor) -> bool:
        text, pos = match.string, match.start()
        before = text[pos - 1] if pos else "\0"
        first = text[pos]
        runs_on = before in self._guards["numeric_before"] and text[max(0, pos - 2) : pos - 1].isdigit()
        if first.isdigit() and (before.isdigit() or runs_on or before == ORDINAL):
            return False
        if first in CHINESE and before in CHINESE and form not in ("part", "quarters"):
            return False
        if before == self._guards["year_mark"] and form in _YEARLESS and not (groups.get("y") or groups.get("yy") or groups.get("rel")):
            return False  # 1357年6月10日: the year that is not read is not another one
        check = getattr(self, f"_{form}", None)
        return check is None or bool(check(match, groups, before, text[match.end() : match.end() + 1] or "\0", anchor))

    def _month(self, _match: re.Match[str], groups: Groups, before: str, after: str, _anchor: Anchor) -> bool:
        """中秋吃月饼, 3个月: no months."""
        if groups.get("y") or groups.get("yy") or groups.get("rel"):
            return True
        if after in self._guards["month_after"] or before in self._guards["month_before"]:
            return False
        return not ((groups["m"] or "")[0] in CHINESE and before in self._guards["month_before_numeral"])

    def _year(self, _match: re.Match[str], groups: Groups, before: str, after: str, _anchor: Anchor) -> bool:
        if groups.get("rel") in self._same_year and after not in self._guards["same_year_after"]:
            return False
        return after not in self._guards["year_after"] and before not in self._guards["relative_before"]

    def _own(self, match: re.Match[str], _groups: Groups, before: str, _after: str, _anchor: Anchor) -> bool:
        """未来5年内: not this year."""
        return match[0] != self._guards["own_before_not"] or not (before.isdigit() or before in CHINESE)

    def _relative(self, _match: re.Match[str], _groups: Groups, before: str, _after: str, _anchor: Anchor) -> bool:
        return before not in self._guards["relative_before"]

    def _until(self, match: re.Match[str], _groups: Groups, before: str, _after: str, _anchor: Anchor) -> bool:
        return match[0][0] != self._guards["until_to"] or before not in self._guards["until_to_before"]

    def _part(self, _match: re.Match[str], groups: Groups, before: str, _after: str, _anchor: Anchor) -> bool:
        return not (groups.get("q") and before in self._guards["quarter_before"])

    def _span(self, match: re.Match[str], groups: Groups, before: str, _after: str, _anchor: Anchor) -> bool:
        if self._streak.search(match.string, max(0, match.start() - 4), match.start()):
            return False
        return before not in self._guards["span_years_before"] and before not in CHINESE and not before.isdigit()

    def _bare_days(self, match: re.Match[str], _groups: Groups, before: str, _after: str, _anchor: Anchor) -> bool:
        return self._bare_behind.match(match.string, match.end()) is not None or before in self._guards["bare_before"]

    def _bare_tenday(self, _match: re.Match[str], _groups: Groups, before: str, _after: str, anchor: Anchor) -> bool:
        """本月下旬…,中旬…: of the month told before."""
        return anchor.month is not None and before in self._guards["bare_day_before"]

    def _bare_day(self, match: re.Match[str], _groups: Groups, before: str, _after: str, anchor: Anchor) -> bool:
        """5月10日、11日: a day of the month told before; one that opens a sentence (25日,…) is a day without it too."""
        if before not in self._guards["bare_day_before"]:
            return False
        if anchor.month or anchor.today or _one_month(anchor.own):
            return self._bare_day_behind.match(match.string, match.end()) is not None
        return before in self._guards["lone_day_before"] and self._lone_day_behind.match(match.string, match.end()) is not None


def _one_month(period: Period) -> bool:
    start, end = period.start, period.end
    return start is not None and end is not None and (start.year, start.month) == (end.year, end.month)


_ALONE = frozenset(("day", "month", "year", "relative", "part"))  # forms of one time, no stretch
_YEARLESS = frozenset(("day", "month", "days", "months", "part", "quarters"))
_JOINED = "joined"  # the shape of two mentions that a dash makes one
_FAR = 48  # characters that a mention may span
_ANY = frozenset("\0")  # any character may stand second


def _expand(pattern: str, table: dict[str, Any]) -> str:
    """The expression of a form with its pieces put in."""

    def piece(match: re.Match[str]) -> str:
        if match["words"]:
            return "|".join(sorted(map(re.escape, table["words"][match["name"]].split()), key=len, reverse=True))
        inner = _PIECE.sub(piece, table["pieces"][match["name"]])
        return re.sub(r"\?P<([a-z]+)>", r"?P<\g<1>2>", inner) if match["again"] else inner

    return _PIECE.sub(piece, pattern)


def _opener(forms: list[tuple[str, re.Pattern[str]]], opening: dict[str, str]) -> re.Pattern[str]:
    """Where a date can begin: a numeral with a word of the calendar near, or the first characters of a form."""
    pairs: dict[str, set[str]] = {}
    for _, pattern in forms:
        for first, seconds in openings(pattern.pattern).items():
            if not first.isdigit() and first not in CHINESE:
                pairs.setdefault(first, set()).update(seconds or _ANY)
    lone: dict[str, str] = {}  # 年 → 去今明: what may stand behind is one character
    for first, seconds in pairs.items():
        behind = next(iter(seconds)) if len(seconds) == 1 and not _ANY & seconds else ""
        lone[behind] = lone.get(behind, "") + re.escape(first)
    near = opening["near"]
    ways = [rf"(?<=[\d{opening['numerals']}])(?=[^,。;{near}]{{0,11}}[{near}])", rf"(?<=\d)(?={opening['numeric']})"]
    ways += [f"(?<=[{firsts}])" + (f"(?={re.escape(behind)})" if behind else "") for behind, firsts in lone.items()]
    # one class first: the engine then skips through the text to what can begin a date
    return re.compile(rf"[\d{opening['numerals']}{re.escape(''.join(pairs))}](?:{'|'.join(ways)})")


class _ByPair(dict[str, list[tuple[str, re.Pattern[str], str]]]):
    """Of each pair of characters, the forms that can begin with it, in their order; filled as pairs are met.

    With each a character that every match of it holds, or "".
    """

    def __init__(self, forms: list[tuple[str, re.Pattern[str]]]) -> None:
        super().__init__()
        self._forms = [(form, pattern, openings(pattern.pattern), _needed(pattern.pattern)) for form, pattern in forms]

    def __missing__(self, pair: str) -> list[tuple[str, re.Pattern[str], str]]:
        found = []
        for form, pattern, begin, needed in self._forms:
            if not begin or (pair[0] in begin and ((after := begin[pair[0]]) is None or pair[1:] in after)):
                found.append((form, pattern, needed))
        if len(self) < 1 << 16:
            self[pair] = found
        return found


def _needed(pattern: str) -> str:
    found = required(pattern)
    return next(iter(found)) if found is not None and len(found) == 1 else ""


@functools.lru_cache(maxsize=8)
def date_finder(catalog: Catalog) -> DateFinder:
    return DateFinder(catalog)
