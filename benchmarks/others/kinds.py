"""The kinds of form in the tables, told by how a quote is written, and which of the others claims to read which."""

from __future__ import annotations

import re
import unicodedata

HANZI = "零〇一二三四五六七八九十百千万亿两廿卅俩壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳陸"
NUMERAL = rf"(?!零下)[负\-－−+＋]?(?:(?!千[克米瓦])[0-9０-９.,，．点點{HANZI}]| (?=[0-9０-９]{{3}}))+ ?(?:(?<= )[万亿])?"
_FORMAL = "[壹贰叁肆伍陆柒捌玖拾佰仟貳陸]"

# tried in their order; {h} a Chinese numeral
_FIGURES: tuple[tuple[str, str], ...] = (
    ("two ends, or either of two", "RANGE"),
    ("multiples and doublings", "倍|番"),
    ("tenths and halves", "成(?!百)|^(?:一半|半数|过半)"),
    ("fractions", r"^(?!负?[百千万]分).{1,2}(?:分之|/\d)"),
    ("百分之, 千分之, 万分之", "分之"),
    ("round words without a digit", "^(?:数|几|上|成|好几|百|千|万|亿|十[余多来几]|[二三]十几|十几)(?!分)"),
    ("余, 多 and 来 within", "[余餘多来來]"),
    (
        "several units: durations, lengths, coins, halves",
        r"\d(?:小时|天|分钟?|年|米|元)零?\d|{h}(?:小时|天|分|年|米|块|元|角|毛)零?{h}|半|[角毛]",
    ),
    ("formal characters", _FORMAL),
    ("with a sign", "^[-+负−]|零下"),
    ("per cent and points in digits", r"\d ?[%‰‱]|\d个百分点"),
    ("sums of digits and scales", r"\d[万亿千百].*\d"),
    ("digits with a scale", r"\d ?(?!千[克米瓦])[万亿千百]"),
    ("digits in groups", r"\d[ ,]\d"),
    ("digits", r"^\d"),
    ("decimals in characters", "{h}点{h}"),
    ("whole numbers in characters", "{h}"),
)

_DATES: tuple[tuple[str, str], ...] = (
    ("the report's own period and its like (今年以来, 去年同期)", "^[一半]年来|年内|^今年以来|^年初以来|同期|十[三四]五"),
    ("since (2019年以来)", "以来$|起$|至今$"),
    ("the last years or months (近三年, 五年来)", "^近|^过去|年来$|年间$"),
    ("deadlines (11月底前)", "前$"),
    ("until (截至6月20日)", "^截"),
    ("the first months or quarters (前五个月)", "前.{1,2}(?:个?月|季度)"),
    ("lists (6、7、8三个月)", "、"),
    ("ranges of days", r".*[-—~至到].*[日号]止?$|\d[.-]\d+[至—]"),
    ("ranges of months, quarters and years", "[-—~至到](?!今)(?:.*(?:月份?|季度|年|末|半年))$"),
    ("days in figures (2023-05-24)", r"^\d{4}[-./]\d|^\d{8}$"),
    ("days", "[日号]$"),
    ("ten days", "旬$"),
    ("relative months and quarters (上月)", "^[本上当]个?(?:月|季度)"),
    ("quarters", "季度"),
    ("halves of years", "半年"),
    ("months", "月"),
    ("years", "年"),
)

_OF_NUMERALS = {
    "formal characters", "with a sign", "sums of digits and scales", "digits with a scale", "digits",
    "decimals in characters", "whole numbers in characters",
}  # fmt: skip
_PARTS = {"百分之, 千分之, 万分之", "fractions"}
_OF_THE_GUIDE = {kind for kind, _ in _DATES if re.match("the report|the last|deadlines|until|lists", kind)}
_CALENDAR = {kind for kind, _ in _DATES} - _OF_THE_GUIDE
_RELATED = {kind for kind in _CALENDAR if re.match("since|the first|ten days", kind)}

# what each way of using a tool says it reads; what the guide alone decides (the own period, 截至 from January, deadlines) none of them claims
CLAIMS: dict[str, set[str]] = {
    "cn2an, the numeral alone": _OF_NUMERALS,
    "cn2an, transform of the sentence": (_OF_NUMERALS | _PARTS) - {"sums of digits and scales", "digits with a scale", "digits"},
    "Recognizers-Text number, percentage, currency, dimension": _OF_NUMERALS
    | _PARTS
    | {"digits in groups", "per cent and points in digits"},
    "JioNLP money, in the sentence": {kind for kind, _ in _FIGURES},
    "JioNLP money, alone": {kind for kind, _ in _FIGURES},
    "Recognizers-Text datetime": _CALENDAR - _RELATED,
    "JioNLP time, in the sentence": _CALENDAR,
    "JioNLP time, alone": _CALENDAR,
}


def _plain(quote: str) -> str:
    return "".join(unicodedata.normalize("NFKC", char) if char not in "㎡" else char for char in quote)


def kind_of_figure(quote: str, ranged: bool, unit: str) -> str:
    """The kind of a figure, that of money told apart."""
    text = _plain(quote)
    kind = next(name for name, form in _FIGURES if (ranged if form == "RANGE" else re.search(form.replace("{h}", f"[{HANZI}]"), text)))
    return f"money: {kind}" if unit == "元" else kind


def kind_of_date(quote: str) -> str:
    text = _plain(quote).replace(" ", "")
    return next(name for name, form in _DATES if re.search(form, text))


def claims(way: str, kind: str, unit: str, quote: str) -> bool:
    """Whether a way of using a tool says that it reads such a row."""
    if way.startswith("JioNLP money"):
        return unit == "元" and re.search("[元圆块角毛]", quote) is not None
    if kind.removeprefix("money: ") not in CLAIMS[way]:
        return False
    return not way.startswith("cn2an, transform") or re.search(f"[{HANZI}]", quote) is not None


KINDS_OF_FIGURES = [name for name, _ in _FIGURES]
KINDS_OF_DATES = [name for name, _ in _DATES]
