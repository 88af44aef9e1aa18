"""What is only planned or owed: the words of intent and duty, and how far each reaches."""

from __future__ import annotations

import functools
import heapq
import re
from collections.abc import Iterator

from extract.meaning.reach import PLAN
from extract.model import Scope
from patterns import Catalog


@functools.lru_cache(maxsize=8)
def plans_of(catalog: Catalog) -> Plans:
    return Plans(catalog)


class Plans:
    """The plan scopes of a sentence: intent to its end, or to what was done in spite of it; a duty to the end of its clause."""

    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["scopes"]["plan"]
        verbs = "|".join(sorted(set(catalog.words("lexicon", "verbs")), key=len, reverse=True))
        self._cue, self._resume = re.compile(table["cue"].replace("<verb>", verbs)), re.compile(table["resume"])
        self._duty, self._limit = re.compile(table["duty"]), re.compile(table["limit_behind"])

    def of(self, text: str, start: int, stop: int) -> Iterator[Scope]:
        if self._cue.search(text, start, stop):
            yield from self._intent(text, start, stop)
        for match in self._duty.finditer(text, start, stop):
            yield Scope(PLAN, match.start(), _clause_end(text, match.end(), stop), True, "duty", match.span())

    def _intent(self, text: str, start: int, stop: int) -> Iterator[Scope]:
        planned = False
        cues = ((m.start(), m.end(), True) for m in self._cue.finditer(text, start, stop))
        done = ((m.start(), m.end(), False) for m in self._resume.finditer(text, start, stop))
        for begin, end, intent in heapq.merge(cues, done):
            if intent or planned:
                yield Scope(PLAN, begin, stop, intent, "cue", (begin, end))
            planned = intent

    def limits(self, text: str, end: int) -> bool:
        """超过0.03‱的限制值: a figure that a word behind makes a limit."""
        return self._limit.match(text, end) is not None


_CLAUSE = re.compile(r"[,;。()]")


def _clause_end(text: str, start: int, stop: int) -> int:
    match = _CLAUSE.search(text, start, stop)
    return match.start() if match else stop
