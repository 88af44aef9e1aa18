"""Unit price times count: 采购20具,单价1.2万元,合计24万元."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row, interval
from corpus.checks.context import Context
from corpus.checks.figures import apart
from corpus.checks.reckoned.claim import Claim

_EXACT = "exact"


def prices(context: Context) -> Iterator[Claim]:
    """Amounts that are not the price times the number, where the three stand side by side."""
    for rows in context.sentences():
        for i, price in enumerate(rows):
            triple = _triple(context, rows, i) if _is_money(context, price) and price["modifier"] == _EXACT and price["value"] else None
            if triple is None:
                continue
            count, amount = triple
            (a, b), (c, d) = interval(price), interval(count)
            if apart((a * c, b * d), interval(amount)):
                yield Claim(amount, (price["value"] * count["value"],) * 2, [price, count], f"{price['quote']}×{count['quote']}")


def _is_money(context: Context, row: Row) -> bool:
    """Money, also where it is told as that of each (每村8000元)."""
    return bool(row["kind"] == "money" or (row["kind"] == "rate" and row["unit"] == context.table("reckoned")["money"]))


def _triple(context: Context, rows: list[Row], i: int) -> tuple[Row, Row] | None:
    """(the number of what the price is of, the amount of money for them), told before and behind the price or both behind."""
    price = rows[i]
    lead = context.text[rows[i - 1]["end"] if i else price["sentence_start"] : price["start"]]
    if not context.pattern("reckoned.price").search(lead) and not context.pattern("reckoned.price_behind").match(
        context.plain, price["end"]
    ):
        return None
    for at, then in ((i - 1, i + 1), (i + 1, i + 2)):
        if at < 0 or then >= len(rows):
            continue
        count, amount = rows[at], rows[then]
        if (
            count["kind"] not in ("count", "measure")
            or count["modifier"] != _EXACT
            or amount["kind"] != "money"
            or amount["modifier"] != _EXACT
        ):
            continue
        if context.pattern("reckoned.amount").search(context.between(rows[then - 1], amount)):
            return count, amount
    return None
