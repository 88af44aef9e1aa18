"""Counts and measures that are over, under or about a number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from tests.extract.writing.figures import Draw, Written, some_traditional
from tests.extract.writing.hanzi import (
    PLAIN,
    WAN,
    YI,
    Hand,
    hanzi,
)
from tests.extract.writing.integers import counted
from tests.extract.writing.numerals import Numeral, arabic_forms, hanzi_forms, numerals
from tests.extract.writing.units import COUNT_UNITS, HUGE_UNITS

PREFIXES = {
    "over": ("超", "超过", "逾", "至少", "不少于", "不低于"),
    "under": ("近", "将近", "接近", "不足", "不到", "至多", "不超过"),
    "about": ("约", "大约"),
}
SUFFIXES = {
    "over": ("以上", "（含）以上", "及以上"),
    "under": ("以下", "以内", "（含）以下"),
    "about": ("左右", "上下"),
}
PREFIX_MODIFIERS = [(word, modifier) for modifier, words in PREFIXES.items() for word in words]
SUFFIX_MODIFIERS = [(word, modifier) for modifier, words in SUFFIXES.items() for word in words]
IN_BETWEEN = (("余", "over"), ("余", "over"), ("多", "over"), ("来", "over"))
# Prefixes that people put in front of a figure that has a modifier of its own behind the numeral; that one counts.
ECHOES_OF_BETWEEN = {"over": ("近", "约", "超过", "逾", "至少"), "about": ("约", "近", "大约")}
ECHOES_OF_SUFFIX = {"over": ("超过", "至少"), "about": ("约", "近", "大约"), "under": ("不超过", "至多")}


@st.composite
def near_numerals(draw: Draw) -> Numeral:
    """What people approximate with: in three of four cases a number of one or two digits with zeros behind."""
    if draw(st.integers(0, 3)) == 0:
        return draw(numerals(10, 99999, final=False))
    number = draw(st.integers(1, 99)) * 10 ** draw(st.integers(1, 4))
    forms = draw(st.sampled_from((arabic_forms, arabic_forms, hanzi_forms)))(number)
    return draw(st.sampled_from([form for form in forms if not form.final and form.script != "formal"]))


@st.composite
def _prefixed(draw: Draw) -> Written:
    """约260名, 近900人, 超过350处, 不足三十家."""
    written = draw(near_numerals().flatmap(counted).filter(lambda figure: figure.unit != ""))
    word, modifier = draw(st.sampled_from(PREFIX_MODIFIERS))
    return replace(written, text=word + written.text, modifier=modifier, lead=len(word))


def echo(draw: Draw, modifier: str, echoes: dict[str, tuple[str, ...]]) -> str:
    """A prefix, in one of four cases, for a figure that is approximate already."""
    return draw(st.sampled_from(echoes[modifier])) if draw(st.integers(0, 3)) == 0 else ""


@st.composite
def _suffixed(draw: Draw) -> Written:
    """50人左右, 两百吨上下, 18层（含）以上, 300平方米以下; also 约120人左右."""
    if draw(st.integers(0, 2)) == 0:
        number = draw(st.integers(3, 60))
        numeral = Numeral(draw(st.sampled_from((str(number), hanzi(number)))), Decimal(number), "arabic")
        unit = draw(st.sampled_from(("岁", "层", "小时", "分钟", "天", "米", "公里")))
    else:
        numeral = draw(near_numerals())
        unit = draw(st.sampled_from((*COUNT_UNITS, "公里", "米", "吨", "平方米")))
        unit = "公里" if numeral.text[-1] == "千" and unit == "米" else unit  # 3千米 are kilometres
    word, modifier = draw(st.sampled_from(SUFFIX_MODIFIERS))
    lead = echo(draw, modifier, ECHOES_OF_SUFFIX)
    return Written(f"{lead}{numeral.text}{unit}{word}", numeral.value, None, modifier, unit, len(lead))


@st.composite
def round_numerals(draw: Draw) -> tuple[str, str, int]:
    """A round numeral cut in two where 余 may stand, and its value: (20, "", 20), (26, 万, 260000), (三百, "", 300)."""
    digit = draw(st.integers(1, 9))
    power = draw(st.integers(1, 3))
    rest = draw(st.integers(0, 9)) * 10 ** (power - 1) if power > 1 else 0
    number = digit * 10**power + rest
    if draw(st.booleans()):
        words = hanzi(number, draw(st.sampled_from((PLAIN, Hand(two="never")))))
        dropped = number in {100, 1000} and draw(st.booleans())
        words = words[1:] if dropped else words
    else:
        words = str(number)
    form = draw(st.integers(0, 3))
    if form == 0:
        return words, "万", number * WAN
    if form == 1:
        word, scale, most = draw(st.sampled_from((("万", WAN, 99), ("亿", YI, 9))))
        small = draw(st.integers(1, most))
        head = hanzi(small) if small < 10 and draw(st.booleans()) else str(small)
        head = "两" if head == "二" else head
        return head + word, "", small * scale
    return words, "", number


@st.composite
def _in_between(draw: Draw) -> Written:
    """70余人, 8万余条, 26余万公里, 一百多家, 三十来户, 十多名, 百余家; also 近80余人, 约千余名."""
    before, behind, value = draw(round_numerals())
    word, modifier = draw(st.sampled_from(IN_BETWEEN))
    unit = draw(st.sampled_from(HUGE_UNITS if value >= 10**7 else COUNT_UNITS))
    if word == "来" and (value >= 1000 or before[0] in "百千"):
        word, modifier = "余", "over"
    if word == "多" and before[0] in "百千":
        word = "余"
    lead = echo(draw, modifier, ECHOES_OF_BETWEEN)
    return Written(f"{lead}{before}{word}{behind}{unit}", Decimal(value), None, modifier, unit, len(lead))


@st.composite
def _time_and_more(draw: Draw) -> Written:
    """3个多小时, 两个多月, 一年多, 5公里多, 半个多月."""
    whole = draw(st.integers(1, 9))
    words = draw(st.sampled_from((str(whole), "两" if whole == 2 else hanzi(whole))))
    text, unit = draw(
        st.sampled_from((("个多小时", "小时"), ("个多月", "个月"), ("年多", "年"), ("公里多", "公里"), ("吨多", "吨"), ("天多", "天")))
    )
    return Written(words + text, Decimal(whole), None, "over", unit)


ROUND_WORDS: tuple[tuple[str, int, str], ...] = (
    ("数十", 10, "over"), ("数百", 100, "over"), ("数千", 1000, "over"), ("数万", WAN, "over"), ("数十万", 10 * WAN, "over"),
    ("数百万", 100 * WAN, "over"), ("上百", 100, "over"), ("上千", 1000, "over"), ("上万", WAN, "over"), ("上百万", 100 * WAN, "over"),
    ("几十", 10, "over"), ("几百", 100, "over"), ("几千", 1000, "over"), ("几万", WAN, "over"), ("几十万", 10 * WAN, "over"),
    ("十几", 10, "over"), ("二十几", 20, "over"), ("三十几", 30, "over"), ("十几万", 10 * WAN, "over"), ("好几百", 100, "over"),
    ("好几十", 10, "over"), ("好几千", 1000, "over"), ("成百", 100, "over"), ("百余", 100, "over"), ("千余", 1000, "over"),
    ("十余", 10, "over"), ("十多", 10, "over"), ("十余万", 10 * WAN, "over"), ("百余万", 100 * WAN, "over"), ("数百余", 100, "over"),
    ("十来", 10, "over"), ("二十来", 20, "over"), ("百十来", 110, "over"),
)  # fmt: skip
ROUND_UNDER = (("近", "under"), ("逾", "over"), ("超", "over"), ("约", "about"), ("过", "over"), ("不足", "under"))


@st.composite
def _round_words(draw: Draw) -> Written:
    """数十次, 上百名, 几十条, 十几人, 好几百人, 百余家, 十来个; 近百家, 逾千人, 超万人."""
    unit = draw(st.sampled_from(("次", "名", "家", "份", "人", "人次", "辆", "户", "条", "个", "台")))
    if draw(st.integers(0, 3)) == 0:
        word, modifier = draw(st.sampled_from(ROUND_UNDER))
        bare, value = draw(st.sampled_from((("百", 100), ("千", 1000), ("万", WAN), ("百万", 100 * WAN), ("千万", 1000 * WAN))))
        return Written(word + bare + unit, Decimal(value), None, modifier, unit, len(word))
    words, value, modifier = draw(st.sampled_from(ROUND_WORDS))
    return Written(words + unit, Decimal(value), None, modifier, unit)


def written_approximations() -> st.SearchStrategy[Written]:
    """Counts and measures that are over, under or about a number.

    Modifiers in front (约, 近, 超过, 不足 …), in between (余, 多, 来 before or behind 万 and before the unit), behind (左右, 以上, （含）以上,
    以内 …), one in front of another (近50余人: the one behind counts), and round words without a digit (数十, 上百, 好几百, 百余, 近百).
    """
    kinds = (_prefixed(), _suffixed(), _in_between(), _in_between(), _time_and_more(), _round_words())
    return some_traditional(st.one_of(*kinds))
