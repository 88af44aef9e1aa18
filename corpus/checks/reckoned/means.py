"""Means: of a day (日均3起), a month, and of one of what is counted (平均每起2.1辆次)."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row, interval
from corpus.checks.context import Context
from corpus.checks.pairs import AMOUNTS
from corpus.checks.reckoned.claim import Claim, may_be, over
from corpus.checks.reckoned.divisors import divisors

_MONTH = 30.4375  # days
_WEEK = 7


def means(context: Context) -> Iterator[Claim]:
    """Means that the total and the days, or the total and the number of cases, do not give."""
    for rows in context.sentences():
        for row in rows:
            if row["kind"] != "rate" or not row["metric"] or row["status"] != "actual" or not row["value"]:
                continue
            yield from _of_time(context, row)
            yield from _of_things(context, row, rows)


def _of_time(context: Context, row: Row) -> Iterator[Claim]:
    """543起,日均3起"""
    match = context.pattern("reckoned.per_time").search(row["qualifier"])
    start, end = row["period_start"], row["period_end"]
    if match is None or start is None or end is None or context.pattern("reckoned.of_a_while").search(row["sentence"]):
        return
    days = (end - start).days + 1
    times = days if match["day"] else days / _MONTH if match["month"] else days / _WEEK
    totals = [t for t in _totals(context, row) if (t["period_start"], t["period_end"]) == (start, end)]
    if totals and not any(may_be(row, over(t, (times, times))) for t in totals):
        unit = f"{days} 天" if match["day"] else f"{times:.1f} 个月" if match["month"] else f"{times:.1f} 周"
        yield Claim(row, over(totals[0], (times, times)), [totals[0]], unit)


def _of_things(context: Context, row: Row, rows: list[Row]) -> Iterator[Claim]:
    """接警310起,出动651辆次,平均每起2.1辆次: the total divided by the count that the words name, else by one that stands near."""
    match = context.pattern("reckoned.per_thing").search(row["qualifier"])
    if match is None:
        return
    pairs = [
        (total, thing)
        for total in _totals(context, row)
        for thing in divisors(context, row, total, match["unit"], rows)
        if thing["metric"] != total["metric"] and total["period_end"] == thing["period_end"] == row["period_end"]
    ]
    if not pairs or any(may_be(row, over(total, interval(thing))) for total, thing in pairs):
        return
    if len({thing["metric"] or thing["label"] for _, thing in pairs}) == 1:  # of several, who knows which is meant
        total, thing = min(pairs, key=lambda p: abs(p[0]["start"] - row["start"]) + abs(p[1]["start"] - row["start"]))
        yield Claim(row, over(total, interval(thing)), [total, thing], "", None if match["mean"] else "warning")


def _totals(context: Context, row: Row) -> list[Row]:
    """The figures that a mean may be of: of the same metric, owner and line, nearest first; else the one of the whole draft."""
    line = context.text.rfind("\n", 0, row["start"]) + 1
    told = [
        r for r in context.rows
        if r["metric"] == row["metric"] and r["kind"] in AMOUNTS and r["value"] and r["status"] == "actual"
        and r["entity"] == row["entity"] and line <= r["start"] and _is_total(context, r, row)
    ]  # fmt: skip
    told = [r for r in told if not r["qualifier"]] or [r for r in told if r["sentence_start"] == row["sentence_start"]]
    stated = context.stated(row["metric"])
    return sorted(told, key=lambda r: abs(r["start"] - row["start"])) or (
        [stated] if stated is not None and stated["sentence_start"] != row["sentence_start"] else []
    )


def _is_total(context: Context, total: Row, mean: Row) -> bool:
    """Told before the mean, or behind it as a total (共出动359辆次), in its line."""
    if total["start"] < mean["start"]:
        return "\n" not in context.text[total["end"] : mean["start"]]
    between = context.between(mean, total)
    return "\n" not in between and context.pattern("reckoned.sums_up").search(between) is not None
