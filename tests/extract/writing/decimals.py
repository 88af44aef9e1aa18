"""Numbers with decimals, and measures."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from tests.extract.writing.figures import FULL_WIDTH, Draw, Written, exact, some_traditional
from tests.extract.writing.hanzi import (
    PLAIN_DIGITS,
    WAN,
    YI,
    decimal_text,
    hanzi,
    hanzi_decimal,
)
from tests.extract.writing.units import COUNT_UNITS, HANZI_MEASURES, HUGE_UNITS, LATIN_MEASURES


@st.composite
def decimals(draw: Draw, most: int = 9999, places: int = 2) -> Decimal:
    """A number with one to `places` decimals, the last not 0."""
    count = draw(st.integers(1, places))
    whole = draw(st.integers(0, draw(st.sampled_from((9, 99, most)))))
    rest = draw(st.integers(0, 10 ** (count - 1) - 1)) * 10 + draw(st.integers(1, 9))
    return Decimal(whole) + Decimal(rest).scaleb(-count)


def decimal_texts(value: Decimal) -> list[str]:
    text = decimal_text(value)
    texts = [text, text, text.translate(FULL_WIDTH)]
    if value >= 1000:
        grouped = f"{value:,f}"
        texts += [grouped, grouped.replace(",", " ")]
    return texts


@st.composite
def _arabic_measures(draw: Draw) -> Written:
    value = draw(decimals())
    text = draw(st.sampled_from(decimal_texts(value)))
    unit = draw(st.sampled_from(HANZI_MEASURES + LATIN_MEASURES))
    gap = draw(st.sampled_from(("", "", "", " ")))
    return exact(text + gap + unit, value, unit)


@st.composite
def _scaled_measures(draw: Draw) -> Written:
    """6.2万次, 0.3亿人次, ３．５万份, 0.85万立方米."""
    share = draw(decimals(999, 3).filter(lambda number: number >= Decimal("0.3")))
    scale, word = draw(st.sampled_from(((WAN, "万"), (WAN, "万"), (YI, "亿"))))
    text = draw(st.sampled_from((decimal_text(share), decimal_text(share).translate(FULL_WIDTH))))
    unit = draw(st.sampled_from(HUGE_UNITS if scale == YI else (*COUNT_UNITS, "平方米", "立方米", "吨", "亩", "㎡")))
    return exact(text + word + unit, share * scale, unit)


@st.composite
def _hanzi_measures(draw: Draw) -> Written:
    """三点一四公里, 零点五万人次, 三点六亿人次."""
    value = draw(decimals(999))
    scale, word, units = draw(
        st.sampled_from(((1, "", HANZI_MEASURES), (1, "", HANZI_MEASURES), (WAN, "万", COUNT_UNITS), (YI, "亿", HUGE_UNITS)))
    )
    unit = draw(st.sampled_from(units))
    return exact(hanzi_decimal(value) + word + unit, value * scale, unit)


@st.composite
def _lengths(draw: Draw) -> Written:
    """两米五, 1米8, 1米25; 两公里半, 三吨半, 两亩半."""
    whole = draw(st.integers(1, 30))
    words = "两" if whole == 2 else hanzi(whole)
    form = draw(st.integers(0, 3))
    if form == 0:
        unit = draw(st.sampled_from(("公里", "米", "吨", "亩")))
        return exact(f"{words}{unit}半", whole + Decimal("0.5"), unit)
    digit = draw(st.integers(1, 9))
    value = whole + Decimal(digit) / 10
    if form == 1:
        return exact(f"{words}米{PLAIN_DIGITS[digit]}", value, "米")
    if form == 2:
        return exact(f"{whole}米{digit}", value, "米")
    hundredth = draw(st.integers(1, 9))
    return exact(f"{whole}米{digit}{hundredth}", value + Decimal(hundredth) / 100, "米")


@st.composite
def _temperatures(draw: Draw) -> Written:
    """-3.2℃, －3.2℃, +4℃, 零下5℃, 零下十二摄氏度, 36.5 ℃."""
    value = Decimal(draw(st.integers(1, 45))) if draw(st.booleans()) else draw(decimals(45, 1))
    sign, factor = draw(st.sampled_from((("-", -1), ("－", -1), ("−", -1), ("零下", -1), ("+", 1), ("", 1))))
    if sign in {"零下", ""} and draw(st.booleans()):
        unit = draw(st.sampled_from(("℃", "摄氏度")))
        words = hanzi_decimal(value) if unit == "摄氏度" else decimal_text(value)
        return exact(f"{sign}{words}{unit}", factor * value, unit)
    return exact(f"{sign}{decimal_text(value)}℃", factor * value, "℃")


def written_decimals() -> st.SearchStrategy[Written]:
    """Numbers with decimals and measures, exact.

    12.5米, 1,052.6米, ３５．８平方米, 6.2万次, 0.85万立方米, 三点一四公里, 零点五万人次, 两米五, 1米8, 两公里半, -3.2℃, 零下5℃.
    """
    kinds = (_arabic_measures(), _arabic_measures(), _scaled_measures(), _hanzi_measures(), _lengths(), _temperatures())
    return some_traditional(st.one_of(*kinds))
