"""Results against plans: 计划检查1100家,已检查640家,完成计划的58.2%."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row
from corpus.checks.context import Context
from corpus.checks.figures import quotient
from corpus.checks.pairs import AMOUNTS
from corpus.checks.reckoned.claim import Claim, may_be


def targets(context: Context) -> Iterator[Claim]:
    """Shares of a plan that result and plan do not give; both stand before the share, in one unit."""
    for rows in context.sentences():
        for i, share in enumerate(rows):
            clause = context.pattern("reckoned.clause_before").search(context.text[share["sentence_start"] : share["start"]])
            if share["kind"] != "ratio" or share["unit"] != "%" or not clause or not context.pattern("reckoned.of_plan").search(clause[0]):
                continue
            told = [r for r in rows[:i] if r["kind"] in AMOUNTS and r["value"]]
            plans = [r for r in told if _is_plan(context, r)]
            done = [r for r in told if r not in plans and r["status"] == "actual"]
            if not plans or not done or plans[-1]["unit"] != done[-1]["unit"]:
                continue
            computed = quotient(done[-1], plans[-1])
            if not may_be(share, computed):
                yield Claim(share, computed, [done[-1], plans[-1]], "")


def _is_plan(context: Context, row: Row) -> bool:
    """Whether a figure is what was planned, by the words of its own clause."""
    before = context.pattern("reckoned.clause_before").search(context.text[row["sentence_start"] : row["start"]])
    behind = context.pattern("reckoned.plan_behind").match(context.text, row["end"])
    return bool(behind or (before and context.pattern("reckoned.plan").search(before[0])))
