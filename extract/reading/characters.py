"""The characters that numerals are written with, as `patterns/numbers.toml` has them, and where a run of them may be parted."""

from __future__ import annotations

import re
from decimal import Decimal

from patterns import table

_CHARACTERS = table("numbers")["characters"]
_APPROXIMATE = table("numbers")["approximate"]
DIGITS: dict[str, int] = _CHARACTERS["digits"]
POWERS: dict[str, int] = _CHARACTERS["scales"]
FORMAL: str = _CHARACTERS["formal"]
JOINED: dict[str, str] = _CHARACTERS["joined"]
ZERO: str = _CHARACTERS["zero"]
POINT: str = _CHARACTERS["point"]
ORDINAL: str = _CHARACTERS["ordinal"]
CHINESE = "".join([*DIGITS, *POWERS, *JOINED])
SOME: str = _APPROXIMATE["some"]
UNKNOWN: str = _APPROXIMATE["unknown"]
TEN = next(c for c, power in POWERS.items() if power == 1)
NO_TEN: str = _CHARACTERS["no_ten"]
# the scales that may stand behind digits or in the heading of a table (万元), with their factors
SCALES: dict[str, int] = {"": 1} | {word: 10 ** sum(POWERS[c] for c in word) for word in _CHARACTERS["behind_digits"].split()}
LARGE = 4  # 万 and above: what stands before them is a whole number of its own
_LETTERS: str = table("numbers")["damaged"]["letters"]
DATE_BEHIND: str = _CHARACTERS["date_behind"]
_FOREIGN: str = _CHARACTERS["foreign_scales"]

# digits: grouped by commas or blanks, one by one with blanks (recognised from a picture), or plain; \x1f is a line break within a number
_GROUPED = rf"\d{{1,3}}(?:,\d{{3}})+(?!\d|,(?!{DATE_BEHIND})\d)"
_NEXT = r"\x1f*\d"
_WRAPPED = rf"\d(?:{_NEXT}){{0,2}}(?:\x1f*,(?:{_NEXT}){{3}})+(?!{_NEXT})|\d(?:{_NEXT}){{1,14}}(?!{_NEXT})"
_WHOLE = rf"{_GROUPED}(?!\x1f)|\d{{1,3}}(?: \d{{3}})+(?![\d\x1f])|\d(?: \d){{2,8}}(?! ?\d|\x1f)|\d{{1,15}}(?![\d\x1f,])|(?=[\d,]{{0,40}}\x1f)(?:{_WRAPPED})|\d{{1,15}}(?!\d)"
_ARABIC = rf"(?:{_WHOLE})(?:\x1f*\.(?:{_NEXT}){{1,8}}(?!{_NEXT})| \.\d{{1,4}}(?!\d)|\. \d{{1,4}}(?![\d.]))?"
_WRITTEN = "|".join([
    f"[{CHINESE}{UNKNOWN}]", *(f"{c}(?=[{scales}])" for c, scales in _CHARACTERS["digit_before"].items()),
    *(f"(?<=[{before}]){c}" for c, before in _CHARACTERS["digit_after"].items()),
])  # fmt: skip
SOMETIMES: dict[str, int] = dict.fromkeys(_CHARACTERS["digit_before"], _CHARACTERS["digit_before_value"])  # digits in some runs only
WORDLIKE = "".join(SOMETIMES)
TOKEN = re.compile(rf"(?P<arabic>{_ARABIC})|(?P<chinese>{_WRITTEN})|(?P<some>[{SOME}])|(?P<point>{POINT})|(?P<or>、)")
STARTS = re.compile(rf"\d|{_WRITTEN}")
DIGIT = re.compile(rf"[\d{''.join(DIGITS)}]")
BETWEEN = re.compile(_CHARACTERS["between"])
NO_SCALE = re.compile(_CHARACTERS["no_scale"])
_BEHIND_DIGIT = re.compile(rf"\d|[{_LETTERS}]|(?!{NO_SCALE.pattern})[{''.join(POWERS)}]")
_NUMERAL = re.compile(rf"[\d{CHINESE}]")
_SCALE = re.compile(f"[{''.join(POWERS)}]")
_DIGIT_SIGN = re.compile(r"\d")
_CHINESE = re.compile(f"[{CHINESE}]")


def arabic(text: str) -> tuple[Decimal, int]:
    """Value and decimals of digits with comma or space groups: 1,036 → (1036, 0), 6 213.5 → (6213.5, 1)."""
    plain = text.replace(",", "").replace(" ", "").replace("\x1f", "")
    return Decimal(plain), len(plain.partition(".")[2])


def scaled(value: Decimal, decimals: int, scale: str) -> tuple[Decimal, int]:
    """(127.6, 1) in 万 → (1276000, -3): good to a thousand."""
    factor = SCALES[scale]
    return value * factor, decimals - (len(str(factor)) - 1)


def cuts(text: str, at: int) -> bool:
    """Whether a boundary at `at` would part a run of numeral characters: between 一百 and 一十, 4 and O2, 零点 and 七."""
    if not at:
        return False
    before = text[at - 1]
    if before == POINT:
        return at > 1 and text[at - 2] in CHINESE and DIGIT.match(text, at) is not None
    if before.isdigit():
        follows = _BEHIND_DIGIT
    elif before in _FOREIGN:
        follows = _NUMERAL
    elif before in _LETTERS:
        follows = _DIGIT_SIGN
    elif before in SOMETIMES:
        follows = _SCALE
    elif before in CHINESE:
        follows = _NUMERAL if before in POWERS else _CHINESE
    else:
        return False
    return follows.match(text, at) is not None


def all_numerals(word: str) -> bool:
    """Whether a word is written in numeral characters alone."""
    return all(c.isdigit() or c in CHINESE for c in word)
