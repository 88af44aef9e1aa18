"""What a heading of a row or a column says: a metric, a brigade, a period."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from corpus.reading.labels import Label, label_of
from corpus.reading.tables.figures import figure_of
from corpus.reading.words import entry, expression
from extract import Period, parse_period
from extract.reading.dates import date_finder
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Head:
    """What one heading says: words that may name a metric, or a brigade, or a period, or that units or plain figures follow, or nothing."""

    label: Label | None = None
    brigade: str = ""
    period: Period | None = None
    units: bool = False
    figures: bool = False


NOTHING = Head()


def head_of(text: str, own: Period, catalog: Catalog) -> Head:
    """What a heading says; `own` is the report's period.  A row or column of sums has its word (合计) for a brigade."""
    words = unicodedata.normalize("NFKC", text).replace(" ", "")
    if not words or figure_of(words, catalog):
        return NOTHING
    if expression("heading.units", catalog).match(words):
        return Head(units=True)
    if expression("heading.brigade", catalog).search(words) and len(words) >= 3:
        return Head(brigade=words)
    period = period_words(words, own, catalog)
    if period:
        return Head(period=period)
    if expression("heading.figures", catalog).match(words):
        return Head(figures=True)
    return Head(brigade=words) if says_total(words, catalog) else Head(label=label_of(words, catalog))


def says_total(words: str, catalog: Catalog) -> bool:
    """合计, 全支队: the heading of sums."""
    return bool(expression("heading.total", catalog).match(words))


def says_brigades(text: str, catalog: Catalog) -> bool:
    """大队, 填报单位: the heading of a column of brigades."""
    return bool(expression("heading.brigades", catalog).search(text))


def period_words(words: str, own: Period, catalog: Catalog) -> Period | None:
    """2023H1, 2023年上半年, 上半年 (of the report's year), 第一季度, 3月, 去年同期; None where the words are no period."""
    words = words.strip()
    parsed = parse_period(words)
    if parsed:
        return parsed
    if words in entry("heading.own_period", catalog):
        return own
    mentions = date_finder(catalog).find(words, own, own.end.year if own.end else None)
    if len(mentions) == 1 and mentions[0].end - mentions[0].start >= 0.6 * len(words) and mentions[0].period.end:
        return None if expression("heading.numeric_day", catalog).fullmatch(words) else mentions[0].period
    return None
