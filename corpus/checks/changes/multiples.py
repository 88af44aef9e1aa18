"""Multiples of an earlier figure (是去年同期的3倍): held against the figure that the draft tells (C401), and against the store (C402)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus.cells import Cell, Row, interval
from corpus.checks.changes.told import agrees
from corpus.checks.context import Context
from corpus.checks.figures import apart, quotient
from corpus.checks.pairs import AMOUNTS


class Multiple(NamedTuple):
    """A multiple that is not that of the two figures."""

    times: Row
    now: Row
    base: Row


def in_draft(context: Context) -> Iterator[Multiple]:
    """查封15家,是去年同期(5家)的3倍"""
    for rows in context.sentences():
        for now, base, times in zip(rows, rows[1:], rows[2:], strict=False):
            if not context.pattern("changes.multiple").search(times["quote"]) or now["unit"] != base["unit"]:
                continue
            told = context.pattern("changes.times_earlier").search(context.between(now, base))
            earlier = base["period_end"] and now["period_end"] and base["period_end"] < now["period_end"]
            if told and earlier and not _is_multiple(times, now, base):
                yield Multiple(times, now, base)


def against_past(context: Context) -> Iterator[Multiple]:
    """查封15家,是去年同期的3倍: the base stands in the report of that time."""
    for rows in context.sentences():
        for now, times in pairwise(rows):
            cell = _earlier(context, now, times)
            if cell is not None and not _is_multiple(times, now, cell.sources[0]):
                yield Multiple(times, now, cell.sources[0])


def _earlier(context: Context, now: Row, times: Row) -> Cell | None:
    """The stored figure that a multiple right behind a figure is told of; None where it is of something else, or not stored."""
    lead = context.between(now, times)
    if times["kind"] != "ratio" or not context.pattern("changes.multiple").search(times["quote"]):
        return None
    if (
        now["kind"] not in AMOUNTS
        or now["qualifier"]
        or now["entity"]
        or now["status"] != "actual"
        or times["metric"] not in ("", now["metric"])
    ):
        return None
    if not context.pattern("changes.times_behind").search(lead):
        return None
    told = [d.period for d in context.report.dates if now["end"] <= d.start and d.end <= times["start"]]
    cell = context.past.get((told[0].start, told[0].end), {}).get(now["metric"]) if len(told) == 1 else None
    if cell is None or cell.how != "stated" or not cell.value or not context.compatible(cell.unit, now["unit"]):
        return None
    return cell


def _is_multiple(times: Row, now: Row, base: Row) -> bool:
    """Whether the multiple is that of the figures; what is told roughly may be so."""
    computed = quotient(now, base)
    if times["modifier"] == now["modifier"] == base["modifier"] == "exact":
        return agrees(times, computed)
    return not apart(interval(times), computed)
