"""Whose report, and of when: from the title, the first lines, the name of the file and of its folder.

What is uncertain is said (`doubts`), never guessed: no brigade and no period is better than a wrong one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from extract import Period
from extract.model import UNKNOWN
from extract.reading.own_period import report_period
from extract.report import brigade_in_title
from patterns import Catalog

_FORM = re.compile(
    r"第?[一二三四1-4]季度|上半年|下半年|前三季度|\d{1,2}\s*(?:-|至|—|~|到|～|－)\s*\d{1,2}月|年度?|国庆|五一|元旦|春节|期间"
)
_HOLIDAYS = {"国庆": ((10, 1), (10, 7)), "五一": ((5, 1), (5, 5)), "元旦": ((1, 1), (1, 3))}
_FINAL = re.compile(r"终稿|定稿|正式|最终|报送|印发|final", re.I)
_DRAFT = re.compile(r"草稿|初稿|征求意见|讨论稿|送审|修改稿|审核稿|draft|\bv?\d+\.\d+\b", re.I)


@dataclass(frozen=True, slots=True)
class Identity:
    """`brigade_from` and `period_from` are option, title, text, file, folder or ""; `doubts` are Chinese sentences."""

    brigade: str
    period: Period
    brigade_from: str
    period_from: str
    rank: int  # 2 a final version, 1 unmarked, 0 a draft
    doubts: tuple[str, ...] = field(default=())


def period_in(words: str, catalog: Catalog) -> Period:
    """The one whole period that a title or file name tells (2023年上半年, 二〇二一年度, 2022年1-9月, 2023年国庆期间); UNKNOWN if none."""
    words = unicodedata.normalize("NFKC", words).replace("_", " ")
    short = re.search(r"(?<!\d)((?:19|20)\d{2})[ .-]?([HhQq])([1-4])(?!\d)", words)
    if short:
        from extract.reading.calendar import parse_period

        return parse_period(short[1] + short[2].upper() + short[3]) or UNKNOWN
    holiday = re.search(r"((?:19|20)\d{2})年?(国庆|五一|元旦)(?:节|假期|期间|长假)", words)
    if holiday:
        import datetime as dt

        first, last = _HOLIDAYS[holiday[2]]
        year = int(holiday[1])
        return Period(dt.date(year, *first), dt.date(year, *last))
    return report_period(words, len(words), catalog)


def version_rank(name: str) -> int:
    """2 for a name that says final, 0 for a draft, else 1."""
    return 2 if _FINAL.search(name) else 0 if _DRAFT.search(name) else 1


def identify(
    path: str,
    title: str,
    head: str,
    catalog: Catalog,
    *,
    brigade: str | None = None,
    period: Period | None = None,
    found_period: Period = UNKNOWN,
    registry: object | None = None,
) -> Identity:
    """Who and when.  `head` is the first lines of the text, `found_period` what extraction took from the text.

    `registry` (`corpus.registry.Registry`) maps spellings to one name.
    """
    name = Path(path).stem
    folder = Path(path).parent.name
    doubts: list[str] = []
    resolve = getattr(registry, "resolve", None)

    def who(words: str) -> str:
        if not words:
            return ""
        if resolve is not None:
            known = resolve(words)
            if known:
                return str(known)
        return brigade_in_title(words)

    chosen, chosen_from = (brigade or "", "option" if brigade else "")
    if resolve is not None and chosen:
        chosen = resolve(chosen) or chosen
    spots = (("title", title), ("file", name), ("text", head), ("folder", folder))
    mentions = {spot: who(words) for spot, words in spots}
    if not chosen:
        for spot, _ in spots:
            if mentions[spot] and not re.fullmatch(r"(?:某|\**|[Xx]+|本)?(?:消防救援)?大队", mentions[spot]):
                chosen, chosen_from = mentions[spot], spot
                break
        if (
            mentions["title"]
            and mentions["file"]
            and mentions["title"] != mentions["file"]
            and not _same_name(mentions["title"], mentions["file"])
        ):
            doubts.append(f"标题写的是“{mentions['title']}”,文件名写的是“{mentions['file']}”,请用 --brigade 确认")
    if not chosen:
        doubts.append("认不出是哪个大队,请用 --brigade 指定")
    elif resolve is not None and getattr(registry, "names", None) and not resolve(chosen):
        doubts.append(f"大队“{chosen}”不在 brigades.csv 中,请补充或用 --brigade 指定")

    when, when_from = (period, "option") if period is not None else (UNKNOWN, "")
    if period is None:
        spots_when = {
            "title": period_in(title, catalog) if title else UNKNOWN,
            "file": period_in(name, catalog),
            "text": found_period,
            "folder": period_in(folder, catalog),
        }
        for spot in ("title", "file", "text", "folder"):
            if spots_when[spot].end:
                when, when_from = spots_when[spot], spot
                break
        a, b = spots_when["title"], spots_when["file"]
        if (a.end and b.end and a != b and not (a.contains(b) or b.contains(a))) or (
            a.end and b.end and a != b and _FORM.search(name) and a.contains(b)
        ):
            doubts.append(f"标题的期间是 {a.start}—{a.end},文件名的期间是 {b.start}—{b.end},请用 --period 确认")
        if not when.end:
            doubts.append("认不出是哪个期间,请用 --period 指定")
    return Identity(chosen, when or UNKNOWN, chosen_from, when_from, version_rank(name + " " + title), tuple(doubts))


def _same_name(a: str, b: str) -> bool:
    return a in b or b in a
