"""Parts that patterns/relations.toml declares (扑救 + 抢险 + 救助 = 接警出动), told in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corpus.cells import Row, interval
from corpus.checks.base import doubted
from corpus.checks.context import Context
from corpus.checks.figures import total
from corpus.checks.pairs import same_scope
from corpus.checks.parts.claim import Claim, amounts


class Sum(NamedTuple):
    """A whole with the parts told behind it, one a metric; `full`: none is missing, `closed`: the last of them is 其他."""

    whole: Row
    parts: list[Row]
    full: bool
    closed: bool


def declared(context: Context, rows: list[Row]) -> list[Sum]:
    """The sums of two parts and more among the figures, whether they are right or not."""
    found = []
    for relation in context.relations("sum"):
        told = amounts(rows)
        whole = next((r for r in told if r["metric"] == relation["whole"] and r["kind"] == "count" and not r["qualifier"]), None)
        if whole is None:
            continue
        parts: dict[str, Row] = {}
        for row in told:
            if row["metric"] in relation["parts"] and row["seq"] > whole["seq"] and same_scope(row, whole):
                if row["metric"] not in parts and context.compatible(row["unit"], whole["unit"]):
                    parts[row["metric"]] = row
        if len(parts) >= 2:
            found.append(
                Sum(
                    whole,
                    [*parts.values(), *_doubtful_members(context, told, whole, parts)],
                    parts.keys() >= {*relation["needs"]},
                    relation["closing"] in parts,
                )
            )
    return found


def _doubtful_members(context: Context, told: list[Row], whole: Row, parts: dict[str, Row]) -> list[Row]:
    """社会救助98起,公务安保35起: what goes on with the list of parts in their unit, where what it counts is not sure."""
    last = [*parts.values()][-1]
    found: list[Row] = []
    for row in told:
        if row["seq"] <= whole["seq"] or row in parts.values() or row["unit"] != whole["unit"] or not same_scope(row, whole):
            continue
        inside = row["seq"] < last["seq"] or context.pattern("parts.member").fullmatch(context.between(found[-1] if found else last, row))
        if inside and (not row["metric"] or doubted(row)):
            found.append(row)
    return found


def wrong_sums(context: Context, sums: list[Sum]) -> Iterator[Claim]:
    """Sums that are too large, or too small although the list is whole."""
    for whole, parts, full, closed in sums:
        (low, high), (least, most) = total(parts), interval(whole)
        if low > most:
            yield Claim(whole, parts)
        elif high < least and full:
            hedged = context.pattern("parts.hedged").search(context.between(whole, parts[-1]))
            if closed or not hedged:
                yield Claim(whole, parts, None if closed else "warning")
