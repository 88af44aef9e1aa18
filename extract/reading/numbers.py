"""The value of a written numeral: Arabic, Chinese, formal, mixed.  Exact decimals, with the precision as stated."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "参": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
CHINESE = "零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
SCALES = {
    "": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip


def chinese_integer(text: str) -> int | None:
    """二百零五 → 205, 一万五千亿 → 1.5e12, 二〇一二 → 2012; None where the characters are no numeral.

    Sections of 万 nest below 亿 (一万五千亿 is 15000 × 亿), and a digit that ends the numeral behind a scale stands one
    scale lower (一百二 is 120), as spoken Chinese has it.
    """
    if not text:
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    seen_digit = False
    last_scale = 1
    for c in text:
        if c in DIGITS:
            if seen_digit and digit:
                return None
            digit, seen_digit = DIGITS[c], True
            if c in "零〇":
                last_scale = 1
        elif c in SMALL:
            scale = SMALL[c]
            section += (digit if seen_digit and digit else 1) * scale
            digit, seen_digit, last_scale = 0, False, scale
        elif c in LARGE:
            scale = LARGE[c]
            section += digit
            if not section and not total:
                section = 1
            if scale == 10**8:
                total = (total + section) * scale
            else:
                total += section * scale
            section = digit = 0
            seen_digit, last_scale = False, scale
        else:
            return None
    if seen_digit and digit and last_scale >= 100 and text[-2:-1] and text[-2] in "百千万亿佰仟":
        digit *= last_scale // 10
    return total + section + digit


def chinese_decimal(text: str) -> tuple[Decimal, int] | None:
    """Value and decimals of a Chinese numeral: 九点八 → (9.8, 1), 五十一点二万 → (512000, -3)."""
    whole, point, rest = text.partition("点")
    if point:
        scale = 1
        if rest and rest[-1] in LARGE:
            scale, rest = LARGE[rest[-1]], rest[:-1]
        head = chinese_integer(whole)
        if head is None or not rest or any(c not in DIGITS for c in rest):
            return None
        value = Decimal(f"{head}." + "".join(str(DIGITS[c]) for c in rest))
        return value * scale, len(rest) - (len(str(scale)) - 1)
    number = chinese_integer(text)
    if number is None:
        return None
    return Decimal(number), -next((len(str(LARGE[c])) - 1 for c in text[-1:] if c in LARGE), 0)


def arabic(text: str) -> tuple[Decimal, int]:
    """Value and decimals of an Arabic numeral with comma or space groups: 1,036 → (1036, 0), 6 213.5 → (6213.5, 1)."""
    plain = text.replace(",", "").replace(" ", "").replace("\x1f", "")
    value = Decimal(plain)
    return value, len(plain.partition(".")[2])


def scaled(value: Decimal, decimals: int, scale: str) -> tuple[Decimal, int]:
    """(127.6, 1) in 万 → (1276000, -3): good to a thousand."""
    factor = SCALES[scale]
    return value * factor, decimals - (len(str(factor)) - 1)
