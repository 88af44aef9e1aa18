"""Words and their classes: what a stretch of text is made of, by the longest word at each place.

The classes stand in `patterns/words/`: verbs and things, one class a line.  A word may be a verb and a thing (演练, 宣传), never of
two classes of one role.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from patterns import Catalog

VERB, THING = "verbs", "things"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a stretch: its text, and its class as a verb and as a thing, "" where it is none."""

    text: str
    verb: str = ""
    thing: str = ""

    @property
    def known(self) -> bool:
        return bool(self.verb or self.thing)


class Lexicon:
    """The words of a catalog by their text."""

    def __init__(self, catalog: Catalog) -> None:
        found: dict[str, dict[str, str]] = {}
        for role in (VERB, THING):
            for name, words in catalog.tables["words"][role].items():
                for word in words.split():
                    found.setdefault(word, {})[role] = name
        self._words = {text: Word(text, roles.get(VERB, ""), roles.get(THING, "")) for text, roles in found.items()}
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
        """`text` as words: the longest known one at each place, what lies between as words of no class."""
        out: list[Word] = []
        at = loose = 0
        size = len(text)
        while at < size:
            word = None
            for length in self._lengths.get(text[at], ()):
                word = self._words.get(text[at : at + length])
                if word is not None:
                    break
            if word is None:
                at += 1
                continue
            if loose < at:
                out.append(Word(text[loose:at]))
            out.append(word)
            at += len(word.text)
            loose = at
        if loose < size:
            out.append(Word(text[loose:]))
        return tuple(out)


@functools.lru_cache(maxsize=8)
def lexicon_of(catalog: Catalog) -> Lexicon:
    return Lexicon(catalog)
