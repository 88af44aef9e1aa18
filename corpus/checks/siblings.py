"""The whole that a list of shares divides, known from the shares that agree with it, whatever the figures count."""

from __future__ import annotations

from corpus.cells import Row
from corpus.checks.context import Context
from corpus.checks.pairs import AMOUNTS
from corpus.checks.percentages import agrees, is_share


def wholes_of_list(context: Context, share: Row, part: Row) -> list[Row]:
    """The figure before the list of which another share of it is one; none where this share is that of some figure before as well."""
    line = context.text.rfind("\n", 0, part["start"])
    before = [
        r for r in context.rows[: part["seq"]]
        if r["start"] > line and r["kind"] == part["kind"] and r["kind"] in AMOUNTS and r["unit"] == part["unit"] and r["value"] >= part["value"]
    ]  # fmt: skip
    if any(agrees(part, whole, share) for whole in before):
        return []
    siblings = [(s, p) for s in context.sentence_of(share) if s is not share and (p := _part_of(context, s)) is not None and p is not part]
    for whole in reversed(before):
        told = [
            s for s, p in siblings if p["unit"] == whole["unit"] and p["start"] > whole["start"] and p is not whole and agrees(p, whole, s)
        ]
        if told and not any(p is whole for _, p in siblings):
            return [whole]
    return []


def _part_of(context: Context, share: Row) -> Row | None:
    """The amount that a share is told of."""
    part = context.referent(share) if is_share(context, share) else None
    return part if part is not None and part["kind"] in AMOUNTS and part["value"] else None
