"""One frame a figure: the words that say what it counts, and from where each came."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from patterns import Catalog


class Frame(NamedTuple):
    """The words around one figure, normalised and without blanks, quotes and brackets.

    `left` and `right` are its own words; `verb` is carried from the list it stands in and `noun` told before it, `before` are the
    words of the clause before, `topics` what the heading is about, `scenes` what the sentence is about (drill, guard, contest).
    `after` is a clause behind that goes on with the same deed (出动民警8人,对出租屋开展排查).
    `kind` is the kind of figure (count, money, ratio, measure, duration, rank; subject: a thing named without a figure of its own).
    """

    left: str
    right: str
    unit: str
    kind: str
    verb: str = ""
    before: str = ""
    topics: tuple[str, ...] = ()
    noun: str = ""
    scenes: tuple[str, ...] = ()
    after: str = ""


def kind_of(kind: str) -> str:
    """The kind of frame of a figure of this kind: a rate of counts is asked like a count."""
    return "count" if kind == "rate" else kind


class Scenes:
    """What a sentence is about, by the words of `patterns/judge.toml` [scenes]."""

    def __init__(self, catalog: Catalog) -> None:
        self._scenes = [(name, re.compile(words)) for name, words in catalog.tables["judge"]["scenes"].items()]
        self._topics = [(name, re.compile("|".join(words.split()))) for name, words in catalog.tables["judge"]["topic_words"].items()]
        self.topics = functools.lru_cache(maxsize=1 << 12)(self._topics_of)
        self.of = functools.lru_cache(maxsize=1 << 12)(self._of)

    def _of(self, sentence: str) -> tuple[str, ...]:
        return tuple(name for name, words in self._scenes if words.search(sentence))

    def _topics_of(self, heading: str) -> tuple[str, ...]:
        """The activities that a heading is about."""
        return tuple(name for name, words in self._topics if words.search(heading))


@functools.lru_cache(maxsize=8)
def scenes_of(catalog: Catalog) -> Scenes:
    return Scenes(catalog)
