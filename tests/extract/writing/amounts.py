"""Sums of money told exactly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from tests.extract.writing.decimals import decimal_texts, decimals
from tests.extract.writing.figures import Draw, Written, exact
from tests.extract.writing.hanzi import (
    FORMAL_DIGITS,
    FORMAL_HANDS,
    PLAIN,
    PLAIN_DIGITS,
    WAN,
    YI,
    decimal_text,
    hanzi,
    hanzi_decimal,
)
from tests.extract.writing.numerals import numerals, whole_numbers


@st.composite
def yuan(draw: Draw) -> Written:
    """200元, 3,750元, 260万元, 1亿2千万元, 三百二十万零五百元, 1 024.5万元 and the like, also with a blank."""
    numeral = draw(st.one_of(numerals(5, 99999, final=False), numerals(final=False)).filter(lambda form: form.script != "formal"))
    gap = draw(st.sampled_from(("", "", "", " "))) if numeral.script == "arabic" else ""
    return exact(f"{numeral.text}{gap}元", numeral.value, "元")


@st.composite
def decimal_yuan(draw: Draw) -> Written:
    """2860.5元, 60.945万元, 1.67亿元, 二点八万元."""
    scale, word = draw(st.sampled_from(((1, ""), (WAN, "万"), (WAN, "万"), (YI, "亿"))))
    value = draw(decimals(9999, 3 if word else 2))
    if word and value < 1000 and draw(st.integers(0, 2)) == 0:
        return exact(f"{hanzi_decimal(value)}{word}元", value * scale, "元")
    text = draw(st.sampled_from(decimal_texts(value)))
    return exact(f"{text}{word}元", value * scale, "元")


def _jiao_fen(jiao: int, fen: int, digits: str, zero: str) -> str:
    """角 and 分 behind 元: 8角5分, 8角, 零5分, with the digits and the zero of the amount."""
    if jiao:
        return f"{digits[jiao]}角" + (f"{digits[fen]}分" if fen else "")
    return f"{zero}{digits[fen]}分"


@st.composite
def _coins(draw: Draw) -> Written:
    """326元8角5分, 三百二十六元八角五分, 叁佰贰拾陆元捌角伍分, 9元零5分, 八角."""
    yuan = draw(whole_numbers(1, 99999))
    jiao = draw(st.integers(0, 9))
    fen = draw(st.integers(0, 9)) if jiao else draw(st.integers(1, 9))
    value = yuan + Decimal(jiao * 10 + fen) / 100
    form = draw(st.integers(0, 3))
    if form == 0:
        small = draw(st.integers(1, 9))
        word = draw(st.sampled_from((str(small), "两" if small == 2 else hanzi(small))).filter(lambda word: word != "三"))
        return exact(word + "角", Decimal(small) / 10, "元")  # 三角 alone is a triangle
    if form == 1:
        return exact(f"{yuan}元" + _jiao_fen(jiao, fen, "0123456789", "零"), value, "元")
    hand, digits = draw(st.sampled_from(((PLAIN, PLAIN_DIGITS), (FORMAL_HANDS[0], FORMAL_DIGITS))))
    words = "两" if yuan == 2 and hand is PLAIN else hanzi(yuan, hand)
    return exact(f"{words}元" + _jiao_fen(jiao, fen, digits, "零"), value, "元")


@st.composite
def _signed_money(draw: Draw) -> Written:
    """￥2000, ¥12,600.00, ￥35.6万, ￥ 4500元: with the sign the unit may be left out."""
    sign = draw(st.sampled_from(("￥", "¥", "￥ ", "¥ ")))
    unit = draw(st.sampled_from(("", "元")))
    form = draw(st.integers(0, 2))
    if form == 0:
        value = draw(whole_numbers(5, 9999999))
        text = draw(st.sampled_from((str(value), f"{value:,}")))
        return exact(f"{sign}{text}{unit}", value, "元", len(sign))
    if form == 1:
        amount = Decimal(draw(st.integers(100, 99999999))) / 100
        return exact(f"{sign}{amount:,.2f}{unit}", amount, "元", len(sign))
    share = draw(decimals(999))
    return exact(f"{sign}{decimal_text(share)}万{unit}", share * WAN, "元", len(sign))


@st.composite
def _formal_money(draw: Draw) -> Written:
    """柒万零伍佰元整, 伍佰万圆整, 人民币壹拾万元整; 整 belongs to the figure."""
    value = draw(whole_numbers(5, 10**9 - 1))
    hand = draw(st.sampled_from(FORMAL_HANDS))
    lead = draw(st.sampled_from(("", "人民币")))
    unit = draw(st.sampled_from(("元整", "元整", "圆整", "元")))
    return exact(f"{lead}{hanzi(value, hand)}{unit}", value, "元", len(lead))


@st.composite
def _named_money(draw: Draw) -> Written:
    """人民币5800元, 20万元人民币, 33000元整."""
    written = draw(yuan())
    form = draw(st.integers(0, 2))
    if form == 0:
        return replace(written, text="人民币" + written.text, lead=3)
    if form == 1:
        return replace(written, text=written.text + "人民币", tail=3)
    return replace(written, text=written.text + "整")


@st.composite
def _kuai(draw: Draw) -> Written:
    """85块, 两千块, 三块五, 一块二, 八毛, 一百多块."""
    form = draw(st.integers(0, 3))
    if form == 0:
        numeral = draw(numerals(5, 99999, final=False).filter(lambda form: form.script == "arabic" and "," not in form.text))
        return exact(numeral.text + "块", numeral.value, "元")
    small, tenth = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    word = "两" if small == 2 else hanzi(small)
    if form == 1:
        return exact(f"{word}块{PLAIN_DIGITS[tenth]}", small + Decimal(tenth) / 10, "元")
    if form == 2:
        return exact(f"{word}毛", Decimal(small) / 10, "元")
    base = small * draw(st.sampled_from((100, 1000, WAN)))
    return Written(f"{hanzi(base)}多块", Decimal(base), None, "over", "元")


def exact_amounts() -> st.SearchStrategy[Written]:
    """Money told exactly, unit 元: plain, scaled, 角 and 分, ￥ and ¥, 人民币 before and behind, formal with 整, 块 and 毛."""
    return st.one_of(yuan(), yuan(), decimal_yuan(), _coins(), _signed_money(), _formal_money(), _named_money(), _kuai())
