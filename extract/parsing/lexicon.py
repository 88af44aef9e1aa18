"""Words and their classes: what a stretch of text is made of, by the longest word at each place.

The classes stand in `patterns/words/`: verbs and things, one class a line.  A word may be a verb and a thing (演练, 宣传), never of
two classes of one role.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from patterns import Catalog

VERB, THING, EMPTY = "verbs", "things", "empty"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a stretch: its text, and its class as a verb, as a thing and as an empty word, "" where it is none."""

    text: str
    verb: str = ""
    thing: str = ""
    empty: str = ""

    @property
    def known(self) -> bool:
        return bool(self.verb or self.thing)


class Lexicon:
    """The words of a catalog by their text."""

    def __init__(self, catalog: Catalog) -> None:
        found: dict[str, dict[str, str]] = {}
        for role in (VERB, THING, EMPTY):
            for name, words in catalog.tables["words"][role].items():
                for word in words.split():
                    found.setdefault(word, {})[role] = name
        self._words = {text: Word(text, roles.get(VERB, ""), roles.get(THING, ""), roles.get(EMPTY, "")) for text, roles in found.items()}
        self.relative: str = catalog.tables["judge"]["frames"]["relative"]  # ends words that only tell which one is meant
        self._lengths: dict[str, list[int]] = {}
        for text in found:
            lengths = self._lengths.setdefault(text[0], [])
            if len(text) not in lengths:
                lengths.append(len(text))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)
        self.segment = functools.lru_cache(maxsize=1 << 15)(self._segment)

    def members(self, role: str, name: str) -> list[str]:
        """The words of one class."""
        return [w.text for w in self._words.values() if (w.verb if role == VERB else w.thing) == name]

    def get(self, text: str) -> Word | None:
        return self._words.get(text)

    def _segment(self, text: str) -> tuple[Word, ...]:
        """`text` as words, the cheapest way: known words cost little, a lone character more, one of no class most."""
        size = len(text)
        cost = [0.0] * (size + 1)
        step: list[Word | None] = [None] * (size + 1)
        for end in range(1, size + 1):
            cost[end] = cost[end - 1] + _UNKNOWN
        for start in range(size):
            base = cost[start]
            if base + _UNKNOWN < cost[start + 1]:
                cost[start + 1], step[start + 1] = base + _UNKNOWN, None
            for length in self._lengths.get(text[start], ()):
                word = self._words.get(text[start : start + length])
                if word is not None and start + length <= size:
                    end, price = start + length, base + (_LONE if length == 1 else _WORD)
                    if price <= cost[end]:
                        cost[end], step[end] = price, word
        return _joined(text, step)


_UNKNOWN, _LONE, _WORD = 1.6, 1.4, 1.0


def _joined(text: str, step: list[Word | None]) -> tuple[Word, ...]:
    """The words that lead to the end, stretches of no class as one word each."""
    out: list[Word] = []
    at = loose = len(text)
    while at > 0:
        word = step[at]
        if word is None:
            at -= 1
            continue
        if at < loose:
            out.append(Word(text[at:loose]))
        out.append(word)
        at -= len(word.text)
        loose = at
    if loose:
        out.append(Word(text[:loose]))
    out.reverse()
    return tuple(out)


@functools.lru_cache(maxsize=8)
def lexicon_of(catalog: Catalog) -> Lexicon:
    return Lexicon(catalog)
