"""Ranges, and two numbers said in one breath."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from tests.extract.writing.figures import FULL_WIDTH, Draw, Written, ranged, some_traditional
from tests.extract.writing.hanzi import (
    PLAIN,
    PLAIN_DIGITS,
    WAN,
    YI,
    Hand,
    decimal_text,
    hanzi,
)
from tests.extract.writing.units import COUNT_UNITS, HANZI_MEASURES, LATIN_MEASURES

CONNECTORS = ("-", "—", "–", "~", "～", "至", "到")
WORD_CONNECTORS = ("至", "到")


@st.composite
def bounds(draw: Draw) -> tuple[int, int]:
    """Two whole numbers of like size, never a pair that looks like years."""
    scale = draw(st.sampled_from((1, 1, 10, 100)))
    low = draw(st.integers(2, 60))
    high = low + draw(st.integers(1, low + 10))
    low, high = low * scale, high * scale
    return (low * 10, high * 10) if 1900 <= low <= 2100 or 1900 <= high <= 2100 else (low, high)


@st.composite
def _arabic_ranges(draw: Draw) -> Written:
    low, high = draw(bounds())
    unit = draw(st.sampled_from(COUNT_UNITS))
    connector = draw(st.sampled_from(CONNECTORS))
    first, last = str(low), str(high)
    if draw(st.integers(0, 5)) == 0:
        first, last = first.translate(FULL_WIDTH), last.translate(FULL_WIDTH)
    middle = unit if draw(st.integers(0, 3)) == 0 else ""
    return ranged(f"{first}{middle}{connector}{last}{unit}", low, high, unit)


@st.composite
def _scaled_ranges(draw: Draw) -> Written:
    """1.5万至2万人次, 3—5万人次, 4-6千张: the scale on both numbers or on the last alone."""
    scale, word = draw(st.sampled_from(((WAN, "万"), (WAN, "万"), (1000, "千"), (YI, "亿"))))
    low = Decimal(draw(st.integers(2, 18))) / 2 if scale > 1000 else Decimal(draw(st.integers(1, 7)))
    high = low + draw(st.integers(1, 9 if scale > 1000 else 2))
    unit = draw(st.sampled_from(COUNT_UNITS))
    connector = draw(st.sampled_from(CONNECTORS))
    middle = draw(st.sampled_from(("", word)))
    return ranged(f"{decimal_text(low)}{middle}{connector}{decimal_text(high)}{word}{unit}", low * scale, high * scale, unit)


@st.composite
def _hanzi_ranges(draw: Draw) -> Written:
    low, high = draw(bounds())
    unit = draw(st.sampled_from(COUNT_UNITS))
    connector = draw(st.sampled_from(WORD_CONNECTORS))
    hand = draw(st.sampled_from((PLAIN, Hand(two="always"))))
    first = "两" if low == 2 else hanzi(low, hand)
    middle = unit if draw(st.integers(0, 3)) == 0 else ""
    return ranged(f"{first}{middle}{connector}{hanzi(high, hand)}{unit}", low, high, unit)


@st.composite
def _between(draw: Draw) -> Written:
    low, high = draw(bounds())
    unit = draw(st.sampled_from(("", *COUNT_UNITS)))
    first = unit if draw(st.booleans()) else ""
    link = draw(st.sampled_from(("与", "和", "至", "到")))
    lead = draw(st.sampled_from(("介于", "在")))
    return ranged(f"{lead}{low}{first}{link}{high}{unit}之间", low, high, unit, len(lead), 2)


def neighbours(low: int, high: int) -> str:
    """Two digits said in one breath: 三四, 两三, 一两."""
    if (low, high) == (1, 2):
        return "一两"
    return ("两" if low == 2 else PLAIN_DIGITS[low]) + PLAIN_DIGITS[high]


@st.composite
def digit_pairs(draw: Draw) -> tuple[int, int]:
    low = draw(st.integers(1, 8))
    return (3, 5) if low == 3 and draw(st.booleans()) else (low, low + 1)


@st.composite
def _pairs(draw: Draw) -> Written:
    """七八个, 三四十人, 两三百家, 一二十万户; 3、4起, 五、六具."""
    low, high = draw(digit_pairs())
    unit = draw(st.sampled_from(COUNT_UNITS))
    form = draw(st.integers(0, 3))
    if form == 0:
        return ranged(neighbours(low, high) + unit, low, high, unit)
    if form == 1:
        script = draw(st.sampled_from(("0123456789", PLAIN_DIGITS)))
        low = max(low, 2)  # nobody writes 一、二家
        return ranged(f"{script[low]}、{script[low + 1]}{unit}", low, low + 1, unit)
    powers = ((10, "十"), (100, "百"), (1000, "千"), (WAN, "万"), (10**5, "十万"), (10**6, "百万"))
    scale, word = draw(st.sampled_from(powers))
    pair = PLAIN_DIGITS[low] + PLAIN_DIGITS[high] if word[0] == "十" else neighbours(low, high)
    return ranged(pair + word + unit, low * scale, high * scale, unit)


@st.composite
def _pairs_behind(draw: Draw) -> Written:
    """十七八起, 二十七八户, 一百二三十名, 百五六十户."""
    low, high = draw(digit_pairs())
    unit = draw(st.sampled_from(COUNT_UNITS))
    pair = PLAIN_DIGITS[low] + PLAIN_DIGITS[high]
    if draw(st.booleans()):
        tens = draw(st.integers(1, 9)) * 10
        return ranged(hanzi(tens) + pair + unit, tens + low, tens + high, unit)
    hundreds = draw(st.integers(1, 9)) * 100
    words = "百" if hundreds == 100 and draw(st.booleans()) else hanzi(hundreds)
    return ranged(f"{words}{pair}十{unit}", hundreds + low * 10, hundreds + high * 10, unit)


@st.composite
def _share_ranges(draw: Draw) -> Written:
    low = draw(st.integers(1, 70))
    high = low + draw(st.integers(1, 29))
    form = draw(st.integers(0, 4))
    connector = draw(st.sampled_from(CONNECTORS))
    if form == 0:
        return ranged(f"{low}%{connector}{high}%", low, high, "%")
    if form == 1:
        return ranged(f"{low}{connector}{high}%", low, high, "%")
    if form == 2:
        link = draw(st.sampled_from(WORD_CONNECTORS))
        return ranged(f"百分之{hanzi(low)}{link}百分之{hanzi(high)}", low, high, "%")
    small = draw(st.integers(1, 7))
    first = "两" if small == 2 else PLAIN_DIGITS[small]
    if form == 3:
        return ranged(f"{first}成至{PLAIN_DIGITS[small + 1]}成", small * 10, small * 10 + 10, "%")
    return ranged(f"{neighbours(small, small + 1)}成", small * 10, small * 10 + 10, "%")


@st.composite
def _measure_ranges(draw: Draw) -> Written:
    """2.5-3.5公里, 80—120m, 15-20分钟, -6℃至3℃, -2～4℃, 5~8℃."""
    if draw(st.integers(0, 2)) == 0:
        low = draw(st.integers(-20, 20))
        high = low + draw(st.integers(2, 12))
        signs = low < 0 or high < 0
        connector = draw(st.sampled_from(("至", "到", "～", "~") if signs else CONNECTORS))
        middle = draw(st.sampled_from(("", "℃")))
        return ranged(f"{low}{middle}{connector}{high}℃", low, high, "℃")
    unit = draw(st.sampled_from((*HANZI_MEASURES, *LATIN_MEASURES, "分钟", "小时", "秒", "天")))
    first = Decimal(draw(st.integers(4, 60))) / draw(st.sampled_from((1, 1, 2)))
    last = first + draw(st.integers(1, 30))
    connector = draw(st.sampled_from(CONNECTORS))
    middle = unit if draw(st.integers(0, 3)) == 0 else ""
    return ranged(f"{decimal_text(first)}{middle}{connector}{decimal_text(last)}{unit}", first, last, unit)


def written_ranges() -> st.SearchStrategy[Written]:
    """Ranges and alternatives of counts, shares and measures.

    30至40人, 30—40人, 10人至15人, 1.5万至2万人次, 4-6千张, 三到五次, 介于300与500之间, 三四十人, 十七八起, 百五六十户, 3、4起,
    20%-30%, 15～18%, 百分之五至百分之八, 三成至四成, 两三成, 2.5-3.5公里, -6℃至3℃.
    """
    kinds = (_arabic_ranges(), _arabic_ranges(), _scaled_ranges(), _hanzi_ranges(), _between(), _pairs(), _pairs_behind())
    return some_traditional(st.one_of(*kinds, _share_ranges(), _measure_ranges()))
