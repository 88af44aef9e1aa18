"""The text as matched: half-width, simplified, the same length as the text as read."""

from __future__ import annotations

import functools
import re
import unicodedata

from extract.reading.characters import CHINESE
from extract.reading.wraps import WITHIN_NUMBER
from patterns import Catalog, table

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c"
    + "\u00ad\u200b\u200c\u200d\u2060\ufeff"
)
_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # signs that take no room: a soft hyphen, a zero-width space
_DASHES = "–—―‐‑‒−－"
_TILDES = "~～〜∼"


@functools.lru_cache(maxsize=8)
def _table(catalog: Catalog) -> dict[str, str]:
    chars = catalog.tables["characters"]
    plain = _radicals() | dict(zip(map(ord, chars["traditional"]), chars["simplified"], strict=True))
    for code in (*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1:
            plain[code] = folded
    plain |= {ord(c): " " for c in _SPACES}
    plain |= {ord(c): "-" for c in _DASHES}
    plain |= {ord(c): "~" for c in _TILDES}
    plain |= {0xFFFD: " "}  # a broken character beside a figure is none of it
    plain |= {ord(c): sign for sign, signs in chars["alike"].items() for c in signs}
    plain |= {ord(c): "“" for c in "〝＂"} | {ord("〞"): "”"}
    return {chr(code): sign for code, sign in plain.items()}


# within a number a sign without width joins, a tab parts
_JOINS = re.compile(rf"(?<=[\d.,])[{_NO_WIDTH}]+(?=[\d.,])")
_LOST = re.compile(r"(?<=[\d.,])\ufffd(?=[\d.,])")
_PARTS = re.compile(r"(?<=\d)[^\S\n]*\t[^\S\n]*(?=\d)")


@functools.lru_cache(maxsize=1)
def _radicals() -> dict[int, str]:
    """Kangxi and other radicals and compatibility ideographs, as the character that is meant."""
    ranges = (range(0x2E80, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
    plain = {code: unicodedata.normalize("NFKC", chr(code)) for codes in ranges for code in codes}
    words = table("characters")
    supplement = dict(zip(map(ord, words["radicals"]), words["characters"], strict=True))
    return {code: sign for code, sign in plain.items() if len(sign) == 1 and ord(sign) != code} | supplement


def radicals_as_characters(text: str) -> str:
    """The text with each radical that stands for a character replaced by it, one for one."""
    return text.translate(_radicals())


def normalise(text: str, catalog: Catalog) -> str:
    """`text` with every character replaced by its plain form, one for one, so that offsets hold in both."""
    norm = _JOINS.sub(lambda match: WITHIN_NUMBER * len(match[0]), text)
    parted = [match.span() for match in _PARTS.finditer(norm)] if "\t" in norm else []
    plain = _table(catalog)
    for char in set(norm) & plain.keys():  # some ten of them: quicker than asking the table for every character
        norm = norm.replace(char, plain[char])
    if _LOST.search(norm):
        norm = _LOST.sub("\0", norm)  # nobody knows which digit it was
    for start, end in parted:
        norm = norm[:start] + "\t" * (end - start) + norm[end:]
    if "·" in norm or "•" in norm:
        norm = catalog.expression("characters", "slips.point").sub(".", norm)
    if "O" in norm or "o" in norm:
        norm = catalog.expression("characters", "slips.zero").sub(catalog.tables["characters"]["slips"]["zero_sign"], norm)
    return norm


_LETTERS = re.compile("[A-Za-z]{100}")
_LONG = re.compile(rf"[\d{CHINESE}]{{40}}")
_ENDLESS = re.compile(rf"\d{{40,}}|[{CHINESE}]{{40,}}")


_WORDLESS = re.compile(r"(?<=[A-Za-z]{100})[A-Za-z]+|(?<=[^\S\n]{100})[^\S\n]+(?=[^\S\n])")  # no word and no layout goes on for so long


def blank_endless(norm: str) -> tuple[str, list[tuple[int, int]]]:
    """Runs of forty and more digits or Chinese numerals are no figures: blanked, with their places.
    Endless runs of letters and blanks are cut too, for what looks on from each of their signs would take for ever."""
    if "  " * 50 in norm or _LETTERS.search(norm):
        norm = _WORDLESS.sub(lambda match: "\0" * len(match[0]), norm)
    if not _LONG.search(norm):
        return norm, []
    places = [match.span() for match in _ENDLESS.finditer(norm)]
    return (_ENDLESS.sub(lambda match: "\0" * len(match[0]), norm), places) if places else (norm, [])


def script_of(norm: str, raw: str) -> dict[int, str]:
    """How the report writes the characters of a sentence that were read as others (traditional script)."""
    if norm == raw or len(norm) != len(raw):
        return {}
    return {ord(a): b for a, b in zip(reversed(norm), reversed(raw), strict=True) if a != b and a.isalpha()}
