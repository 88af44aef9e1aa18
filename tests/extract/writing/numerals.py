"""Whole numbers as numerals of any script: digits, scales, sums of both, Chinese characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from hypothesis import strategies as st

from tests.extract.writing.figures import FULL_WIDTH, Draw
from tests.extract.writing.hanzi import (
    FORMAL_HANDS,
    HANDS,
    PLAIN_DIGITS,
    WAN,
    YI,
    decimal_text,
    hanzi,
    spoken,
)


@dataclass(frozen=True)
class Numeral:
    """A numeral without unit; `final` means that neither unit nor 余 may follow (一百二, 1万2)."""

    text: str
    value: Decimal
    script: Literal["arabic", "hanzi", "formal"]
    final: bool = False


def _arabic(value: Decimal, texts: list[str], final: bool = False) -> list[Numeral]:
    return [Numeral(text, value, "arabic", final) for text in texts]


def places(value: Decimal) -> int:
    _, _, rest = decimal_text(value).partition(".")
    return len(rest)


def _mixed_sums(number: int) -> tuple[list[str], list[str]]:
    """Sums of digits and scales (3万5千, 2亿3千万, 3万零80); the second list takes no unit (1万2, 8千6)."""
    open_, final = [], []
    yi, rest = divmod(number, YI)
    wan, low = divmod(rest, WAN)
    thousands, hundreds = low // 1000, low // 100 % 10
    if yi and wan and not low:
        open_ += [f"{yi}亿{wan}万" if wan >= 1000 else f"{yi}亿零{wan}万"]
        open_ += [f"{yi}亿{wan // 1000}千万"] if wan % 1000 == 0 else []
    if not yi and 0 < wan < 1000 and low:
        if low < 1000:
            open_.append(f"{wan}万零{low}")
        elif low % 1000 == 0:
            open_.append(f"{wan}万{thousands}千")
            final.append(f"{wan}万{thousands}")
        elif low % 100 == 0:
            open_.append(f"{wan}万{thousands}千{hundreds}百")
    if not rest // WAN and not yi and thousands and hundreds and low % 100 == 0:
        open_.append(f"{thousands}千{hundreds}百")
        final.append(f"{thousands}千{hundreds}")
    return open_, final


def _scaled(number: int) -> list[str]:
    """A whole number with one scale behind the digits: 3万, 7.46万, 0.36亿, 5千, 6百, 2千万."""
    texts = []
    for scale, word, least, most in ((YI, "亿", Decimal("0.1"), 4), (WAN, "万", Decimal(1), 3)):
        share = Decimal(number) / scale
        if least <= share < 10000 and places(share) <= most:
            texts.append(decimal_text(share) + word)
            if share >= 1000:
                texts.append(f"{share:,f}".rstrip("0").rstrip(".") + word if "." in decimal_text(share) else f"{int(share):,}{word}")
    for scale, word in ((10**7, "千万"), (10**6, "百万"), (1000, "千"), (100, "百")):
        if number % scale == 0 and 0 < number // scale < 10:
            texts.append(f"{number // scale}{word}")
    return texts


def _grouped(number: int) -> list[str]:
    """The digits plain, with commas, with spaces and in full width; eight digits that look like a date only with commas."""
    commas = f"{number:,}"
    looks_like_a_date = re.fullmatch(r"(19|20)\d{6}", str(number)) is not None
    texts = [] if looks_like_a_date else [str(number), str(number).translate(FULL_WIDTH)]
    if number >= 1000:
        texts += [commas, commas.replace(",", " ")]
    return texts


def arabic_forms(number: int) -> list[Numeral]:
    value = Decimal(number)
    open_, final = _mixed_sums(number)
    scaled = _scaled(number)
    wide = [text.translate(FULL_WIDTH) for text in scaled[:1] if "," not in text]
    wide += [f"{text[:-1]} {text[-1]}" for text in scaled[:1] if text[-1] in "万亿"]
    texts = (_grouped(number) if number < YI else [f"{number:,}"]) + scaled * 2 + wide + open_ * 2
    return _arabic(value, texts) + _arabic(value, final, True)


def _digit_strings(number: int) -> list[str]:
    """Digit by digit (二〇一), only where a 〇 shows that it is no list, and never like a year."""
    text = str(number)
    if len(text) not in {3, 4} or "0" not in text[1:] or text.endswith("00") or (len(text) == 4 and text[:2] in {"19", "20"}):
        return []
    return ["".join(("〇" if digit == "0" else PLAIN_DIGITS[int(digit)]) for digit in text)]


def hanzi_forms(number: int) -> list[Numeral]:
    value = Decimal(number)
    texts = [hanzi(number, hand) for hand in HANDS] + _digit_strings(number)
    if 20 <= number < 40:
        texts.append(("廿" if number < 30 else "卅") + (PLAIN_DIGITS[number % 10] if number % 10 else ""))
    forms = [Numeral(text, value, "hanzi") for text in dict.fromkeys(texts)]
    if number > 10:  # 陆, 伍 and 拾 alone are words
        forms += [Numeral(hanzi(number, hand), value, "formal") for hand in FORMAL_HANDS]
    end = spoken(number)
    return forms + ([Numeral(end, value, "hanzi", True)] * 2 if end else [])


@st.composite
def whole_numbers(draw: Draw, least: int = 1, most: int = 10**9 - 1) -> int:
    """A whole number whose digits are often 0: every length, every gap."""
    length = draw(st.integers(len(str(least)), len(str(most))))
    digits = draw(st.lists(st.sampled_from((0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9)), min_size=length - 1, max_size=length - 1))
    number = int(str(draw(st.integers(1, 9))) + "".join(map(str, digits)))
    return min(max(number, least), most)


@st.composite
def numerals(draw: Draw, least: int = 1, most: int = 10**9 - 1, final: bool = True) -> Numeral:
    """A whole number in any form of any script."""
    number = draw(whole_numbers(least, most))
    makers = (arabic_forms, arabic_forms, hanzi_forms)
    forms = draw(st.sampled_from(makers))(number)
    forms = [form for form in forms if final or not form.final]
    return draw(st.sampled_from(forms))
