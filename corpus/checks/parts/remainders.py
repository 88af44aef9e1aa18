"""Totals told behind their parts (合计570起), and parts told as what is left (其余2条)."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row, interval
from corpus.checks.context import Context
from corpus.checks.figures import total
from corpus.checks.pairs import same_scope
from corpus.checks.parts.claim import Claim, amounts, fails

_CLAUSE = "，,。;；、\n"


def totals_behind(context: Context, rows: list[Row]) -> Iterator[Claim]:
    """城东区302起、城西区268起,合计580起: the figures of the same metric before it do not make the total."""
    told = amounts(rows)
    for i in range(2, len(told)):
        whole, lead = told[i], context.between(told[i - 1], told[i])
        if not context.pattern("parts.totals").search(lead) or context.pattern("mark.stop").search(lead):
            continue
        parts = _parts_before(context, whole, told[:i])
        if len(parts) >= 2 and fails(whole, parts):
            yield Claim(whole, parts)


def _parts_before(context: Context, whole: Row, told: list[Row]) -> list[Row]:
    """The figures of the same metric that end where the total stands, back to another total."""
    parts: list[Row] = []
    behind = whole
    for part in reversed(told):
        same = part["metric"] in ("", whole["metric"]) or (not whole["metric"] and _joined(context, part, behind))
        alike = part["unit"] == whole["unit"] and same and part["period_end"] == whole["period_end"]
        if not alike or context.pattern("parts.total_label").search(part["label"]):
            break
        parts.insert(0, part)
        behind = part
    return parts


def _joined(context: Context, part: Row, behind: Row) -> bool:
    """Whether nothing but a list mark and a name stands between two figures."""
    return context.pattern("parts.member").fullmatch(context.between(part, behind)) is not None


def remainders(context: Context, rows: list[Row], known: set[int]) -> Iterator[Claim]:
    """检视问题19条,已整改17条,其余3条…: what is left and what was done do not make the whole."""
    told = amounts(rows)
    for i, left in enumerate(told):
        if i < 2 or left["seq"] in known or not _is_left_over(context, left):
            continue
        before = [r for r in told[:i] if r["unit"] == left["unit"] and same_scope(r, left)]
        if len(before) < 2:
            continue
        whole, parts = before[-2], [before[-1], left]
        if whole["value"] >= before[-1]["value"] and fails(whole, parts) and max(total(parts)) < 2 * interval(whole)[0]:
            yield Claim(whole, parts)


def _is_left_over(context: Context, row: Row) -> bool:
    clause = max(context.text.rfind(c, 0, row["start"]) for c in _CLAUSE) + 1
    return bool(context.pattern("parts.left_over").match(context.text[clause : row["start"]]))
