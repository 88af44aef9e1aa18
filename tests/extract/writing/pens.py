"""How dates are written in one mention, the report they stand in, and stretches of the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from hypothesis import strategies as st

from tests.extract.writing.figures import FULL_WIDTH, Draw
from tests.extract.writing.hanzi import (
    PLAIN_DIGITS,
    hanzi,
)

Days = tuple[dt.date, dt.date]
Found = tuple[str, dt.date, dt.date]


def month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def stretch_of(year: int, first: int, last: int) -> Days:
    return dt.date(year, first, 1), month_end(year, last)


def whole_year(year: int) -> Days:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@dataclass(frozen=True)
class Own:
    """The report's own period; `length` is its number of months (12, 6, 3 or 1)."""

    start: dt.date
    end: dt.date
    length: int

    @property
    def year(self) -> int:
        return self.start.year


@st.composite
def own_periods(draw: Draw) -> Own:
    """A year, a half, a quarter or a month between 2016 and 2026."""
    year = draw(st.integers(2016, 2026))
    length = draw(st.sampled_from((12, 12, 6, 3, 1)))
    first = draw(st.integers(0, 12 // length - 1)) * length + 1
    start, end = stretch_of(year, first, first + length - 1)
    return Own(start, end, length)


@dataclass(frozen=True)
class Pen:
    """How dates are written in one mention: script of the numbers, blanks at the joints."""

    script: Literal["arabic", "padded", "full", "hanzi"] = "arabic"
    gap: str = ""

    def number(self, value: int) -> str:
        if self.script == "hanzi":
            return hanzi(value)
        text = f"{value:02}" if self.script == "padded" else str(value)
        return text.translate(FULL_WIDTH) if self.script == "full" else text

    def year(self, value: int, zero: str = "〇") -> str:
        digits = str(value)
        if self.script == "hanzi":
            return "".join(zero if digit == "0" else PLAIN_DIGITS[int(digit)] for digit in digits)
        return digits.translate(FULL_WIDTH) if self.script == "full" else digits

    def join(self, *parts: str) -> str:
        return self.gap.join(part for part in parts if part)


@st.composite
def pens(draw: Draw) -> Pen:
    script: Literal["arabic", "full", "hanzi"] = draw(st.sampled_from(("arabic", "arabic", "arabic", "full", "hanzi", "hanzi")))
    gap = " " if script == "arabic" and draw(st.integers(0, 4)) == 0 else ""
    return Pen(script, gap)


TENS = (("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, 31))
RELATIVE = {0: "今年", -1: "去年", -2: "前年", 1: "明年"}


@st.composite
def year_parts(draw: Draw, own: Own, pen: Pen, alone: bool = False) -> tuple[tuple[str, ...], int]:
    """A year and how it is written, as the parts to be joined; () for none (then it is the own year), unless it stands alone."""
    form = draw(st.integers(1 if alone else 0, 5))
    if form == 0:
        return (), own.year
    if form == 1:
        shift = draw(st.sampled_from(tuple(RELATIVE)))
        return (RELATIVE[shift],), own.year + shift
    year = draw(st.integers(2011, 2027))
    if form == 2 and pen.script == "arabic" and not pen.gap:
        return (f"{'’' if alone or draw(st.booleans()) else ''}{year % 100}年",), year
    zero = draw(st.sampled_from("〇〇零○O"))
    return (pen.year(year, zero), "年"), year


def month_parts(pen: Pen, month: int, suffix: str = "月") -> tuple[str, str]:
    return pen.number(month), suffix
