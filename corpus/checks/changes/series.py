"""Three times and more told in a row, and the text says that they rise or fall (C403)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus.cells import Row, interval
from corpus.checks.changes.levels import LEVELS
from corpus.checks.context import Context

_LEAST = 3  # times that make a series


class Broken(NamedTuple):
    """Two neighbours of a series that go the other way than the `words` say."""

    before: Row
    after: Row
    words: str


def broken(context: Context) -> Iterator[Broken]:
    """2021年58起、2022年51起、2023年54起,逐年下降"""
    for rows in context.sentences():
        sentence = context.plain[rows[0]["sentence_start"] : rows[0]["sentence_end"]]
        for match in context.pattern("changes.series").finditer(sentence):
            at = rows[0]["sentence_start"] + match.start()
            series = _series([r for r in rows if r["end"] <= at])
            if len(series) < _LEAST and context.pattern("changes.lists").match(sentence, match.end()):
                series = _series([r for r in rows if r["start"] >= at])
            rises = bool(match["up"] or match["up2"])
            for before, after in pairwise(series if len(series) >= _LEAST else []):
                (low, high), (low2, high2) = interval(before), interval(after)
                if (rises and high2 < low) or (not rises and low2 > high):
                    yield Broken(before, after, match[0])


def _series(rows: list[Row]) -> list[Row]:
    """The last figures that are of one unit, each of a later time than the one before."""
    told = [r for r in rows if r["kind"] in LEVELS]
    series: list[Row] = []
    for row in reversed(told):
        later = series[0] if series else None
        if row["period_end"] is None or (later is not None and (row["unit"] != later["unit"] or row["period_end"] >= later["period_end"])):
            break
        series.insert(0, row)
    return series
