"""Whole numbers and decimals in Chinese characters, as different hands write them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

YI, WAN = 10**8, 10**4


PLAIN_DIGITS = "零一二三四五六七八九"
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True)
class Hand:
    """How somebody writes Chinese integers: digits, the word for zero, when 2 is 两, whether 115 is 一百一十五."""

    digits: str = PLAIN_DIGITS
    places: tuple[str, str, str, str] = ("", "十", "百", "千")
    zero: str = "零"
    two: Literal["never", "head", "always"] = "head"
    ten_needs_one: bool = True
    head_ten_one: bool = False


PLAIN = Hand()
HANDS = (
    PLAIN,
    PLAIN,
    Hand(two="never"),
    Hand(two="always"),
    Hand(zero="〇"),
    Hand(zero="〇", two="never"),
    Hand(ten_needs_one=False),
)
FORMAL_HANDS = (
    Hand(FORMAL_DIGITS, ("", "拾", "佰", "仟"), two="never"),
    Hand(FORMAL_DIGITS, ("", "拾", "佰", "仟"), two="never", head_ten_one=True),
)


def _section(number: int, hand: Hand, head: bool) -> str:
    """1..9999 in Chinese; `head` when nothing stands in front of it."""
    words, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(words)
            continue
        if gap:
            words += hand.zero
            gap = False
        starts = head and not words
        word = hand.digits[digit]
        if digit == 2 and power >= 2 and (hand.two == "always" or (hand.two == "head" and starts)):
            word = "两"
        if digit == 1 and power == 1 and ((starts and not hand.head_ten_one) or (words and not hand.ten_needs_one)):
            word = ""
        words += word + hand.places[power]
    return words


def hanzi(number: int, hand: Hand = PLAIN) -> str:
    """A whole number below 10**12 in Chinese: 1005 is 一千零五, 20030 is 二万零三十 or 两万零三十."""
    if number == 0:
        return hand.zero
    parts = ((number // YI, "亿"), (number // WAN % WAN, "万"), (number % WAN, ""))
    words, missing = "", False
    for part, scale in parts:
        if not part:
            missing = bool(words)
            continue
        if words and (missing or part < 1000):
            words += hand.zero
        missing = False
        if part == 2 and scale and (hand.two == "always" or (hand.two == "head" and not words)):
            words += "两" + scale
        else:
            words += _section(part, hand, not words) + scale
    return words


def spoken(number: int, hand: Hand = PLAIN) -> str | None:
    """The number with its last place left unsaid (120 is 一百二, 26000 is 两万六), None where it has no such form."""
    last = next((power for power in range(12) if number // 10**power % 10), 0)
    if last not in {1, 2, 3, 7} or number < 10 ** (last + 1) or not number // 10 ** (last + 1) % 10:
        return None
    if last == 3 and number // WAN % 10 == 0:
        return None
    head = number - number % 10 ** (last + 1)
    if sum(digit != "0" for digit in str(head)) > 2:
        return None
    return hanzi(head, hand) + PLAIN_DIGITS[number // 10**last % 10]


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: 3.50 is 3.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def hanzi_decimal(value: Decimal, hand: Hand = PLAIN) -> str:
    whole, _, rest = decimal_text(value).partition(".")
    words = hanzi(int(whole), replace(hand, two="never")) if int(whole) else "零"
    return words + ("点" + "".join(PLAIN_DIGITS[int(digit)] for digit in rest) if rest else "")
