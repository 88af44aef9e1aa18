"""Which metric the words beside a figure name.  Every rule of every metric that takes the unit is tried; the best wins.

Evidence is the string ``left¤right``.  A match scores its rule's weight, half a point a character (up to ten), less four
tenths for each character between it and the figure; the winner must beat the next metric by a margin, else nothing is said.
Results are kept by evidence and unit: reports repeat their phrases, and the same words always give the same candidates.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from extract.reading.buckets import required
from patterns import Catalog, Metric
from patterns.timed import Expression

MARGIN = 0.25
_FLOOR = -3.0  # a match so far away says nothing
_CACHE = 1 << 16


@dataclass(frozen=True, slots=True)
class Candidate:
    score: float
    metric: str
    rule: int
    context: Expression | None
    context_not: Expression | None
    after: Expression | None


@dataclass(frozen=True, slots=True)
class _Rule:
    index: int
    pattern: Expression
    weight: float
    context: Expression | None
    context_not: Expression | None
    after: Expression | None


def _compiled(pattern: str, metric: Metric, catalog: Catalog) -> Expression | None:
    return catalog.rule(pattern, metric.id) if pattern else None


class _Index:
    """The rules of one kind and unit, found by the characters that a match of theirs must contain."""

    def __init__(self) -> None:
        self.entries: list[tuple[Metric, Expression | None, _Rule]] = []
        self._by_trigger: dict[str, list[int]] = {}
        self._always: list[int] = []

    def add(self, metric: Metric, exclude: Expression | None, rule: _Rule) -> None:
        number = len(self.entries)
        self.entries.append((metric, exclude, rule))
        triggers = required(rule.pattern.pattern)
        if triggers is None:
            self._always.append(number)
            return
        for trigger in triggers:
            self._by_trigger.setdefault(trigger, []).append(number)

    def fitting(self, evidence: str) -> list[int]:
        """Numbers of the rules that can match the evidence, in order."""
        found = set(self._always)
        get = self._by_trigger.get
        for key in {*evidence, *map("".join, itertools.pairwise(evidence))}:
            rules = get(key)
            if rules:
                found.update(rules)
        return sorted(found)


class Told(Protocol):
    """What was told before: its metric, or ""."""

    metric: str


class Matcher:
    def __init__(self, catalog: Catalog) -> None:
        self._undecided: str = catalog.tables["counting"]["matching"]["undecided"]
        self._table: dict[tuple[str, str], _Index] = {}
        self._any: dict[str, _Index] = {}
        self._subjects: list[tuple[str, Expression, Expression | None]] = []
        for metric in catalog.metrics.values():
            exclude = _compiled(metric.exclude, metric, catalog)
            for i, rule in enumerate(metric.rules):
                compiled = _Rule(
                    i,
                    catalog.rule(rule.match, metric.id),
                    rule.weight,
                    _compiled(rule.context, metric, catalog),
                    _compiled(rule.context_not, metric, catalog),
                    _compiled(rule.after, metric, catalog),
                )
                for unit in metric.units or [metric.unit]:
                    if not rule.units or unit in rule.units:
                        self._table.setdefault((metric.kind, unit), _Index()).add(metric, exclude, compiled)
                self._any.setdefault(metric.kind, _Index()).add(metric, exclude, compiled)
            if metric.subjects:
                self._subjects.append((metric.id, catalog.rule(metric.subjects, metric.id), exclude))
        self.candidates = functools.lru_cache(maxsize=_CACHE)(self._candidates)
        self.subject = functools.lru_cache(maxsize=_CACHE)(self._subject)

    def _candidates(self, evidence: str, unit: str | None, kind: str) -> tuple[Candidate, ...]:
        """All metrics the evidence may name, best first; `unit` None takes any."""
        index = self._any.get(kind) if unit is None else self._table.get((kind, unit))
        if index is None:
            return ()
        figure = evidence.index("¤")
        found: list[Candidate] = []
        excluded: dict[str, bool] = {}
        for number in index.fitting(evidence):
            metric, exclude, rule = index.entries[number]
            best = None
            for match in rule.pattern.finditer(evidence):
                start, end = match.span()
                if end <= start:
                    continue
                length = end - start
                if start <= figure < end:
                    gap, length = 0, length - 1
                elif end <= figure:
                    gap = figure - end
                else:
                    gap = start - figure
                score = rule.weight + 0.5 * min(length, 10) - 0.4 * min(gap, 20)
                if best is None or score > best:
                    best = score
            if best is None or best <= _FLOOR:
                continue
            if exclude is not None:
                if metric.id not in excluded:
                    excluded[metric.id] = bool(exclude.search(evidence))
                if excluded[metric.id]:
                    continue
            found.append(Candidate(best, metric.id, rule.index, rule.context, rule.context_not, rule.after))
        found.sort(key=lambda c: -c.score)
        return tuple(found)

    def best(self, evidence: str, unit: str | None, kind: str, context: str, chain: Sequence[Told]) -> tuple[str, str]:
        """(metric, pattern) that wins in this context, or ("", why not); `chain` is what the sentence has told so far."""
        return self.scored(evidence, unit, kind, context, chain)[:2]

    def scored(self, evidence: str, unit: str | None, kind: str, context: str, chain: Sequence[Told]) -> tuple[str, str, float]:
        """As `best`, with the winner's score."""
        leader: Candidate | None = None
        for candidate in self.candidates(evidence, unit, kind):
            if candidate.after is not None and not candidate.after.search("".join([f"{r.metric}," for r in chain if r.metric])):
                continue
            if candidate.context is not None and not candidate.context.search(context):
                continue
            if candidate.context_not is not None and candidate.context_not.search(context):
                continue
            if leader is None:
                leader = candidate
                continue
            if candidate.metric == leader.metric:
                continue
            if leader.score - candidate.score < MARGIN:
                return "", f"{self._undecided}:{leader.metric}|{candidate.metric}", leader.score
            break
        return (leader.metric, f"{leader.metric}#{leader.rule + 1}", leader.score) if leader else ("", "", -99.0)

    def _subject(self, words: str) -> tuple[str, ...]:
        """Metrics that `words` name without a figure (亡人, 起数), longest first."""
        found = []
        for metric, pattern, exclude in self._subjects:
            if exclude is not None and exclude.search(words):
                continue
            lengths = [m.end() - m.start() for m in pattern.finditer(words) if m.end() > m.start()]
            if lengths:
                found.append((-max(lengths), metric))
        return tuple(metric for _, metric in sorted(found, key=lambda f: f[0]))


@functools.lru_cache(maxsize=8)
def matcher(catalog: Catalog) -> Matcher:
    return Matcher(catalog)
