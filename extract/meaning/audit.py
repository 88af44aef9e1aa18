"""Every numeral that is neither fact nor date, with the reason why not."""

from __future__ import annotations

import re

from extract.model import Unclaimed
from extract.reading.characters import CHINESE, FORMAL

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
    reasons = bytearray(len(norm))
    labels = ["", "enumerator"]
    for start, end in enumerators:
        reasons[start:end] = b"\1" * (end - start)
    for start, end, reason in named:
        if reason not in labels:
            labels.append(reason)
        code = labels.index(reason)
        if any(reasons[start:end]):
            for i in range(start, end):
                reasons[i] = reasons[i] or code
        else:
            reasons[start:end] = bytes((code,)) * (end - start)
    for start, (end, reason) in dropped.items():
        if reason not in labels:
            labels.append(reason)
        reasons[start:end] = bytes([labels.index(reason)]) * (end - start)
    found: list[Unclaimed] = []
    for match in _NUMERAL.finditer(norm):
        start, end = match.span()
        if claimed.find(0, start, end) < 0:
            continue
        while start < end and claimed[start]:
            start += 1
        while end > start and claimed[end - 1]:
            end -= 1
        if start >= end or not _has_numeral(norm[start:end]) or (end - start == 1 and norm[start] in FORMAL):
            continue  # a lone formal character is a word: 队伍, 参加
        code = next(iter(reasons[start:end].lstrip(b"\0")), 0)
        reason = labels[code] or _reason(norm, start, end)
        found.append(Unclaimed(start, end, raw[start:end], reason))
    for start, end, reason in named:
        if reason == "anonymised" and not any(u.start < end and start < u.end for u in found):
            found.append(Unclaimed(start, end, raw[start:end], reason))
    found.sort(key=lambda u: u.start)
    return tuple(found)


def _has_numeral(words: str) -> bool:
    return any(c.isdigit() or c in CHINESE for c in words) or not words.isascii()


def _reason(norm: str, start: int, end: int) -> str:
    words = norm[start:end]
    if words[0] in CHINESE:
        return "idiom"
    before = norm[start - 1] if start else ""
    if before in "?�" or (len(words) > 1 and words[0] == "0" and words[1:2] != ".") or re.match(r"[,.]\d|%[oO]", norm[end : end + 2]):
        return "damaged"
    if before == "第":
        return "ordinal"
    if len(words) > 15:
        return "damaged"
    return "unknown"
