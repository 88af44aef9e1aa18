"""Parts of a total that stands in another sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.cells import Row
from corpus.checks.context import Context
from corpus.checks.pairs import same_scope
from corpus.checks.parts.claim import Claim, amounts, fails


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


def _is_part(context: Context, row: Row) -> bool:
    return bool(row["qualifier"] and row["status"] == "actual" and not context.pattern("parts.total_label").search(row["label"]))
