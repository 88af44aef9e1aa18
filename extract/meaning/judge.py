"""Two readers and a judge: what the rules say of a figure, what the examples say, and how far the two together can be relied on.

They agree: sure.  One is silent: the other's answer, doubtful.  They differ: the better supported, doubtful.
The thresholds are in `patterns/judge.toml`; docs/metrics.md has the table they come from.
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
        self._fill: dict[str, float] = table["fill"]
        self.why: dict[str, str] = table["doubts"]
        self._alike = [frozenset(units.split()) for units in table["units"].values()]
        self._how: str = table["how"]
        self.firm = self._at["firm"]
        self.taught: str = table["taught"]  # what a fact that a lesson named says of where its metric came from
        self.deployed = frozenset(table["deployed"].split())
        self.alike_from: float = self._at["alike"]
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

    def counting_like(self, unit: str) -> set[str]:
        """The unit, and those that count the same sort of thing."""
        return {unit}.union(*(units for units in self._alike if unit in units))

    def likeliest(self, votes: Votes, sure: bool = False) -> str:
        """What the examples say of a thing named without a figure of its own, "" where they are not (quite) sure."""
        least = self._at["sure"] if sure else self._at["subject"]
        return votes[0][0] if votes and votes[0][0] != NONE and votes[0][1] >= least else ""

    def supports(self, votes: Votes, metric: str) -> bool:
        """Whether the examples give the rules' answer some share."""
        return not votes or dict(votes).get(metric, 0.0) >= self._at["support"]

    def decide(self, metric: str, pattern: str, votes: Votes, in_context: bool = False, kind: str = "count") -> tuple[str, str, str]:
        """(metric, what gave it, doubt): of the rules' answer ("" none) and the votes; one `in_context` is not overruled.

        What a sum of money is spent on is told in fewer ways than what a count counts: `kind` has its own threshold.
        """
        if not votes:
            return metric, pattern, ""
        top, share = votes[0]
        if not metric:
            fills = top != NONE and share >= self._fill.get(kind, self._at["fill"])
            return (top, self._how, self.why["example"]) if fills else (metric, pattern, "")
        if self.supports(votes, metric):
            return metric, pattern, ""
        if top == NONE:
            silent = share >= self._at["silence"] and not in_context
            return ("", self.why["none"], self.why["none"]) if silent else (metric, pattern, self.why["alone"])
        overruled = share >= self._at["overrule"] and not in_context
        return (top, self._how, self.why["differ"]) if overruled else (metric, pattern, self.why["differ"])


@functools.lru_cache(maxsize=8)
def judge_of(catalog: Catalog) -> Judge:
    return Judge(catalog)
