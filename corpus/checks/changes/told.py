"""The changes that a text tells, and the two figures each of them lies between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from corpus.cells import Row
from corpus.checks.changes.dealt import dealt
from corpus.checks.changes.levels import LEVELS, Levels, level_of
from corpus.checks.context import Context
from corpus.checks.figures import percent
from corpus.checks.pairs import with_earlier


def changes(context: Context) -> Iterator[tuple[Row, list[Row]]]:
    """Every change with the figures told before it in its sentence."""
    return ((row, earlier) for row, earlier in with_earlier(context) if row["kind"] == "change")


def levels(context: Context, change: Row, earlier: list[Row]) -> Levels | None:
    """The present and the earlier value in the sentence that a change speaks of, or None where the sentence does not tell both."""
    every = [r for r in earlier if r["kind"] in LEVELS]
    told = [r for r in every if r["metric"] == change["metric"]]
    if change["metric"]:
        found = _from_to(context, told) or _with_base(context, told, level_of(context, change)) or _of_two_times(context, change)
        if found is not None:
            return found
    return _from_to(context, every) or _beside(context, change, every) or dealt(context, change, every)


def _of_two_times(context: Context, change: Row) -> Levels | None:
    """104起,较去年同期的118起下降11.9%; 2022年980家,2023年1127家: the sentence tells the same thing of two times, and no third."""
    nearby = context.text[max(change["sentence_start"], change["start"] - 20) : change["start"]]
    if context.pattern("changes.against_mean").search(nearby):
        return None
    same = [r for r in context.sentence_of(change) if _alike(r, change)]
    if len(same) != 2 or same[0]["unit"] != same[1]["unit"] or same[0]["kind"] != same[1]["kind"]:
        return None
    level = level_of(context, change)
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


def _beside(context: Context, change: Row, told: list[Row]) -> Levels | None:
    """15.6万元,较上年一季度的12.4万元增长25.8%: the two figures right before the changes, the second of an earlier time."""
    if len(told) < 2 or any(r["kind"] != "change" for r in context.rows[told[-1]["seq"] + 1 : change["seq"]]):
        return None
    now, base = told[-2:]
    if base["seq"] != now["seq"] + 1 or now["unit"] != base["unit"] or now["kind"] != base["kind"]:
        return None
    between = context.between(now, base)
    if context.pattern("changes.bracketed").fullmatch(between):
        return Levels(now, base) if context.pattern("changes.bracket_closes").fullmatch(context.between(base, change)) else None
    earlier = base["period_end"] and now["period_end"] and base["period_end"] < now["period_end"]
    return Levels(now, base) if earlier and context.pattern("changes.beside").fullmatch(between) else None


def _with_base(context: Context, told: list[Row], level: Row | None) -> Levels | None:
    """1062起(2022年同期1130起),同比下降6.0%"""
    for now, base in pairwise(told):
        if now["unit"] != base["unit"] or not context.pattern("changes.earlier").match(context.between(now, base)):
            continue
        if base["period_end"] and now["period_end"] and base["period_end"] < now["period_end"]:
            if level is None or level["seq"] in (now["seq"], base["seq"]):
                return Levels(now, base)
    return None


def agrees(change: Row, computed: tuple[float, float]) -> bool:
    """Whether a change in percent is the computed one, with its sign."""
    return percent(change["value"], change["decimals"], computed)


def agrees_turned(change: Row, computed: tuple[float, float]) -> bool:
    """The same with the sign turned about."""
    return percent(-change["value"], change["decimals"], computed)
