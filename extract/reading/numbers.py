"""The grammar of numbers, one for both scripts: digits, scales and points in any sum that people write.

A number is read whole or not at all: what `read` gives ends where the numeral characters end.  Values are exact decimals, with the
precision as stated (`decimals`, as in XBRL: 1 is good to a tenth, -4 to ten thousand).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from patterns import table

_CHARACTERS = table("numbers")["characters"]
_APPROXIMATE = table("numbers")["approximate"]
DIGITS: dict[str, int] = _CHARACTERS["digits"]
POWERS: dict[str, int] = _CHARACTERS["scales"]
FORMAL: str = _CHARACTERS["formal"]
JOINED: dict[str, str] = _CHARACTERS["joined"]
ZERO: str = _CHARACTERS["zero"]
POINT: str = _CHARACTERS["point"]
CHINESE = "".join([*DIGITS, *POWERS, *JOINED])
SOME: str = _APPROXIMATE["some"]
UNKNOWN: str = _APPROXIMATE["unknown"]
# the scales that may stand behind digits or in the heading of a table (万元), with their factors
SCALES: dict[str, int] = {"": 1} | {word: 10 ** sum(POWERS[c] for c in word) for word in _CHARACTERS["behind_digits"].split()}
_LARGE = 4  # 万 and above: what stands before them is a whole number of its own
_PAIRS = frozenset(table("numbers")["either"]["pairs"].split())
_LETTERS: str = table("numbers")["damaged"]["letters"]
_AFTER_BLANK: str = _APPROXIMATE["after_blank"]
_FOREIGN: str = _CHARACTERS["foreign_scales"]
_NO_TEN: str = _CHARACTERS["no_ten"]

# digits: grouped by commas or blanks, one by one with blanks (recognised from a picture), or plain; \x1f is a line break within a number
_WHOLE = r"\d{1,8}\x1f\d{1,8}(?!\d)|\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,3}(?: \d{3})+(?!\d)|\d(?: \d){2,8}(?! ?\d)|\d{1,15}(?!\d)"
ARABIC = rf"(?:{_WHOLE})(?:\x1f?\.\x1f?\d{{1,8}}(?!\d)| \.\d{{1,4}}(?!\d)|\. \d{{1,4}}(?![\d.]))?"
_CN = "|".join([
    f"[{CHINESE}{UNKNOWN}]", *(f"{c}(?=[{scales}])" for c, scales in _CHARACTERS["digit_before"].items()),
    *(f"(?<=[{before}]){c}" for c, before in _CHARACTERS["digit_after"].items()),
])  # fmt: skip
_WORDLIKE = dict.fromkeys(_CHARACTERS["digit_before"], _CHARACTERS["digit_before_value"])
_TOKEN = re.compile(rf"(?P<arabic>{ARABIC})|(?P<chinese>{_CN})|(?P<some>[{SOME}])|(?P<point>{POINT})|(?P<or>、)")
_MORE = re.compile(rf" [\d{''.join(DIGITS)}]+[{''.join(POWERS)}]")  # 7万 5千
_BROKEN = re.compile(rf" [{CHINESE}{POINT}]")
_BETWEEN = re.compile(_CHARACTERS["between"])
_DIGIT = re.compile(rf"[\d{''.join(DIGITS)}]")
WORDLIKE = "".join(_WORDLIKE)  # digits in some runs only, words elsewhere
_STARTS = re.compile(rf"\d|{_CN}")
_NO_SCALE = re.compile(_CHARACTERS["no_scale"])


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: `value` to `high` where it says either of two (三四十), `some` where 余, 多, 来 or 几 stands in it.

    `scaled` tells that it ends in a scale behind digits or in 万 or 亿, `spaced` that a blank stands at its point.
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    decimals: int = 0
    some: bool = False
    scaled: bool = False
    spaced: bool = False
    chinese: bool = False
    formal: bool = False


class _Token(NamedTuple):
    kind: str  # number (of digits), digit, scale, some
    value: Decimal
    decimals: int = 0
    text: str = ""


class _Sum(NamedTuple):
    value: Decimal
    decimals: int
    scaled: bool


def arabic(text: str) -> tuple[Decimal, int]:
    """Value and decimals of digits with comma or space groups: 1,036 → (1036, 0), 6 213.5 → (6213.5, 1)."""
    plain = text.replace(",", "").replace(" ", "").replace("\x1f", "")
    return Decimal(plain), len(plain.partition(".")[2])


def scaled(value: Decimal, decimals: int, scale: str) -> tuple[Decimal, int]:
    """(127.6, 1) in 万 → (1276000, -3): good to a thousand."""
    factor = SCALES[scale]
    return value * factor, decimals - (len(str(factor)) - 1)


def read(text: str, at: int) -> Number | None:
    """The number whose first character is at `at`, read whole; None where the numeral characters there are no number."""
    if not _STARTS.match(text, at):
        return None
    end = _end(text, at)
    found = _evaluate(text[at:end])
    if found is not None and found.chinese and _BROKEN.match(text, end):
        return None  # 百分之五 十: the number goes on behind a blank
    while found is None and text[end - 1 : end] in SOME + UNKNOWN and end - at > 1:  # 多 and 来 may begin the next word
        end -= 1
        found = _evaluate(text[at:end])
    return replace(found, start=at, end=end) if found is not None else None


def integer(word: str) -> int | None:
    """The whole number that `word` says in either script; None where it is none."""
    found = read(word, 0)
    if found is None or found.end != len(word) or found.high is not None or found.some or found.value % 1:
        return None
    return int(found.value)


def run_end(text: str, at: int) -> int:
    """Where the run of numeral characters that begins at `at` ends, whether it is a number or not."""
    return _end(text, at)


def _end(text: str, at: int) -> int:
    """The end of the numeral characters: digits of both scripts, scales, points, 余 and 多 among them, blanks before a scale."""
    pos = at
    while True:
        token = _TOKEN.match(text, pos)
        if token is None:
            between = _BETWEEN.match(text, pos) if pos > at else None
            if between:
                pos = between.end()
                continue
            if pos > at and _past_blank(text, pos):
                pos += 1
                continue
            return pos
        kind = token.lastgroup
        if kind == "chinese" and token[0] in POWERS and _NO_SCALE.match(text, pos):
            return pos
        if kind == "point" and not (pos > at and text[pos - 1] in CHINESE and _DIGIT.match(text, pos + 1)):
            return pos
        if kind == "or" and not _either(text, at, pos):
            return pos
        if kind == "some" and not _stands_within(text, pos):
            return pos
        pos = token.end()


def _past_blank(text: str, pos: int) -> bool:
    """12 万, 350 余人: a blank between digits and their scale or 余."""
    behind = text[pos + 1 : pos + 2]
    if text[pos - 1] in POWERS and _MORE.match(text, pos):
        return True
    if text[pos : pos + 1] != " " or not behind or not (text[pos - 1].isdigit() or text[pos - 1] in POWERS):
        return False
    return behind in _AFTER_BLANK or (behind in POWERS and not _NO_SCALE.match(text, pos + 1))


def cuts(text: str, at: int) -> bool:
    """Whether a boundary at `at` would part a run of numeral characters: between 一百 and 一十, 4 and O2, 零点 and 七."""
    before, behind = text[at - 1 : at] if at else "", text[at : at + 1]
    if not before or not behind:
        return False
    if before in POINT and (behind in DIGITS or behind.isdigit()):
        return text[at - 2 : at - 1] in DIGITS and at > 1
    if before.isdigit():
        return behind.isdigit() or behind in _LETTERS or (behind in POWERS and not _NO_SCALE.match(text, at))
    if before in _FOREIGN:
        return behind.isdigit() or behind in CHINESE
    if before in _LETTERS:
        return behind.isdigit()
    if before in _WORDLIKE:
        return behind in POWERS
    return before in CHINESE and behind in CHINESE


def all_numerals(word: str) -> bool:
    """Whether a word is written in numeral characters alone."""
    return all(c.isdigit() or c in CHINESE for c in word)


def _stands_within(text: str, pos: int) -> bool:
    """余, 多, 来 and 几 belong to the number behind a scale or behind digits."""
    return text[pos - 1] in POWERS or text[pos - 1].isdigit() or text[pos - 1] in (" ", *JOINED) or text[pos + 1 : pos + 2] in POWERS


def _either(text: str, at: int, pos: int) -> bool:
    """二、三十 and 3、4百: single digits parted by 、 with a scale behind the second."""
    first, second, scale = text[pos - 1 : pos], text[pos + 1 : pos + 2], text[pos + 2 : pos + 3]
    if pos - at != 1 or not first or scale not in POWERS or not scale:
        return False
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    return first in DIGITS and second in DIGITS and DIGITS[second] == DIGITS[first] + 1


@functools.lru_cache(maxsize=1 << 14)
def _evaluate(run: str) -> Number | None:
    """The number that a whole run says; places are those of the run."""
    tokens = _tokens("".join(JOINED.get(c, c) for c in run))
    if tokens is None:
        return None
    some = any(t.kind == "some" for t in tokens) or UNKNOWN in run
    if not _some_fit(tokens) or [t.kind for t in tokens] in (["unknown"], ["unknown", "some"]):
        return None
    tokens = [t for t in tokens if t.kind != "some"]
    pair = _pair_at(tokens)
    if pair is not None:
        low, high = (_total([*tokens[:pair], tokens[i], *tokens[pair + 2 :]]) for i in (pair, pair + 1))
        if low is None or high is None or low.value == high.value:
            return None
        low, high = (low, high) if low.value < high.value else (high, low)
        return Number(0, len(run), low.value, high.value, low.decimals, some, low.scaled, chinese=not run[0].isdigit())
    found = _total(tokens)
    if found is None:
        return None
    return Number(
        0, len(run), found.value, None, found.decimals, some, found.scaled, bool(re.search(r" \.|\. ", run)), not run[0].isdigit(),
        len(run) > 1 and any(c in FORMAL for c in run),
    )  # fmt: skip


def _tokens(run: str) -> list[_Token] | None:
    """The run in tokens; a Chinese decimal (五十一点二) is one token."""
    head, point, rest = run.partition(POINT)
    if point:
        whole = _tokens(head)
        fraction = re.match(rf"[{''.join(DIGITS)}]+|\d+", rest)
        value = _total([t for t in whole if t.kind != "some"]) if whole else None
        if value is None or fraction is None or value.scaled or POINT in rest:
            return None
        digits = "".join(str(DIGITS.get(c, c)) for c in fraction[0])
        behind = rest[fraction.end() :]
        if behind and behind[0] == next((c for c, p in POWERS.items() if p == 1), ""):
            return None  # 五点二十: a time of day
        more = _tokens(behind) if behind else []
        return None if more is None else [_Token("number", Decimal(f"{value.value}.{digits}"), len(digits), run), *more]
    out: list[_Token] = []
    for match in _TOKEN.finditer(_BETWEEN.sub("", run)):
        word = match[0]
        if match["arabic"]:
            out.append(_Token("number", *arabic(word), word))
        elif word == UNKNOWN:
            out.append(_Token("unknown", Decimal(1), 0, word))
        elif match["some"]:
            out.append(_Token("some", Decimal(0), 0, word))
        elif match["chinese"] and (word in DIGITS or word in _WORDLIKE):
            out.append(_Token("digit", Decimal(DIGITS.get(word, _WORDLIKE.get(word, 0))), 0, word))
        elif match["chinese"]:
            out.append(_Token("scale", Decimal(10) ** POWERS[word], POWERS[word], word))
    return out


def _some_fit(tokens: list[_Token]) -> bool:
    """余 and 多 stand at the end or before 万 and 亿, and once: 二十余万, 3千多."""
    spots = [i for i, t in enumerate(tokens) if t.kind == "some"]
    return all(i and (i == len(tokens) - 1 or tokens[i + 1].kind in ("scale", "some")) for i in spots)


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


def _total(tokens: list[_Token]) -> _Sum | None:
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
        whole = digits or most >= _LARGE
        last = most if digits or most >= _LARGE else 0
        return _Sum(value, count.decimals - last, whole)
    rest = _rest_of(right, most)
    if rest is None or count.decimals > 0 or rest.value >= 10**most:
        return None
    return _Sum(value + rest.value, rest.decimals, rest.scaled)


def _plain(tokens: list[_Token]) -> _Sum | None:
    """Tokens without a scale: one number, or Chinese digits read one by one (二〇一二)."""
    if len(tokens) == 1:
        return _Sum(tokens[0].value, tokens[0].decimals, False)
    if any(t.kind != "digit" for t in tokens) or (len(tokens) == 2 and tokens[1].value):
        return None
    return _Sum(Decimal("".join(str(int(t.value)) for t in tokens)), 0, False)


def _count_of(left: list[_Token], power: int, more: bool) -> _Sum | None:
    """How many of a scale: 三 of 三百, 一万五千 of 一万五千亿; nothing before it is one (百余, 十五)."""
    if not left:
        return _Sum(Decimal(1), 0, False) if power == 1 or not more else None
    if power < _LARGE and (len(left) > 1 or left[0].kind == "scale" or not left[0].value):
        return None
    if power == 1 and left[0].text in _NO_TEN:
        return None
    if power >= _LARGE and left[0].kind == "digit" and not left[0].value and len(left) > 1:
        left = left[1:]
    return _total(left)


def _rest_of(right: list[_Token], power: int) -> _Sum | None:
    """What stands behind a scale: with 零 as it is, a lone digit one scale lower."""
    zeros = 0
    while zeros < len(right) and right[zeros].kind == "digit" and not right[zeros].value:
        zeros += 1
    if zeros == len(right):
        return None
    rest = right[zeros:]
    if rest[0].kind == "unknown" and len(rest) == 1:  # 十几, 二十几
        return _Sum(Decimal(0), 0, False)
    found = _total(rest)
    if found is None:
        return None
    if zeros:
        return found
    if len(rest) == 1 and power > 1 and len(rest[0].text) == 1:
        return _Sum(found.value * 10 ** (power - 1), 1 - power if rest[0].kind == "number" else 0, False)
    return found
