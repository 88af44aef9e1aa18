"""分别 and 各: one phrase that speaks of several things, dealt out to its figures.

`省、市级媒体分别刊发稿件6篇、23篇` gives each figure its own item; `A、B各3次` gives one figure to two items;
`分别占22.3%、11.1%` refers back to the figures told before.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.model import Quantity
from extract.parsing.clauses import words_of
from patterns import Catalog


@dataclass(slots=True)
class Deal:
    """What one figure of a group gets: its item, the words between the items and the figure, the figure it refers to."""

    item: str
    middle: str
    index: int  # position in the group
    size: int
    lead: str = ""  # a verb before the items


class Groups:
    """The words of `patterns/clauses.toml` on groups, compiled."""

    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["clauses"]["groups"]
        self._words = words_of(catalog)
        self._marks: str = table["marks"]
        self._respectively, self._quarter, self._numerals = table["respectively"], table["quarter"], table["numerals"]
        self._parted, self._level, self._each, self._tally, self._quarters, self._comparison, self._listed, self._change = (
            re.compile(table[name]) for name in ("parted", "level", "each", "tally", "quarters", "comparison", "listed", "change")
        )

    def items(self, words: str) -> list[str]:
        """省、市级媒体 → [省级媒体, 市级媒体]; a list mark inside brackets does not part."""
        parts = self._parts(words)
        level = self._level.match(parts[-1]) if len(parts) > 1 else None
        if level is None:
            return parts
        suffix = parts[-1][level.end() :]
        return [p + suffix if self._level.fullmatch(p) or (self._level.match(p) and len(p) <= 2) else p for p in parts]

    def _parts(self, words: str) -> list[str]:
        depth = 0
        parts, start, i = [], 0, 0
        while i < len(words):
            c = words[i]
            depth += c in "(（“《"
            depth -= c in ")）”》"
            match = self._parted.match(words, i) if depth <= 0 else None
            if match and i > start:
                parts.append(words[start:i])
                i = start = match.end()
                continue
            i += 1
        parts.append(words[start:])
        return [p.strip() for p in parts if p.strip()]

    def respective(self, figures: list[Quantity], at: int) -> tuple[int, list[Deal], bool] | None:
        """The group of 分别 that begins at figure `at`: (size, deals, whether its items were written)."""
        first = figures[at]
        opening = self._opening(figures, at)
        if opening is None:
            return None
        size = 1
        while at + size < len(figures) and self._goes_on(first, figures[at + size]):
            size += 1
        if size == 1:
            return None
        before = self._words.content(self._comparison.sub("", first.left[: opening[0]]))
        middle = first.left[opening[1] :]
        return self._dealt(first, before, middle, size)

    def _opening(self, figures: list[Quantity], at: int) -> tuple[int, int] | None:
        """Where the word that deals out begins and ends in what stands before the first figure."""
        first = figures[at]
        where = first.left.rfind(self._respectively)
        if where >= 0:
            return where, where + len(self._respectively)
        # 占总数的59.1%和48.7%: a list of shares or changes with nothing between them
        if first.unit != "%" or first.kind not in ("ratio", "change") or at + 1 >= len(figures) or figures[at + 1].unit != "%":
            return None
        if not figures[at + 1].glued or figures[at + 1].left.strip(self._marks):
            return None
        match = self._listed.search(first.left)
        where = match.start() if match else len(first.left)
        return where, where

    def _goes_on(self, first: Quantity, following: Quantity) -> bool:
        """Whether a figure belongs to the list that `first` opens: bare, or with a change of its own (增长5.1%、7.4%和减少2.8%)."""
        own = following.left.strip(self._marks)
        if not own or following.zero:
            return following.glued
        return first.kind in ("ratio", "change") and following.left[0] in self._marks and self._change.fullmatch(own) is not None

    def _dealt(self, first: Quantity, before: str, middle: str, size: int) -> tuple[int, list[Deal], bool]:
        """The things before, one a figure: by their names, as quarters, or unnamed."""
        lead = ""
        verb = self._words.verb(before)
        if verb and verb[0] == 0 and len(self.items(before[verb[1] :])) == size:
            lead, before = before[: verb[1]], before[verb[1] :]
        items = self.items(before) if before else []
        if len(items) == size:
            return size, [Deal(item, middle, i, size, lead) for i, item in enumerate(items)], True
        quarters = self._quarters.search(before)
        if quarters:
            begin, end = (self._numerals.index(quarters[name]) for name in ("first", "last"))
            if end - begin + 1 == size:
                names = [f"{c}{self._quarter}{before[quarters.end() :]}" for c in self._numerals[begin : end + 1]]
                return size, [Deal(name, middle, i, size) for i, name in enumerate(names)], True
        lead = before if before and first.kind not in ("ratio", "change") else ""
        return size, [Deal("", middle, i, size, lead) for i in range(size)], False

    def each(self, figure: Quantity, cut: Callable[[str], list[str]]) -> list[Deal] | None:
        """The items that share one figure (A、B各3次), or None."""
        found = list(self._each.finditer(figure.left))
        if not found:
            return None
        last = found[-1]
        before, middle = self._words.content(figure.left[: last.start()]), figure.left[last.end() :]
        verb = self._words.verb(before)
        lead = ""
        if verb and verb[0] == 0:
            lead, before = before[: verb[1]], before[verb[1] :]
        tally = self._tally.search(before)
        suffix = ""
        if tally:
            suffix, before = tally["rest"], before[: tally.start()]
        items = self.items(before)
        if len(items) < 2:
            return None
        if suffix:
            items = [p + suffix for p in items]
        elif not middle.strip():
            items = _share_head(items, cut)
        return [Deal(item, middle, i, len(items), lead) for i, item in enumerate(items)]


@functools.lru_cache(maxsize=8)
def groups_of(catalog: Catalog) -> Groups:
    return Groups(catalog)


def _share_head(items: list[str], cut: Callable[[str], list[str]]) -> list[str]:
    """[全员体能, 技能考核] → [全员体能考核, 技能考核]: the last item's head noun is everyone's."""
    tokens = cut(items[-1])
    if len(tokens) > 1 and len(tokens[-1]) >= 2:
        head = tokens[-1]
        return [p if p.endswith(head) else p + head for p in items]
    return items
