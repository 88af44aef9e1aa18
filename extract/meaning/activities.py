"""The activity type of a figure that has no metric, from the words around it."""

from __future__ import annotations

import functools
import re

from patterns import Catalog


class Activities:
    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["activities"]["activity"]
        self.names: dict[str, str] = {key: entry["name"] for key, entry in table.items()}
        owners: dict[str, list[tuple[str, float]]] = {}
        for key, entry in table.items():
            for word in entry["cues"].split():
                cue, _, weight = word.partition(":")
                owners.setdefault(cue, []).append((key, float(weight or 1)))
        self._owners = owners
        self._cue = re.compile("|".join(sorted(map(re.escape, owners), key=len, reverse=True)))
        self.scores = functools.lru_cache(maxsize=1 << 15)(self._scores)

    def _scores(self, words: str) -> dict[str, float]:
        scores: dict[str, float] = {}
        for match in self._cue.finditer(words):
            owners = self._owners[match[0]]
            for owner, weight in owners:
                scores[owner] = scores.get(owner, 0.0) + weight * len(match[0]) / len(owners)
        return scores

    def best(self, label: str, clause: str, heading: str, previous: str) -> str:
        """The likeliest type; the label counts three times, the clause and the heading once each, the last figure's type a little."""
        total: dict[str, float] = {}
        for words, weight in ((label, 3.0), (label[-4:], 3.0), (clause, 1.0), (heading, 1.0)):
            for key, score in self.scores(words).items():
                total[key] = total.get(key, 0.0) + weight * score
        if previous and previous != "other":
            total[previous] = total.get(previous, 0.0) + 4.0
        if not total:
            return "other"
        return max(total.items(), key=lambda item: item[1])[0]


@functools.lru_cache(maxsize=8)
def activities_of(catalog: Catalog) -> Activities:
    return Activities(catalog)
