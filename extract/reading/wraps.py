"""Line breaks within a sentence: where a program wrapped the line, or a recogniser or an editor left one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from patterns import table

WITHIN_NUMBER = "\x1f"  # what a break in the midst of a number becomes; one-for-one, as every sign of the text
_BROKEN = re.compile(r"\d[.,]?\n\d|\d\n[.,]\d")
_WORDS = table("figures")["wrapped"]
_FIGURE, _YEAR, _DATE, _SCALE = (re.compile(_WORDS[key]) for key in ("figure", "year", "date", "scale"))
_TITLES = tuple(_WORDS["titles"].split())
_AFTER_WORDS = re.compile(r"[\u4e00-\u9fff]\s?\d[\d,.]*$")
_NARROWEST = 20  # half-widths of a line that may be a wrapped one
_LONG = 28


def joined(lines: list[str], level: Callable[[str], int]) -> list[str]:
    """What stands behind each line but the last: a line break, a blank where it goes on in the next, `WITHIN_NUMBER` in the midst of a number.

    `level` says of a line whether it opens a section or an item of a list (0 for no).
    """
    width, count = _wrapped_at(lines, _width), _wrapped_at(lines, _count)
    out = []
    for i, line in enumerate(lines[:-1]):
        following = lines[i + 1]
        broken = _BROKEN.search(line[-2:] + "\n" + following[:2]) is not None
        full = bool((width and _width(line) >= width - 3) or (count and _count(line) == count)) and following[:1] not in (" ", "")
        if i and (_goes_on(line, following, full, level) or (broken and _breaks_a_number(line, following, full, level))):
            out.append(WITHIN_NUMBER if broken else " ")
        else:
            out.append("\n")
    return out


def _goes_on(line: str, following: str, full: bool, level: Callable[[str], int]) -> bool:
    """A line break in mid-sentence."""
    line, following = line.rstrip(), following.strip()
    if not line or not following or level(following) or line[-1] in "。!?;:":
        return False
    if line[-1] in ",、(“":
        return True
    if level(line) and len(line) < 30 and not full:
        return False
    if _FIGURE.match(following) and len(line) > 3 and "\u4e00" <= line[-1] <= "\u9fff":
        return not _YEAR.match(following)
    if line[-1].isdigit() and _SCALE.match(following):
        return True
    return full or (len(line) >= _LONG and "," in line and not line.endswith(_TITLES))


def _breaks_a_number(line: str, following: str, full: bool, level: Callable[[str], int]) -> bool:
    """Digits at the end of a line that go on in the next: sure in a wrapped text, else where no unit stands behind the first of them."""
    if full:
        return not level(following)
    known = len(line) >= 12 and _AFTER_WORDS.search(line) is not None and _FIGURE.match(following) is not None
    return known and not level(following) and _DATE.match(following) is None


def _wrapped_at(lines: list[str], size: Callable[[str], int]) -> int:
    """The size at which a program wrapped the lines; 0 where none did: several end at the largest, and not where a sentence ends."""
    lines = [line.rstrip() for line in lines if line.strip()][1:]  # the first is the title
    widest = max((size(line) for line in lines), default=0)
    slack = 3 if size is _width else 0
    full = [line for line in lines if size(line) >= widest - slack]
    if not full or _width(full[0]) < _NARROWEST:
        return 0
    return widest if len(full) >= 3 and sum(line[-1] not in "。!?;:" for line in full) * 3 >= 2 * len(full) else 0


class _Halves(dict[str, int]):
    """How many half-widths a sign takes, looked up once for each."""

    def __missing__(self, sign: str) -> int:
        wide = self[sign] = 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        return wide


_HALVES = _Halves()


def _width(line: str) -> int:
    return sum(map(_HALVES.__getitem__, line.rstrip()))


def _count(line: str) -> int:
    return len(line.rstrip())
