"""The changes that a text tells, and the two figures each of them lies between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus.cells import Row
from corpus.checks.context import Context
from corpus.checks.figures import percent
from corpus.checks.pairs import with_earlier

LEVELS = ("count", "money", "ratio", "measure")  # kinds of figures that can rise and fall


_NEXT = 2  # characters between a sentence and the one before


class Levels(NamedTuple):
    """The present figure and the earlier one."""

    now: Row
    base: Row


def changes(context: Context) -> Iterator[tuple[Row, list[Row]]]:
    """Every change with the figures told before it in its sentence."""
    return ((row, earlier) for row, earlier in with_earlier(context) if row["kind"] == "change")


def levels(context: Context, change: Row, earlier: list[Row]) -> Levels | None:
    """The present and the earlier value in the sentence that a change speaks of, or None where the sentence does not tell both."""
    every = [r for r in earlier if r["kind"] in LEVELS]
    told = [r for r in every if r["metric"] == change["metric"]]
    if change["metric"]:
        found = _from_to(context, told) or _with_base(context, told, _level(context, change)) or _of_two_times(context, change)
        if found is not None:
            return found
    return _from_to(context, every) or dealt(context, change, every)


def dealt(context: Context, change: Row, told: list[Row]) -> Levels | None:
    """…77起,2人…。与去年的83起、3人相比分别下降7.2%、33.3%: as many earlier values as changes, and before them as many present ones."""
    row = _dealt_changes(context, change)
    size = len(row)
    bases = [r for r in told if r["start"] < row[0]["start"]][-size:] if row else []
    if size < 2 or len(bases) < size or not all(_is_earlier(context, base) for base in bases):
        return None
    units = [base["unit"] for base in bases]
    before = [r for r in context.rows[: bases[0]["seq"]] if r["kind"] in LEVELS and r["sentence_end"] >= change["sentence_start"] - _NEXT]
    for first in range(len(before) - size, -1, -1):
        nows = before[first : first + size]
        if [now["unit"] for now in nows] == units and not any(_is_earlier(context, now) for now in nows):
            at = row.index(change)
            return Levels(nows[at], bases[at])
    return None


def _dealt_changes(context: Context, change: Row) -> list[Row]:
    """The changes that one 分别 deals out, this one among them; none where it deals out none."""
    rows = context.sentence_of(change)
    at = rows.index(change)
    first, last = at, at
    while first > 0 and rows[first - 1]["kind"] == "change":
        first -= 1
    while last + 1 < len(rows) and rows[last + 1]["kind"] == "change":
        last += 1
    lead = context.text[rows[first - 1]["end"] if first else change["sentence_start"] : rows[first]["start"]]
    return rows[first : last + 1] if context.pattern("changes.dealt").search(lead) else []


def _is_earlier(context: Context, row: Row) -> bool:
    """Whether a figure is told of a time before the report's own period."""
    own = context.report.period.start
    return own is not None and row["period_end"] is not None and row["period_end"] < own


def _of_two_times(context: Context, change: Row) -> Levels | None:
    """104起,较去年同期的118起下降11.9%; 2022年980家,2023年1127家: the sentence tells the same thing of two times, and no third."""
    nearby = context.text[max(change["sentence_start"], change["start"] - 20) : change["start"]]
    if context.pattern("changes.against_mean").search(nearby):
        return None
    same = [r for r in context.sentence_of(change) if _alike(r, change)]
    if len(same) != 2 or same[0]["unit"] != same[1]["unit"] or same[0]["kind"] != same[1]["kind"]:
        return None
    level = _level(context, change)
    if level is not None and level["seq"] not in (same[0]["seq"], same[1]["seq"]):
        return None  # told of another one: 其中住宅火灾42起,…下降12.5%
    base, now = sorted(same, key=lambda r: (r["period_end"] is not None, r["period_end"]))
    if base["period_end"] is None or now["period_end"] is None or base["period_end"] >= now["period_end"]:
        return None
    return Levels(now, base)


def _alike(row: Row, change: Row) -> bool:
    """A level of what changed: of the same metric, owner and part."""
    return row["kind"] in LEVELS and all(row[name] == change[name] for name in ("metric", "entity", "qualifier", "status"))


def _from_to(context: Context, told: list[Row]) -> Levels | None:
    """由97起降至81起,下降16.5%"""
    if len(told) < 2 or told[-1]["unit"] != told[-2]["unit"]:
        return None
    base, now = told[-2:]
    begins = context.pattern("changes.from").search(context.before(base, 18))
    ends = context.pattern("changes.to").search(context.before(now, 4).rstrip())
    return Levels(now, base) if begins and ends else None


def _with_base(context: Context, told: list[Row], level: Row | None) -> Levels | None:
    """1062起(2022年同期1130起),同比下降6.0%"""
    for now, base in pairwise(told):
        if now["unit"] != base["unit"] or not context.pattern("changes.earlier").match(context.between(now, base)):
            continue
        if base["period_end"] and now["period_end"] and base["period_end"] < now["period_end"]:
            if level is None or level["seq"] in (now["seq"], base["seq"]):
                return Levels(now, base)
    return None


def _level(context: Context, change: Row) -> Row | None:
    """The figure that a change is told of, also by way of another change (增加5起,增幅11.9%)."""
    level = context.referent(change)
    return context.referent(level) if level is not None and level["kind"] == "change" else level


def agrees(change: Row, computed: tuple[float, float]) -> bool:
    """Whether a change in percent is the computed one, with its sign."""
    return percent(change["value"], change["decimals"], computed)


def agrees_turned(change: Row, computed: tuple[float, float]) -> bool:
    """The same with the sign turned about."""
    return percent(-change["value"], change["decimals"], computed)
