"""What must hold for any text: exact places, no numeral lost, the same again, no exception."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract_report
from extract.model import Report
from extract.reading.characters import arabic, scaled
from extract.reading.figures import QuantityFinder
from extract.reading.numbers import integer, read
from patterns import load_catalog
from tests.conftest import SAMPLES

PIECES = [s for p in sorted(SAMPLES.glob("*.txt")) for s in re.findall(r"[^。；，\n]{1,30}[。；，\n]?", p.read_text(encoding="utf-8"))]
NOISE = st.sampled_from([
    "", " ", "\n", "　", "1", "12.5%", "3,000", "第3", "×起", "二十", "两次", "①", "½", "😀", "\x00", "\ufeff", "\u200b", "?584家", "08", "…", "(", ")", "“", "”",
    "2023年", "2月30日", "十百千万", "万", "亿元", "3 4 5", "1-2-3", "叁", "〇", "%", "余", "近", "截止６月２０日", "２０２２年", "7•8万元", "分别", "各", "其中", "占", "同比",
])  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), NOISE, st.text(max_size=6), st.integers(0, 10**12).map(str)), max_size=14).map("".join)
_DIGITS = re.compile(r"[0-9０-９]+")


def holds(text: str, report: Report) -> None:
    for item in [*report.facts, *report.dates, *report.events, *report.unclaimed]:
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.quote
    covered = bytearray(len(text))
    for item in [*report.facts, *report.dates, *report.unclaimed]:
        covered[item.start : item.end] = b"\1" * (item.end - item.start)
    for match in _DIGITS.finditer(text):
        assert all(covered[match.start() : match.end()]), match[0]
    json.dumps(report.records())


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_places_are_exact_and_no_numeral_is_lost(text: str) -> None:
    report = extract_report(text, period="2023H1")
    holds(text, report)
    assert extract_report(text, period="2023H1") == report


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_string(text: str) -> None:
    holds(text, extract_report(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一" * 100_000,
        "1" * 100_000,
        "😀" * 1000,
        "\x00\x01\x1f",
        "\ud800检查3家\udfff",
        "检查单位3家" * 3000,
        "，" * 20_000,
        "(" * 5000,
        "1 " * 20_000,
        "1,2" * 5000,
        "分别占" * 3000,
    ],
    ids=lambda t: repr(t[:6]),
)
def test_hostile_strings(text: str) -> None:
    holds(text, extract_report(text, period="2023H1"))


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_round_trip(n: int) -> None:
    assert integer(spoken(n)) == n


@given(st.integers(0, 99_999), st.integers(0, 9))
def test_decimals_round_trip(whole: int, tenth: int) -> None:
    found = read(spoken(whole) + "点" + "零一二三四五六七八九"[tenth], 0)
    assert found is not None and (str(found.value), found.decimals) == (f"{whole}.{tenth}", 1)


@given(st.integers(0, 10**9), st.sampled_from([",", " "]))
def test_grouped_digits_round_trip(n: int, mark: str) -> None:
    assert arabic(f"{n:,}".replace(",", mark)) == (n, 0)


def test_precision_follows_the_scale() -> None:
    value, decimals = scaled(*arabic("127.6"), "万")
    assert (int(value), decimals) == (1_276_000, -3)


def spoken(n: int) -> str:
    """n as Chinese says it: 10012 → 一万零一十二."""
    digits = "零一二三四五六七八九"
    if n == 0:
        return digits[0]
    out, zero = "", False
    for power, word in ((8, "亿"), (4, "万"), (0, "")):
        part, n = divmod(n, 10**power)
        if not part:
            zero = zero or bool(out)
            continue
        if out and (zero or part < 1000):
            out += "零"
        zero = False
        inner, gap = "", False
        for p, w in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            d, part = divmod(part, p)
            if d:
                inner += ("零" if gap and inner else "") + digits[d] + w
                gap = False
            else:
                gap = bool(inner)
        out += inner + word
    return out


FORMS = sorted({form for group in load_catalog().tables["units"]["group"] for form in group["forms"].split()})
BEHIND = [*"次人名个条项家处起期场部台天门面支块座套组车路类层道股方分度年月日周级成升克米的，（半余多左以上之内百小工学钟种位吨元队员", "以上", "/人", "(次)", "分之", "至5个", "-6个", "个半月"]  # fmt: skip
QUICK, SLOW = QuantityFinder(load_catalog()), QuantityFinder(load_catalog(), fast=False)


@pytest.mark.parametrize("unit", FORMS)
def test_the_fast_way_to_a_figure_agrees_with_the_long_one(unit: str) -> None:
    for some in ("", "余", "多", ".5", "万", ".5万余"):
        for behind in BEHIND:
            text = f"共有12{some}{unit}{behind}消防,同比 12{some} {unit}{behind}"
            assert QUICK.find(text, bytearray(len(text))) == SLOW.find(text, bytearray(len(text))), text


WORDS = [
    "十",
    "十二",
    "十五",
    "二十",
    "三十五",
    "一百",
    "一百二十",
    "两百",
    "三百六十",
    "一千",
    "一千二百",
    "两千",
    "六千八百",
    "一万",
    "两万",
    "一万二千",
    "十万",
    "十二万",
]


@pytest.mark.parametrize("word", WORDS)
def test_a_number_in_words_with_a_unit_is_a_figure(word: str) -> None:
    for some in ("", "余", "多", "几") if word[-1] in "十百千万" else ("",):
        for unit in ["次", "人", "家", "份", "起", "场", "处", "个", "辆", "户", "名", "项", "件", "人次", "条", "张", "期"]:
            report = extract_report(f"今年组织检查{word}{some}{unit}，其中{word}{some}{unit}。", period="2023")
            assert [f.quote for f in report.facts] == [word + some + unit] * 2, (word, some, unit)


@pytest.mark.parametrize(
    ("told", "quote", "value"), [("18\n2起", "18\n2起", 182), ("46.\n5起", "46.\n5起", 46.5), ("1\n036起", "1\n036起", 1036)]
)
def test_a_number_broken_by_the_end_of_a_line(told: str, quote: str, value: float) -> None:
    text = f"工作总结\n今年以来，大队深入推进火灾隐患排查整治各项工作，全县共发生火灾{told}，同比下降12.3%。"
    report = extract_report(text, period="2023")
    assert (report.facts[0].quote, float(report.facts[0].value), report.facts[0].metric) == (quote, value, "fire.fires")
    holds(text, report)
