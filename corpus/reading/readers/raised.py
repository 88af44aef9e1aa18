"""Raised and lowered signs: the number of a note is none of the text, the 2 of m² belongs to its unit."""

from __future__ import annotations

from corpus.reading.words import expression

_POWERS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def raised(before: str, text: str) -> str:
    """What is read of signs that stand raised behind `before`: "" of the number or the mark of a note."""
    word = text.strip()
    if expression("raised.behind").search(before) and word.lstrip("-").isdecimal():
        return text.translate(_POWERS)
    return "" if expression("raised.note").fullmatch(word) else text
