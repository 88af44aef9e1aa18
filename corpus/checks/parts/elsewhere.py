"""Parts of a total that stands in another sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.cells import Row, interval
from corpus.checks.context import Context
from corpus.checks.figures import total
from corpus.checks.pairs import same_scope
from corpus.checks.parts.claim import Claim, amounts, fails
from corpus.checks.slipped import swaps

_COSTS = 3  # costs that are a list
_PARTLY = 0.2  # of the whole, by which a list that is meant to make it may be off


def quarters(context: Context) -> Iterator[Claim]:
    """一至四季度分别为…: four quarters that do not make the year."""
    for rows in context.sentences():
        by: dict[str, list[Row]] = defaultdict(list)
        for row in amounts(rows):
            if row["metric"] and context.pattern("parts.quarter").match(row["qualifier"]):
                by[row["metric"]].append(row)
        for metric, parts in by.items():
            whole = context.stated(metric)
            if whole is not None and len(parts) == 4 and fails(whole, parts):
                yield Claim(whole, parts)


def causes_of_fires(context: Context) -> Iterator[Claim]:
    """Causes or places of fires that end with 其他 or 其余 and do not make all the fires, wherever their number stands."""
    fires = context.catalog.role("fires")
    whole = context.stated(fires)
    if whole is None:
        return
    lists: dict[int, list[Row]] = {}  # by sentence: the last told of it
    for rows in context.sentences():
        parts = [r for r in amounts(rows) if r["metric"] == fires and r["kind"] == "count" and _is_part(context, r)]
        if parts and same_scope(parts[0], whole) and parts[0]["start"] > whole["start"]:
            lists[rows[0]["sentence_start"]] = parts
    for parts in lists.values():
        ends = context.pattern("parts.closing_part").search(parts[-1]["label"])
        if len(parts) >= 3 and ends and fails(whole, parts):
            yield Claim(whole, parts)


def spent(context: Context) -> Iterator[Claim]:
    """落实经费320万元。其中,装备购置150万元;营房维修100万元;宣传经费80万元: costs told one by one behind the funds that they are taken from."""
    funds = context.catalog.role("funds")
    for at, whole in enumerate(context.rows):
        if whole["metric"] != funds or whole["qualifier"] or whole["kind"] != "money" or whole["status"] != "actual":
            continue
        parts, before = [], whole
        for row in context.rows[at + 1 :]:
            between = context.between(before, row)
            opens = context.pattern("parts.opens").search(between) and before is not whole
            if row["kind"] != "money" or row["activity"] != whole["activity"] or not same_scope(row, whole) or "\n" in between or opens:
                break
            parts.append(row)
            before = row
        if len(parts) >= _COSTS and _barely_too_much(whole, parts):
            yield Claim(whole, parts, "warning")


def _barely_too_much(whole: Row, parts: list[Row]) -> bool:
    """More than the whole by so little that they are meant to be its parts, or off by two digits of one changed about."""
    (low, _), (least, most) = total(parts), interval(whole)
    lacking = whole["value"] - sum(p["value"] for p in parts)
    swapped = 0 < lacking <= _PARTLY * whole["value"] and any(abs(o - p["value"] - lacking) < 1 for p in parts for o in swaps(p["value"]))
    return most < low <= (1 + _PARTLY) * least or swapped


def _is_part(context: Context, row: Row) -> bool:
    return bool(row["qualifier"] and row["status"] == "actual" and not context.pattern("parts.total_label").search(row["label"]))
