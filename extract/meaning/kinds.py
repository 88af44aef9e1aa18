"""What kind of fact a figure is, given the words before it: a level, a share, a change, a rate."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from extract.model import Quantity
from patterns import Catalog

_CACHE = 1 << 15


class Kinds:
    def __init__(self, catalog: Catalog) -> None:
        tables = catalog.tables["changes"]
        up = sorted(tables["up"]["words"].split(), key=len, reverse=True)
        down = sorted(tables["down"]["words"].split(), key=len, reverse=True)
        words = sorted({*up, *down}, key=len, reverse=True)
        amount, level = tables["amount"], tables["level"]
        self._down = set(down)
        no_change = tables["no_change"]["before"]
        guarded = "|".join(rf"(?<![{no_change[w]}]){w}" if w in no_change else w for w in words)
        self._change = re.compile(rf"(?P<word>{guarded}){amount['filler']}$")
        self.any_change = re.compile("|".join(w for w in words if len(w) > 1))
        self._strong = re.compile("|".join(tables["strong"]["words"].split()))
        self.base = re.compile(tables["base"]["pattern"])
        self._came_to = re.compile(level["told"])
        self._at_once = frozenset(amount["units"].split())
        self._short, self._counted, self._dealt = re.compile(amount["short"]), amount["counted"], amount["dealt"]
        self._rate, self._no_rate = re.compile(tables["rate"]["pattern"]), re.compile(tables["rate"]["none"])
        self.change_word = functools.lru_cache(maxsize=_CACHE)(self._change_word)
        self.level_after_change = functools.lru_cache(maxsize=_CACHE)(self._level_after_change)
        self.rate = functools.lru_cache(maxsize=_CACHE)(self._find_rate)
        self.to_pattern = re.compile(rf"(?:{'|'.join(words)}|{level['more']}){level['behind']}")

    def _change_word(self, left: str) -> re.Match[str] | None:
        if self.to_pattern.search(left):
            return None
        return self._change.search(left)

    def _level_after_change(self, left: str) -> bool:
        """由97起降至81起: 81 is a level."""
        return bool(self.to_pattern.search(left))

    def came_to(self, words: str) -> bool:
        """Whether words are nothing but a change and what it came to: 降至, 增加到."""
        match = self.to_pattern.match(words) if words else None
        return match is not None and match.end() == len(words)

    def sign(self, word: str) -> int:
        return -1 if word in self._down else 1

    def is_change(self, figure: Quantity, left: str, before: str, subject: Callable[[str], object] | None = None) -> re.Match[str] | None:
        """The change word where the figure is a change.

        `before` is the sentence up to the figure's clause, `subject` tells whether words name a metric (与去年相比,亡人减少1人).
        """
        match = self.change_word(left)
        if match is None or figure.unit in self._at_once:
            return match
        based = self.base.search(left) is not None
        if figure.right.strip() and not based:
            return None
        strong = self._strong.search(match["word"]) is not None
        if based or strong or (len(match["word"]) == 1 and self._short.search(match[0].rstrip(self._counted))):
            holds = based or strong or self.base.search(before) is not None
        else:
            holds = self._goes_on(left[: match.start()], before, subject)
        return match if holds else None

    def _goes_on(self, words: str, before: str, subject: Callable[[str], object] | None) -> bool:
        """Whether the words before a weak word of change let it go on with what was compared in the sentence before."""
        if not words.removeprefix(self._dealt).strip() and (self.base.search(before) or self._came_to.search(before)):
            return True
        return subject is not None and self.base.search(before.rpartition(";")[2]) is not None and bool(subject(words.strip()))

    def _find_rate(self, left: str) -> str:
        """The per-what of a rate (日均, 每月), or ""."""
        found = ""
        for match in self._rate.finditer(left):
            if not self._no_rate.match(left, match.start()):
                found = match[0]
        return found


@functools.lru_cache(maxsize=8)
def kinds_of(catalog: Catalog) -> Kinds:
    return Kinds(catalog)
