"""Shares, changes and fractions: per cent, tenths, halves, multiples."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

from tests.extract.writing.approximations import (
    PREFIX_MODIFIERS,
    SUFFIX_MODIFIERS,
)
from tests.extract.writing.decimals import decimals
from tests.extract.writing.figures import FULL_WIDTH, Draw, Written, exact, some_traditional
from tests.extract.writing.hanzi import (
    PLAIN,
    PLAIN_DIGITS,
    Hand,
    decimal_text,
    hanzi,
    hanzi_decimal,
)

PARTS = (("百分之", "%"), ("百分之", "%"), ("千分之", "‰"), ("万分之", "‱"))


@st.composite
def _percent_signs(draw: Draw) -> Written:
    """64.78%, 73％, ６５％, 92.4 %, 0.21‰, 1.5‱, -12.5%, +7.8%, 负5%."""
    value = Decimal(draw(st.integers(0, 100))) if draw(st.booleans()) else draw(decimals(99))
    mark = draw(st.sampled_from(("%", "%", "%", "％", "‰", "‱")))
    sign, factor = draw(st.sampled_from((("", 1), ("", 1), ("", 1), ("-", -1), ("－", -1), ("−", -1), ("+", 1), ("负", -1))))
    if value == 0:
        sign, factor = "", 1
    text = decimal_text(value)
    text = text.translate(FULL_WIDTH) if draw(st.integers(0, 6)) == 0 else text
    gap = " " if not sign and draw(st.integers(0, 6)) == 0 else ""
    return exact(sign + text + gap + mark, factor * value, "%" if mark == "％" else mark)


@st.composite
def _hanzi_parts(draw: Draw) -> Written:
    """百分之十二点五, 百分之百, 千分之三, 万分之五, 负百分之三."""
    words, unit = draw(st.sampled_from(PARTS))
    if unit == "%" and draw(st.integers(0, 6)) == 0:
        return exact("百分之百", 100, "%")
    value = Decimal(draw(st.integers(1, 99))) if draw(st.booleans()) else draw(decimals(99))
    sign, factor = ("负", -1) if draw(st.integers(0, 9)) == 0 else ("", 1)
    hand = draw(st.sampled_from((PLAIN, PLAIN, Hand(zero="〇"))))
    return exact(sign + words + hanzi_decimal(value, hand), factor * value, unit)


@st.composite
def _points(draw: Draw) -> Written:
    """2.4个百分点, 一个百分点, 两个百分点, 零点六个百分点, -0.4个百分点."""
    value = Decimal(draw(st.integers(1, 12))) if draw(st.booleans()) else draw(decimals(20))
    if draw(st.booleans()):
        sign, factor = draw(st.sampled_from((("", 1), ("", 1), ("-", -1), ("+", 1))))
        return exact(f"{sign}{decimal_text(value)}个百分点", factor * value, "个百分点")
    words = "两" if value == 2 else hanzi_decimal(value)
    return exact(words + "个百分点", value, "个百分点")


@st.composite
def _tenths(draw: Draw) -> Written:
    """三成, 六成五, 三成半, 3成, 近七成, 两成左右, 九成以上, 四成多."""
    tenths = draw(st.integers(1, 9))
    words = draw(st.sampled_from(("两" if tenths == 2 else PLAIN_DIGITS[tenths],) * 3 + (str(tenths),)))
    form = draw(st.integers(0, 4))
    if form == 0 and not words.isdigit():
        more = draw(st.integers(1, 9))
        last = "半" if more == 5 and draw(st.booleans()) else PLAIN_DIGITS[more]
        return exact(f"{words}成{last}", tenths * 10 + more, "%")
    value = Decimal(tenths * 10)
    if form == 1:
        word, modifier = draw(st.sampled_from(PREFIX_MODIFIERS))
        return Written(f"{word}{words}成", value, None, modifier, "%", len(word))
    if form == 2:
        word, modifier = draw(st.sampled_from((("左右", "about"), ("以上", "over"), ("多", "over"))))
        return Written(f"{words}成{word}", value, None, modifier, "%")
    return exact(f"{words}成", value, "%")


@st.composite
def _modified_percents(draw: Draw) -> Written:
    """近40%, 超过98.5%, 95%以上, 60%左右."""
    value = Decimal(draw(st.integers(1, 99))) if draw(st.booleans()) else draw(decimals(99))
    if draw(st.booleans()):
        word, modifier = draw(st.sampled_from(PREFIX_MODIFIERS))
        return Written(f"{word}{decimal_text(value)}%", value, None, modifier, "%", len(word))
    word, modifier = draw(st.sampled_from(SUFFIX_MODIFIERS))
    return Written(f"{decimal_text(value)}%{word}", value, None, modifier, "%")


HALVES = (
    ("一半", 50, "exact", 0), ("半数", 50, "exact", 0), ("过半", 50, "over", 0), ("过半数", 50, "over", 0), ("一半以上", 50, "over", 0),
    ("半数以上", 50, "over", 0), ("近半数", 50, "under", 1), ("近一半", 50, "under", 1), ("不足半数", 50, "under", 2), ("一半多", 50, "over", 0),
    ("超过一半", 50, "over", 2), ("约一半", 50, "about", 1),
    ("翻一番", 100, "exact", 0), ("翻了一番", 100, "exact", 0), ("翻两番", 300, "exact", 0), ("翻了两番", 300, "exact", 0),
)  # fmt: skip


@st.composite
def _multiples(draw: Draw) -> Written:
    """一倍, 两倍, 1.5倍, 三倍半, 近2倍, 4倍以上, 两倍多."""
    whole = draw(st.integers(1, 9))
    words = draw(st.sampled_from((str(whole), "两" if whole == 2 else hanzi(whole))))
    value = Decimal(whole * 100)
    form = draw(st.integers(0, 5))
    if form == 0:
        times = draw(decimals(9, 2)) + 1
        return exact(f"{decimal_text(times)}倍", times * 100, "%")
    if form == 1:
        return exact(f"{hanzi(whole) if whole != 2 else '两'}倍半", value + 50, "%")
    if form == 2:
        word, modifier = draw(st.sampled_from(PREFIX_MODIFIERS))
        return Written(f"{word}{words}倍", value, None, modifier, "%", len(word))
    if form == 3:
        word, modifier = draw(st.sampled_from((("多", "over"), ("以上", "over"), ("左右", "about"))))
        return Written(f"{words}倍{word}", value, None, modifier, "%")
    return exact(f"{words}倍", value, "%")


def written_percentages() -> st.SearchStrategy[Written]:
    """Shares and changes: %, ％, ‰ and ‱, 百分之…, 千分之…, percentage points, tenths (三成, 六成五), halves, multiples (1.5倍 is 150 %),
    翻一番; with signs (-12.5%, 负5%) and with modifiers in front and behind."""
    halves = st.sampled_from(HALVES).map(lambda row: Written(row[0], Decimal(row[1]), None, row[2], "%", row[3]))
    kinds = (_percent_signs(), _percent_signs(), _hanzi_parts(), _points(), _tenths(), _modified_percents(), halves, _multiples())
    return some_traditional(st.one_of(*kinds))


@st.composite
def _fractions(draw: Draw) -> Written:
    below = draw(st.sampled_from((2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 12)))
    digits = draw(st.integers(0, 2)) == 0
    above = draw(st.integers(1, below - 1).filter(lambda number: (below == 10 and not digits) or math.gcd(number, below) == 1))
    value = (Decimal(above * 100) / below).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{above}/{below}" if digits else f"{hanzi(below)}分之{hanzi(above)}"
    form = draw(st.integers(0, 3))
    if form == 0:
        word, modifier = draw(st.sampled_from(PREFIX_MODIFIERS))
        return Written(word + text, value, None, modifier, "%", len(word))
    if form == 1:
        word, modifier = draw(st.sampled_from((("以上", "over"), ("左右", "about"), ("以下", "under"))))
        return Written(text + word, value, None, modifier, "%")
    return exact(text, value, "%")


def written_fractions() -> st.SearchStrategy[Written]:
    """Fractions as per cent, rounded to two decimals: 三分之二 and 2/3 are 66.67, with and without a modifier."""
    return _fractions()
