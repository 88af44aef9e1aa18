"""Makers of slips that only an earlier report can show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.cells import Cell
from corpus.checks import Context
from extract import Fact
from extract.reading.calendar import year_before
from tests.corpus.checks.slips import TO_NARROW, Slip, other_numbers


def change_off(context: Context, fact: Fact) -> Iterator[tuple[int, int, str]]:
    points = 10**fact.decimals
    yield from ((fact.start, fact.end, new) for new in other_numbers(fact.quote, points, -points, 3 * points, 10 * points))


def sign_turned(context: Context, fact: Fact) -> Iterator[tuple[int, int, str]]:
    for up, down in (("上升", "下降"), ("增长", "减少")):
        for word, other in ((up, down), (down, up)):
            at = context.text.rfind(word, fact.start - 6, fact.start)
            if at >= 0:
                yield at, at + 2, other


CHANGE_SLIPS = (("change off", change_off), ("sign turned", sign_turned))


def yearly_changes(context: Context) -> Iterator[Fact]:
    """Changes in percent of figures that the report of the year before states."""
    facts, base = context.report.facts, year_ago(context)
    for f in facts:
        if f.kind != "change" or f.unit != "%" or f.status != "actual" or f.entity or f.qualifier or f.of is None:
            continue
        cell = base.get(f.metric)
        if facts[f.of].kind in ("count", "money") and cell is not None and cell.how == "stated":
            yield f


def figures_kept(context: Context) -> Iterator[tuple[int, int, str]]:
    """Last year's figure in the place of this year's."""
    base = year_ago(context)
    for metric, cell in context.cells.items():
        old = base.get(metric)
        flows = context.catalog.metrics[metric].flow
        if old is None or not flows or not cell.how == old.how == "stated" or cell.value == old.value:
            continue
        fact, earlier = cell.sources[0], old.sources[0]
        digits = re.sub(r"[^0-9]", "", earlier["quote"].translate(TO_NARROW))
        if fact["modifier"] == earlier["modifier"] == "exact" and fact["unit"] == earlier["unit"] and len(digits.rstrip("0")) >= 3:
            yield fact["start"], fact["end"], earlier["quote"]


def year_ago(context: Context) -> dict[str, Cell]:
    then = year_before(context.report.period)
    return context.past.get((then.start, then.end), {})


def past_slips(context: Context) -> Iterator[Slip]:
    """Changes that the store can refute, signs turned, and figures kept from an earlier report."""
    for fact in yearly_changes(context):
        for kind, make in CHANGE_SLIPS:
            yield from ((kind, *slip) for slip in make(context, fact))
    yield from (("last year's figure kept", *slip) for slip in figures_kept(context))
