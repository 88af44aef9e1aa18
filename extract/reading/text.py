"""The text as matched: half-width, simplified, the same length as the text as read."""

from __future__ import annotations

import functools
import re
import unicodedata

from extract.reading.characters import CHINESE
from patterns import Catalog

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\u200b\ufeff\x0b\x0c"
_DASHES = "–—―‐‑‒−－"
_TILDES = "~～〜∼"


@functools.lru_cache(maxsize=8)
def _table(catalog: Catalog) -> dict[str, str]:
    chars = catalog.tables["characters"]
    table = dict(zip(map(ord, chars["traditional"]), chars["simplified"], strict=True))
    for code in (*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1:
            table[code] = folded
    table |= {ord(c): " " for c in _SPACES}
    table |= {ord(c): "-" for c in _DASHES}
    table |= {ord(c): "~" for c in _TILDES}
    table |= {ord(c): plain for plain, signs in chars["alike"].items() for c in signs}
    table |= {ord(c): "“" for c in "〝＂"} | {ord("〞"): "”"}
    return {chr(code): plain for code, plain in table.items()}


def normalise(text: str, catalog: Catalog) -> str:
    """`text` with every character replaced by its plain form, one for one, so that offsets hold in both."""
    norm = text
    table = _table(catalog)
    for char in set(text) & table.keys():  # some ten of them: quicker than asking the table for every character
        norm = norm.replace(char, table[char])
    if "·" in norm or "•" in norm:
        norm = catalog.expression("characters", "slips.point").sub(".", norm)
    if "O" in norm or "o" in norm:
        norm = catalog.expression("characters", "slips.zero").sub(catalog.tables["characters"]["slips"]["zero_sign"], norm)
    return norm


_LONG = re.compile(rf"[\d{CHINESE}]{{40}}")
_ENDLESS = re.compile(rf"\d{{40,}}|[{CHINESE}]{{40,}}")


def blank_endless(norm: str) -> tuple[str, list[tuple[int, int]]]:
    """Runs of forty and more digits or Chinese numerals are no figures: blanked, with their places."""
    if not _LONG.search(norm):
        return norm, []
    places = [match.span() for match in _ENDLESS.finditer(norm)]
    return (_ENDLESS.sub(lambda match: "\0" * len(match[0]), norm), places) if places else (norm, [])


def script_of(norm: str, raw: str) -> dict[int, str]:
    """How the report writes the characters of a sentence that were read as others (traditional script)."""
    if norm == raw or len(norm) != len(raw):
        return {}
    return {ord(a): b for a, b in zip(reversed(norm), reversed(raw), strict=True) if a != b and a.isalpha()}
