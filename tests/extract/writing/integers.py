"""Whole numbers with a unit of counting."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.extract.writing.figures import Draw, Written, exact, some_traditional
from tests.extract.writing.numerals import Numeral, numerals
from tests.extract.writing.units import COUNT_UNITS, SLASHED


@st.composite
def counted(draw: Draw, numeral: Numeral) -> Written:
    """The numeral with a unit of counting: close, behind a blank, in brackets, with a slash, or with none at all."""
    if numeral.final:
        return exact(numeral.text, numeral.value, "")
    if numeral.script == "arabic":
        return draw(_counted_in_digits(numeral))
    text = numeral.text
    if numeral.value == 2 and numeral.script == "hanzi":
        text = draw(st.sampled_from(("两", "两", "二", "俩")))
    unit = "人" if text in {"二", "俩"} else draw(st.sampled_from(COUNT_UNITS))  # 二次 is a word
    return exact(text + unit, numeral.value, unit)


@st.composite
def _counted_in_digits(draw: Draw, numeral: Numeral) -> Written:
    text, value = numeral.text, numeral.value
    form = draw(st.integers(0, 9))
    if form == 0 and value >= 3:
        written, unit = draw(st.sampled_from(SLASHED))
        return exact(text + written, value, unit)
    if form == 1 and value >= 3:
        unit = draw(st.sampled_from("家处份件个"))
        left, right = draw(st.sampled_from((("（", "）"), ("(", ")"))))
        return exact(text + left + unit + right, value, unit)
    if form == 2 and (text[-1] in "万亿" or "," in text):
        return exact(text, value, "")
    unit = draw(st.sampled_from(COUNT_UNITS))
    gap = " " if form == 3 else ""
    return exact(text + gap + unit, value, unit)


def written_integers() -> st.SearchStrategy[Written]:
    """Whole numbers with a unit of counting, exact, in every script.

    Arabic plain, with commas, spaces or full width, with scales (3万, 15 万, 7.46万, 5千, 2千万) and as sums (12万3千4百, 3万零80, 1万2);
    Chinese with and without 零, 〇, 两 and 一十, as digits (二〇一), 廿 and 卅, spoken (一百二) and formal (叁佰陆拾伍);
    units close, after a blank, in brackets, with a slash; the forms that take none have unit "".
    """
    small = numerals(1, 120)
    return some_traditional(st.one_of(small, numerals(1, 99999), numerals()).flatmap(counted))
