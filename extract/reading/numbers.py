"""The grammar of numbers, one for both scripts: a run of numeral characters is read whole or not at all.

Values are exact decimals, with the precision as stated (`decimals`, as in XBRL: 1 is good to a tenth, -4 to ten thousand).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.reading.characters import (
    BETWEEN,
    CHINESE,
    DIGIT,
    DIGITS,
    FORMAL,
    JOINED,
    NO_SCALE,
    POINT,
    POWERS,
    SOME,
    STARTS,
    TOKEN,
    UNKNOWN,
)
from extract.reading.sums import value_of
from patterns import table

_AFTER_BLANK: str = table("numbers")["approximate"]["after_blank"]
_MORE = re.compile(rf" [\d{''.join(DIGITS)}]+[{''.join(POWERS)}]")  # 7万 5千
_BROKEN = re.compile(rf" [{CHINESE}{POINT}]")


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


def read(text: str, at: int) -> Number | None:
    """The number whose first character is at `at`, read whole; None where the numeral characters there are no number."""
    if not STARTS.match(text, at):
        return None
    end = run_end(text, at)
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
    """Where the run of numeral characters that begins at `at` ends, whether it is a number or not.

    Digits of both scripts, scales, points, 余 and 多 among them, and blanks before a scale belong to a run.
    """
    pos = at
    while True:
        token = TOKEN.match(text, pos)
        if token is not None and _belongs(text, at, token):
            pos = token.end()
        elif token is None and pos > at and (between := BETWEEN.match(text, pos)):
            pos = between.end()
        elif token is None and pos > at and _past_blank(text, pos):
            pos += 1
        else:
            return pos


def _belongs(text: str, at: int, token: re.Match[str]) -> bool:
    """Whether a sign goes on with the run that begins at `at`."""
    pos = token.start()
    if token["chinese"]:
        return token[0] not in POWERS or not NO_SCALE.match(text, pos)
    if token["point"]:
        return pos > at and text[pos - 1] in CHINESE and DIGIT.match(text, pos + 1) is not None
    if token["or"]:
        return _either(text, at, pos)
    return not token["some"] or _stands_within(text, pos)


def _past_blank(text: str, pos: int) -> bool:
    """12 万, 350 余人: a blank between digits and their scale or 余."""
    behind = text[pos + 1 : pos + 2]
    if text[pos - 1] in POWERS and _MORE.match(text, pos):
        return True
    if text[pos : pos + 1] != " " or not behind or not (text[pos - 1].isdigit() or text[pos - 1] in POWERS):
        return False
    return behind in _AFTER_BLANK or (behind in POWERS and not NO_SCALE.match(text, pos + 1))


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
    found = value_of(run)
    if found is None:
        return None
    low, high = found
    return Number(
        0, len(run), low.value, high.value if high else None, low.decimals, low.some, low.scaled,
        spaced=" ." in run or ". " in run, chinese=not run[0].isdigit(), formal=len(run) > 1 and any(c in FORMAL for c in run),
    )  # fmt: skip
