"""Sums of money told roughly, as ranges, bare or as prices."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from tests.extract.writing.amounts import decimal_yuan, exact_amounts, yuan
from tests.extract.writing.approximations import (
    ECHOES_OF_BETWEEN,
    ECHOES_OF_SUFFIX,
    IN_BETWEEN,
    PREFIX_MODIFIERS,
    SUFFIX_MODIFIERS,
    echo,
    round_numerals,
)
from tests.extract.writing.decimals import decimals
from tests.extract.writing.figures import Draw, Written, exact, ranged, some_traditional
from tests.extract.writing.hanzi import (
    WAN,
    YI,
    decimal_text,
    hanzi,
)
from tests.extract.writing.numerals import whole_numbers
from tests.extract.writing.ranges import CONNECTORS, WORD_CONNECTORS, bounds, digit_pairs, neighbours


@st.composite
def _bare_money(draw: Draw) -> Written:
    """200万, 103.5万, 1200余万, 3.2亿, 一千八百万, 近百万: money only behind a noun of money, which the carrier brings."""
    form = draw(st.integers(0, 3))
    if form == 0:
        share = draw(decimals(999))
        scale, word = draw(st.sampled_from(((WAN, "万"), (YI, "亿"))))
        return exact(decimal_text(share) + word, share * scale, "元")
    if form == 1:
        tens = draw(st.integers(1, 400)) * 10
        word, modifier = draw(st.sampled_from((("余", "over"), ("多", "over"))))
        lead = echo(draw, modifier, ECHOES_OF_BETWEEN)
        return Written(f"{lead}{tens}{word}万", Decimal(tens * WAN), None, modifier, "元", len(lead))
    if form == 2:
        prefix, modifier = draw(st.sampled_from((("近", "under"), ("约", "about"), ("超", "over"), ("逾", "over"))))
        round_sums = (("百万", 100 * WAN), ("千万", 1000 * WAN), ("亿", YI), ("80万", 80 * WAN), ("三百万", 300 * WAN))
        text, value = draw(st.sampled_from(round_sums))
        return Written(prefix + text, Decimal(value), None, modifier, "元", len(prefix))
    whole = draw(whole_numbers(1, 9999))
    words = draw(st.sampled_from((str(whole), hanzi(whole))))
    words = "两" if words == "二" else words
    return exact(words + "万", whole * WAN, "元")


@st.composite
def _near_money(draw: Draw) -> Written:
    """3万余元, 15余万元, 120多万元, 30来万元, 约8000元, 600万元左右, 50万元（含）以上, 近40余万元, 十余万元, 一万多元."""
    form = draw(st.integers(0, 2))
    if form == 0:
        before, behind, value = draw(round_numerals())
        word, modifier = draw(st.sampled_from(IN_BETWEEN))
        if (word != "余" and before[0] in "百千") or (word == "来" and value >= 1000 and not behind):
            word, modifier = "余", "over"
        lead = echo(draw, modifier, ECHOES_OF_BETWEEN)
        return Written(f"{lead}{before}{word}{behind}元", Decimal(value), None, modifier, "元", len(lead))
    written = draw(st.one_of(yuan(), decimal_yuan()))
    if form == 1:
        word, modifier = draw(st.sampled_from(PREFIX_MODIFIERS))
        return replace(written, text=word + written.text, modifier=modifier, lead=len(word))
    word, modifier = draw(st.sampled_from(SUFFIX_MODIFIERS))
    lead = echo(draw, modifier, ECHOES_OF_SUFFIX)
    return replace(written, text=lead + written.text + word, modifier=modifier, lead=len(lead))


ROUND_MONEY = (
    ("数十万元", 10 * WAN), ("数百万元", 100 * WAN), ("数千万元", 1000 * WAN), ("数亿元", YI), ("上百万元", 100 * WAN), ("上千万元", 1000 * WAN),
    ("上亿元", YI), ("上万元", WAN), ("几十万元", 10 * WAN), ("几千元", 1000), ("十几万元", 10 * WAN), ("二十几万元", 20 * WAN), ("好几百元", 100),
    ("百余万元", 100 * WAN), ("十余万元", 10 * WAN), ("千余万元", 1000 * WAN), ("百余元", 100), ("几十元", 10), ("好几万元", WAN),
)  # fmt: skip


@st.composite
def _round_money(draw: Draw) -> Written:
    """数十万元, 上千万元, 十几万元, 百余万元; 千万元, 近千万元, 过亿元."""
    if draw(st.booleans()):
        text, amount = draw(st.sampled_from(ROUND_MONEY))
        return Written(text, Decimal(amount), None, "over", "元")
    word, modifier = draw(
        st.sampled_from((("", "exact"), ("近", "under"), ("过", "over"), ("超", "over"), ("逾", "over"), ("约", "about")))
    )
    text, amount = draw(st.sampled_from((("百万元", 100 * WAN), ("千万元", 1000 * WAN), ("亿元", YI))))
    if not word and text == "亿元":
        text, amount = "千万元", 1000 * WAN
    return Written(word + text, Decimal(amount), None, modifier, "元", len(word))


@st.composite
def _money_ranges(draw: Draw) -> Written:
    """200元至500元, 500—1000元, 5至10万元, 20万元至35万元, 2千至5千元, 两千到八千元, 七八万元, 介于4500元与6000元之间."""
    form = draw(st.integers(0, 5))
    connector = draw(st.sampled_from(CONNECTORS))
    low, high = draw(bounds())
    if form == 0:
        return ranged(f"{low}元{connector}{high}元", low, high, "元")
    if form == 1:
        return ranged(f"{low}{connector}{high}元", low, high, "元")
    if form == 2:
        middle = draw(st.sampled_from(("", "万", "万元")))
        return ranged(f"{low}{middle}{connector}{high}万元", low * WAN, high * WAN, "元")
    if form == 3:
        first, last = draw(digit_pairs())
        scale, word = draw(st.sampled_from(((100, "百"), (1000, "千"), (WAN, "万"), (10**6, "百万"))))
        return ranged(f"{neighbours(first, last)}{word}元", first * scale, last * scale, "元")
    if form == 4:
        link = draw(st.sampled_from(("与", "和")))
        return ranged(f"介于{low}元{link}{high}元之间", low, high, "元", 2, 2)
    small, more = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    scale, word = draw(st.sampled_from(((100, "百"), (1000, "千"), (WAN, "万"))))
    first_word = "两" if small == 2 else hanzi(small)
    link = draw(st.sampled_from(WORD_CONNECTORS))
    digits = draw(st.booleans())
    text = f"{small}{word}{link}{small + more}{word}元" if digits else f"{first_word}{word}{link}{hanzi(small + more)}{word}元"
    return ranged(text, small * scale, (small + more) * scale, "元")


@st.composite
def _prices(draw: Draw) -> Written:
    """1860元/平方米, 4200元/座, 45元/人: the price for one; the whole of it is the figure."""
    value = draw(whole_numbers(2, 99999))
    per = draw(st.sampled_from(("座", "人", "平方米", "具", "次", "户", "升", "年")))
    text = draw(st.sampled_from((str(value), f"{value:,}")))
    return replace(exact(f"{text}元/{per}", value, "元"), tail=len(per) + 1)


def near_amounts() -> st.SearchStrategy[Written]:
    """Money told otherwise, unit 元: bare 万 and 亿 (the carrier brings the noun of money), approximate, round (数十万元, 过亿元), ranges, and
    prices for one (1860元/平方米)."""
    return st.one_of(_bare_money(), _near_money(), _near_money(), _round_money(), _money_ranges(), _money_ranges(), _prices())


def written_amounts() -> st.SearchStrategy[Written]:
    """Money in every form."""
    return some_traditional(st.one_of(exact_amounts(), near_amounts()))
