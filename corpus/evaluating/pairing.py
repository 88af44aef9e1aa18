"""Which found fact belongs to which annotated one: one to one, by their places in the text, the best agreement first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.evaluating.agreement import Row, judge, overlap
from extract import Report

Place = tuple[Any, Any, Any]  # first character, first and last day


@dataclass(frozen=True, slots=True)
class Pair:
    """The index of a found fact, and which fields agree with the annotation."""

    found: int
    right: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Matched:
    """A report beside its annotation: `pairs` by the index of the annotated fact, dates by where they stand and what days they name."""

    golds: list[Row]
    found: list[Row]
    pairs: dict[int, Pair]
    gold_dates: dict[Place, Row]
    found_dates: dict[Place, Row]

    @property
    def spurious(self) -> list[Row]:
        """The found facts that belong to no annotated one."""
        taken = {pair.found for pair in self.pairs.values()}
        return [fact for j, fact in enumerate(self.found) if j not in taken]


def match(annotation: list[Row], report: Report) -> Matched:
    """Pairs the facts; a date is the same where it begins at the same character and names the same days."""
    golds = [r for r in annotation if r["type"] == "fact"]
    found = [f.to_dict() for f in report.facts]
    gold_dates = {_place(d): d for d in annotation if d["type"] == "date"}
    return Matched(golds, found, _paired(golds, found), gold_dates, {_place(d): d for d in (date.to_dict() for date in report.dates)})


def _place(date: Row) -> Place:
    return date["start"], date["period_start"], date["period_end"]


def _paired(golds: list[Row], found: list[Row]) -> dict[int, Pair]:
    """Greedily; what fits no place has no pair."""
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for *_, i, j, right in sorted(_options(golds, found), key=lambda option: option[:4]):
        if i not in pairs and j not in taken:
            pairs[i] = Pair(j, right)
            taken.add(j)
    return pairs


def _options(golds: list[Row], found: list[Row]) -> Iterator[tuple[int, float, int, int, dict[str, bool]]]:
    """Every two that may belong together, led by what puts the better first."""
    for i, gold in enumerate(golds):
        for j, fact in enumerate(found):
            if _covers(fact, gold):
                right = judge(gold, fact)
                yield -sum(right.values()), -overlap(gold["label"], fact["label"]), i, j, right


def _covers(fact: Row, gold: Row) -> bool:
    """A found fact covers the annotated figure's beginning; a zero said in words (未发生) need only touch one that is zero too."""
    if gold["value"] == 0 and not any(c.isdigit() for c in gold["quote"]):
        return bool(fact["start"] < gold["end"] and gold["start"] < fact["end"] and fact["value"] == 0)
    return bool(fact["start"] <= gold["start"] < fact["end"])
