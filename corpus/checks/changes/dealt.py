"""Changes and earlier values that 分别 deals out to the figures told before them, in the sentence or in the one beside it."""

from __future__ import annotations

from corpus.cells import Row
from corpus.checks.changes.levels import LEVELS, Levels, level_of
from corpus.checks.context import Context
from corpus.checks.pairs import is_earlier

_NEXT = 2  # characters between a sentence and the one before


def dealt(context: Context, change: Row, told: list[Row]) -> Levels | None:
    """The present and the earlier value of a change that is dealt out, or whose earlier value is."""
    return _changes_dealt(context, change, told) or _bases_dealt(context, change)


def _changes_dealt(context: Context, change: Row, told: list[Row]) -> Levels | None:
    """…77起,2人…。与去年的83起、3人相比分别下降7.2%、33.3%: as many earlier values as changes, and before them as many present ones."""
    row = _dealt_changes(context, change)
    size = len(row)
    bases = [r for r in told if r["start"] < row[0]["start"]][-size:] if row else []
    if size < 2 or len(bases) < size or not all(is_earlier(context, base) for base in bases):
        return None
    units = [base["unit"] for base in bases]
    before = [r for r in context.rows[: bases[0]["seq"]] if r["kind"] in LEVELS and r["sentence_end"] >= change["sentence_start"] - _NEXT]
    for first in range(len(before) - size, -1, -1):
        nows = before[first : first + size]
        if [now["unit"] for now in nows] == units and not any(is_earlier(context, now) for now in nows):
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


def _bases_dealt(context: Context, change: Row) -> Levels | None:
    """检查706家,同比上升10.1%;罚款33.8万元,同比上升12.3%。去年同期分别为641家、30.1万元: as many earlier values as figures with changes."""
    level = level_of(context, change)
    here = context.sentence_of(change)
    behind = context.rows[here[-1]["seq"] + 1 :]
    if level is None or level not in here or not behind or behind[0]["sentence_start"] > change["sentence_end"] + _NEXT:
        return None
    bases = [r for r in context.sentence_of(behind[0]) if r["kind"] in LEVELS]
    changed = {r["of"] for r in here if r["kind"] == "change"}
    nows = [r for r in here if r["seq"] in changed]
    lead = context.text[behind[0]["sentence_start"] : behind[0]["start"]]
    alike = [b["unit"] for b in bases] == [n["unit"] for n in nows] and all(is_earlier(context, b) for b in bases)
    if len(bases) < 2 or not alike or level not in nows or not context.pattern("changes.dealt").search(lead):
        return None
    return Levels(level, bases[nows.index(level)])
