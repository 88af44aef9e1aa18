"""The value of a run of numeral characters: digits and scales in any sum that people write, or two of which it says either."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extract.reading.characters import BETWEEN, DIGITS, JOINED, LARGE, NO_TEN, POINT, POWERS, SOMETIMES, TEN, TOKEN, UNKNOWN, arabic
from patterns import table

_PAIRS = frozenset(table("numbers")["either"]["pairs"].split())
_FRACTION = re.compile(rf"[{''.join(c for c in DIGITS if c not in NO_TEN)}]+|\d+")  # 一点两小时 is no decimal


class Sum(NamedTuple):
    """A value, its decimals, and whether it ends in a scale behind digits or in 万 or 亿; `some` where 余, 多, 来 or 几 stands in it."""

    value: Decimal
    decimals: int
    scaled: bool
    some: bool = False


class _Token(NamedTuple):
    kind: str  # number (of digits), digit, scale, some
    value: Decimal
    decimals: int = 0
    text: str = ""


_ONE = _Token("digit", Decimal(1))


def value_of(run: str) -> tuple[Sum, Sum | None] | None:
    """What a whole run says, and the upper end where it says either of two (三四十); None where it is no number."""
    tokens = _tokens("".join(JOINED.get(c, c) for c in run))
    if tokens is None or not _some_fit(tokens) or [t.kind for t in tokens] in (["unknown"], ["unknown", "some"]):
        return None
    some = UNKNOWN in run or any(t.kind == "some" for t in tokens)
    tokens = [t for t in tokens if t.kind != "some"]
    pair = _pair_at(tokens)
    if (some or pair is not None) and _is_bare_hundred(tokens):
        tokens, pair = [_ONE, *tokens], None if pair is None else pair + 1
    if pair is None:
        found = _total(tokens)
        return None if found is None else (found._replace(some=some), None)
    ends = [_total([*tokens[:pair], tokens[i], *tokens[pair + 2 :]]) for i in (pair, pair + 1)]
    if ends[0] is None or ends[1] is None or ends[0].value == ends[1].value:
        return None
    low, high = sorted(end for end in ends if end is not None)
    return low._replace(some=some), high


def _tokens(run: str) -> list[_Token] | None:
    """The run in tokens; a Chinese decimal (五十一点二) is one token."""
    if POINT in run:
        return _decimal(run)
    return [_token(match) for match in TOKEN.finditer(BETWEEN.sub("", run)) if match.lastgroup != "or"]


def _token(match: re.Match[str]) -> _Token:
    word = match[0]
    if match["arabic"]:
        return _Token("number", *arabic(word), word)
    if word == UNKNOWN:
        return _Token("unknown", Decimal(1), 0, word)
    if match["some"]:
        return _Token("some", Decimal(0), 0, word)
    if word in POWERS:
        return _Token("scale", Decimal(10) ** POWERS[word], POWERS[word], word)
    return _Token("digit", Decimal(DIGITS[word] if word in DIGITS else SOMETIMES[word]), 0, word)


def _decimal(run: str) -> list[_Token] | None:
    """五十一点二万, 零点77: the decimal and the scales behind it."""
    head, _, rest = run.partition(POINT)
    whole, fraction = _tokens(head), _FRACTION.match(rest)
    value = _total([t for t in whole if t.kind != "some"]) if whole else None
    if value is None or fraction is None or POINT in rest or rest[fraction.end() :].startswith(TEN):
        return None  # 五点二十 is a time of day
    if value.scaled and (head[0].isdigit() or rest[fraction.end() :]):
        return None
    digits = "".join(str(DIGITS.get(c, c)) for c in fraction[0])
    more = _tokens(rest[fraction.end() :])
    return None if more is None else [_Token("number", Decimal(f"{value.value}.{digits}"), len(digits), run), *more]


def _some_fit(tokens: list[_Token]) -> bool:
    """余 and 多 stand at the end or before 万 and 亿, and once: 二十余万, 3千多."""
    spots = [i for i, t in enumerate(tokens) if t.kind == "some"]
    return all(i and (i == len(tokens) - 1 or tokens[i + 1].kind in ("scale", "some")) for i in spots)


def _is_bare_hundred(tokens: list[_Token]) -> bool:
    """百十来, 百五六十: a hundred and tens, told in round words without its 一."""
    return len(tokens) > 1 and [tokens[i].decimals for i in (0, -1) if tokens[i].kind == "scale"] == [2, 1]


def _pair_at(tokens: list[_Token]) -> int | None:
    """Where two digits in a row say either of two; behind them stand nothing but scales."""
    digits = [t.kind == "digit" or (t.kind == "number" and len(t.text) == 1) for t in tokens]
    for i in range(len(tokens) - 1):
        if not (digits[i] and digits[i + 1]):
            continue
        a, b = tokens[i], tokens[i + 1]
        fits = b.value == a.value + 1 or a.text + b.text in _PAIRS
        if fits and a.value and not any(digits[i + 2 :]) and (i == 0 or tokens[i - 1].kind == "scale"):
            return i
        return None
    return None


def _total(tokens: list[_Token]) -> Sum | None:
    """The value of a sum of digits and scales; None where no person would write it so.

    The largest scale parts the sum: what stands before is how many of it, what stands behind is less than it.  A digit that ends the
    number behind a scale stands one scale lower (一百二 is 120, 3万5 is 35000), as spoken Chinese has it.
    """
    if not tokens:
        return None
    powers = [t.decimals for t in tokens if t.kind == "scale"]
    if not powers:
        return _plain(tokens)
    most = max(powers)
    at = max(i for i, t in enumerate(tokens) if t.kind == "scale" and t.decimals == most)
    left, right = tokens[:at], tokens[at + 1 :]
    count = _count_of(left, most, bool(right))
    if count is None or powers.count(most) > 1:
        return None
    value = count.value * 10**most
    if not right:
        digits = bool(left) and all(t.kind in ("number", "scale") for t in left) and any(t.kind == "number" for t in left)
        whole = digits or most >= LARGE
        last = most if digits or most >= LARGE else 0
        return Sum(value, count.decimals - last, whole)
    rest = _rest_of(right, most)
    if rest is None or count.decimals > 0 or rest.value >= 10**most:
        return None
    return Sum(value + rest.value, rest.decimals, rest.scaled)


def _plain(tokens: list[_Token]) -> Sum | None:
    """Tokens without a scale: one number, or Chinese digits read one by one (二〇一二)."""
    if len(tokens) == 1:
        return Sum(tokens[0].value, tokens[0].decimals, False)
    if any(t.kind != "digit" for t in tokens) or (len(tokens) == 2 and tokens[1].value):
        return None
    return Sum(Decimal("".join(str(int(t.value)) for t in tokens)), 0, False)


def _count_of(left: list[_Token], power: int, more: bool) -> Sum | None:
    """How many of a scale: 三 of 三百, 一万五千 of 一万五千亿; nothing before it is one (百余, 十五)."""
    if not left:
        return Sum(Decimal(1), 0, False) if power == 1 or not more else None
    if power < LARGE and (len(left) > 1 or left[0].kind == "scale" or not left[0].value):
        return None
    if power == 1 and left[0].text in NO_TEN:
        return None
    if power >= LARGE and left[0].kind == "digit" and not left[0].value and len(left) > 1:
        left = left[1:]
    return _total(left)


def _rest_of(right: list[_Token], power: int) -> Sum | None:
    """What stands behind a scale: with 零 as it is, a lone digit one scale lower."""
    zeros = 0
    while zeros < len(right) and right[zeros].kind == "digit" and not right[zeros].value:
        zeros += 1
    if zeros == len(right):
        return None
    rest = right[zeros:]
    if rest[0].kind == "unknown" and len(rest) == 1:  # 十几, 二十几
        return Sum(Decimal(0), 0, False)
    found = _total(rest)
    if found is None:
        return None
    if zeros:
        return found
    if len(rest) == 1 and power > 1 and len(rest[0].text) == 1 and rest[0].kind != "scale":
        return Sum(found.value * 10 ** (power - 1), 1 - power if rest[0].kind == "number" else 0, False)
    return found
