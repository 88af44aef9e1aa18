"""The year of a date: written in any script, told by 去年 and the like, or that of the section it stands in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from extract.model import Period
from extract.reading.numbers import integer

Groups = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an unwritten part of a date comes from.

    `own` is the report's own period, `year` the year that its section is of, `month` the month of the day told last, `before` the
    period told last in the sentence, `today` the day on which the report was written.
    """

    own: Period
    year: int | None
    month: int | None = None
    before: Period | None = None
    today: dt.date | None = None


class Years:
    """The words for years, from dates.toml."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self._years: dict[str, int] = parts["years"]
        self._following = frozenset(parts["following"].split())
        self._within = frozenset(parts["within"].split())
        self._century: int = parts["century"]

    def of(self, groups: Groups, anchor: Anchor) -> int | None:
        """The year of a mention; None where nothing tells it."""
        written = number(groups.get("y"))
        if written is not None:
            return written
        if groups.get("yy"):
            return self._of_two_digits(groups["yy"])
        if groups.get("rel"):
            return self._told(groups["rel"] or "", anchor)
        return anchor.year

    def second(self, groups: Groups, first: int | None, anchor: Anchor) -> int | None:
        """The year of the upper end where it has one of its own."""
        written = number(groups.get("y2"))
        if written is not None:
            return written
        if groups.get("yy2"):
            return self._of_two_digits(groups["yy2"])
        word = groups.get("rel2")
        if word in self._following:
            return None if first is None else first + 1
        return self._told(word, anchor) if word else None

    def _of_two_digits(self, word: str | None) -> int | None:
        digits = number(word)
        return None if digits is None else digits + (1900 if digits >= self._century else 2000)

    def _told(self, word: str, anchor: Anchor) -> int | None:
        """去年, 今年: counted from the day of writing, else from the own period."""
        if word in self._within:
            base = anchor.own.end.year if anchor.own.end else anchor.year
        else:
            base = anchor.today.year if anchor.today else anchor.own.end.year if anchor.own.end else anchor.year
        return None if base is None else base + self._years[word]


def number(word: str | None) -> int | None:
    """The whole number of a piece: 12, 十二, 二〇一二, 20一二."""
    if not word:
        return None
    if word.isascii() and word.isdigit():
        return int(word)
    found = integer(word)
    if found is not None and found < 10_000:
        return found
    digits = [c if c.isdigit() and c.isascii() else str(integer(c)) for c in word]
    return int("".join(digits)) if all(d.isdigit() for d in digits) else None
