"""What a figure may count, and which reader says so: the rules, the examples, its words alone."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

from corpus.keeping.figures import fits
from extract import Fact, extract_report
from extract.meaning.matching import matcher
from patterns import Catalog
from patterns.schema import Metric

MOST = 3
_LEAST = 0.03  # share of the examples below which they say nothing
_FITS = 2.0  # score of rules from which the words of a label alone say something
_BEFORE, _BEHIND = 160, 60  # characters around a figure that are read again
_KINDS = ("count", "money", "measure")
_LIKE, _LIKE_OTHERWISE = "说法相符", "说法相符,单位少见"
_READERS = {"rules": "规则", "lessons": "经验"}


class Candidate(NamedTuple):
    """A metric and who votes for it, in Chinese, the strongest first."""

    metric: str
    why: tuple[str, ...]


def other_words(metric: Metric) -> list[str]:
    """What else people call it: of its subjects those that are words."""
    return [word for word in (metric.subjects or "").split("|") if word.isalpha() and word != metric.name]


def of_fact(fact: Fact, catalog: Catalog, but: str = "") -> list[Candidate]:
    """The metrics of a figure that was just read, the likeliest first, without one (`but`)."""
    kinds = [fact.kind] if fact.kind in _KINDS else []
    return _told(list(fact.votes), fact.label, fact.unit, kinds, catalog, "", but)


def of_label(row: dict[str, Any], catalog: Catalog) -> list[Candidate]:
    """The metrics of a phrase that waits for a decision (a row of `corpus.keeping.undecided`), the likeliest first."""
    votes = _votes(*_around(row["example"]), row["label"], row["unit"], catalog)
    return _told(list(votes), row["label"], row["unit"], row["kinds"], catalog, row["metric"])


def _told(
    votes: Sequence[tuple[str, str, float]], label: str, unit: str, kinds: Sequence[str], catalog: Catalog, stored: str, but: str = ""
) -> list[Candidate]:
    points: dict[str, float] = {}
    why: dict[str, list[str]] = {}

    def say(metric: str, point: float, reason: str) -> None:
        if metric in catalog.metrics and metric != but and reason not in why.setdefault(metric, []):
            points[metric] = points.get(metric, 0.0) + point
            why[metric].append(reason)

    say(stored, 3.0, "现在归在此处,存疑")
    for reader, metric, share in votes:
        if reader == "examples" and share >= _LEAST:
            say(metric, share, f"例句 {share:.0%}")
        elif reader in _READERS:
            say(metric, 1.0, _READERS[reader])
    for own, point, reason in ((unit or None, 0.5, _LIKE), (None, 0.3, _LIKE_OTHERWISE)):
        for kind in kinds or _KINDS:
            for found in matcher(catalog).candidates(f"{label}¤", own, kind):
                if found.score >= _FITS and _LIKE not in why.get(found.metric, ()):
                    say(found.metric, point * found.score / 10, reason)
    best = sorted((m for m in points if all(fits(catalog.metrics[m], unit, k, catalog) for k in kinds)), key=lambda m: -points[m])
    return [Candidate(metric, tuple(why[metric])) for metric in best[:MOST]]


def _around(example: dict[str, Any]) -> tuple[str, int]:
    """The words around the figure of an example, and where it begins in them; of a long sentence no more than is looked at."""
    sentence = example.get("sentence") or ""
    at = max(0, min((example.get("start") or 0) - (example.get("sentence_start") or 0), len(sentence)))
    begin = max(0, at - _BEFORE)
    return sentence[begin : at + _BEHIND], at - begin


@functools.lru_cache(maxsize=1 << 12)
def _votes(text: str, at: int, label: str, unit: str, catalog: Catalog) -> tuple[tuple[str, str, float], ...]:
    """What the readers say of the figure told so in a sentence; of several the one nearest to the place."""
    facts = [f for f in extract_report(text, catalog=catalog).facts if f.label == label and f.unit == unit]
    return min(facts, key=lambda f: abs(f.start - at)).votes if facts else ()
