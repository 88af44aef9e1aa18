"""Two readers and a judge: what the rules say of a figure, what the examples say, and how far the two together can be relied on.

They agree: sure.  One is silent: its answer, doubtful unless it is very sure of itself.  They differ: the better supported, doubtful.
The thresholds are in `patterns/scopes.toml` [judge]; docs/metrics.md has the table they come from.
"""

from __future__ import annotations

import functools

from extract.meaning.learned import NONE, learned
from extract.parsing.frames import Frame
from patterns import Catalog

Votes = tuple[tuple[str, float], ...]


class Judge:
    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["judge"]
        self._at: dict[str, float] = table["thresholds"]
        self._why: dict[str, str] = table["doubts"]
        self._alike = [frozenset(units.split()) for units in table["units"].values()]
        self._how: str = table["how"]
        self._learned = learned(catalog)

    def votes(self, frame: Frame) -> Votes:
        """What the example reader says: the likeliest answers with their shares."""
        return self._learned.votes(frame)

    @property
    def how(self) -> str:
        """What a fact that the examples named says of where its metric came from."""
        return self._how

    def alike(self, a: str, b: str) -> bool:
        """Whether two units count the same sort of thing."""
        return a == b or any(a in units and b in units for units in self._alike)

    def subject(self, frame: Frame, sure: bool = False) -> str:
        """The metric of a thing that is named without a figure of its own, "" where the examples are not (quite) sure."""
        votes = self.votes(frame)
        least = self._at["sure"] if sure else self._at["subject"]
        return votes[0][0] if votes and votes[0][0] != NONE and votes[0][1] >= least else ""

    def decide(self, metric: str, pattern: str, votes: Votes, in_context: bool = False) -> tuple[str, str, str]:
        """(metric, what gave it, doubt): of the rules' answer ("" none) and the votes; one `in_context` is not overruled."""
        if not votes:
            return metric, pattern, ""
        top, share = votes[0]
        if not metric:
            fills = top != NONE and share >= self._at["fill"]
            return (top, self._how, self._why["example"]) if fills else (metric, pattern, "")
        if dict(votes).get(metric, 0.0) >= self._at["support"]:
            return metric, pattern, ""
        if top == NONE:
            silent = share >= self._at["silence"] and not in_context
            return ("", self._why["none"], self._why["none"]) if silent else (metric, pattern, self._why["alone"])
        overruled = share >= self._at["overrule"] and not in_context
        return (top, self._how, self._why["differ"]) if overruled else (metric, pattern, self._why["differ"])


@functools.lru_cache(maxsize=8)
def judge_of(catalog: Catalog) -> Judge:
    return Judge(catalog)
