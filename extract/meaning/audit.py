"""Every numeral that is neither fact nor date, with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.model import Unclaimed
from extract.reading.characters import CHINESE, FORMAL, ORDINAL

_NUMERAL = re.compile(rf"\d+(?:[.,]\d+)*|[{CHINESE}]+|[①-⑳⓪❶-❿⑴-⒇]")


def audit(
    norm: str,
    raw: str,
    claimed: bytearray,
    named: list[tuple[int, int, str]],
    enumerators: tuple[tuple[int, int], ...],
    dropped: dict[int, tuple[int, str]],
) -> tuple[Unclaimed, ...]:
    """`claimed` marks the characters of facts and dates; `dropped` maps the start of a refused figure to (end, reason)."""
    reasons = _Reasons(len(norm))
    for start, end in enumerators:
        reasons.cover(start, end, "enumerator")
    for start, end, reason in named:
        reasons.fill(start, end, reason)
    for start, (end, reason) in dropped.items():
        reasons.cover(start, end, reason)
    found: list[Unclaimed] = []
    for start, end in _left_over(norm, claimed):
        found.append(Unclaimed(start, end, raw[start:end], reasons.first(start, end) or _reason(norm, start, end)))
    for start, end, reason in named:
        if reason == "anonymised" and not any(u.start < end and start < u.end for u in found):
            found.append(Unclaimed(start, end, raw[start:end], reason))
    found.sort(key=lambda u: u.start)
    return tuple(found)


class _Reasons:
    """The reason of each character of a text, one byte a character."""

    def __init__(self, size: int) -> None:
        self._codes = bytearray(size)
        self._labels = [""]

    def _code(self, reason: str) -> int:
        if reason not in self._labels:
            self._labels.append(reason)
        return self._labels.index(reason)

    def cover(self, start: int, end: int, reason: str) -> None:
        """Says it of these characters, whatever was said before."""
        self._codes[start:end] = bytes((self._code(reason),)) * (end - start)

    def fill(self, start: int, end: int, reason: str) -> None:
        """Says it of those of these characters of which nothing was said."""
        code, codes = self._code(reason), self._codes
        if any(codes[start:end]):
            for i in range(start, end):
                codes[i] = codes[i] or code
        else:
            codes[start:end] = bytes((code,)) * (end - start)

    def first(self, start: int, end: int) -> str:
        """The first reason said of one of these characters, or ""."""
        return self._labels[next(iter(self._codes[start:end].lstrip(b"\0")), 0)]


def _left_over(norm: str, claimed: bytearray) -> Iterator[tuple[int, int]]:
    """The numerals that are not claimed, without what is claimed at their ends."""
    for match in _NUMERAL.finditer(norm):
        start, end = match.span()
        if claimed.find(0, start, end) < 0:
            continue
        while start < end and claimed[start]:
            start += 1
        while end > start and claimed[end - 1]:
            end -= 1
        lone = end - start == 1 and norm[start] in FORMAL  # a lone formal character is a word: 队伍, 参加
        if start < end and not lone and _has_numeral(norm[start:end]):
            yield start, end


def _has_numeral(words: str) -> bool:
    return any(c.isdigit() or c in CHINESE for c in words) or not words.isascii()


def _reason(norm: str, start: int, end: int) -> str:
    words = norm[start:end]
    if words[0] in CHINESE:
        return "idiom"
    before = norm[start - 1] if start else ""
    if before in "?�" or (len(words) > 1 and words[0] == "0" and words[1:2] != ".") or re.match(r"[,.]\d|%[oO]", norm[end : end + 2]):
        return "damaged"
    if before == ORDINAL:
        return "ordinal"
    if len(words) > 15:
        return "damaged"
    return "unknown"
