"""Lists that divide a total told before by one side of it: 从场所看,住宅62起、…; 从时段看,冬季39起、春季34起…"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from corpus.cells import Row, interval
from corpus.checks.context import Context
from corpus.checks.figures import total
from corpus.checks.parts.claim import Claim, amounts


def sides(context: Context) -> Iterator[Claim]:
    """Lists that make more than the total, or less although they are whole."""
    spans = list(_spans(context))
    totals = [r for r in amounts(context.rows) if not any(start <= r["start"] < end for start, end in spans)]
    for start, end in spans:
        parts = amounts([r for r in context.rows if start <= r["start"] < end])
        parts = [p for p in parts if parts[0]["unit"] == p["unit"] and p["status"] == "actual" and p["entity"] == parts[0]["entity"]]
        whole = _whole([t for t in totals if t["end"] <= start], parts) if len(parts) > 1 else None
        if whole is None or context.pattern("parts.hedged").search(context.plain, start, end):
            continue
        (low, high), (least, most) = total(parts), interval(whole)
        if low > most or (high < least and _is_all(context, parts)):
            yield Claim(whole, parts)


def _spans(context: Context) -> Iterator[tuple[int, int]]:
    """The lists, each from its opener to the next or to the end of the sentence."""
    openers = [*context.pattern("parts.side").finditer(context.plain)]
    for opener, following in zip_longest(openers, openers[1:]):
        stop = context.pattern("parts.side_ends").search(context.plain, opener.end())
        end = stop.start() if stop else len(context.plain)
        yield opener.end(), min(end, following.start()) if following else end


def _whole(totals: list[Row], parts: list[Row]) -> Row | None:
    """The last figure told before of all that the parts count."""
    metrics = {p["metric"] for p in parts if p["metric"] and p["qualifier"]}
    for row in reversed(totals):
        if row["unit"] != parts[0]["unit"] or row["qualifier"] or row["entity"] or row["status"] != "actual":
            continue
        if (not metrics or row["metric"] in metrics) and row["period_end"] == parts[0]["period_end"]:
            return row
    return None


def _is_all(context: Context, parts: list[Row]) -> bool:
    """Whether the last part is what is left over, or the parts are known to be all there are: four seasons, town and country."""
    if context.pattern("parts.closing_part").search(parts[-1]["label"]):
        return True
    names = [p["qualifier"] or p["label"] for p in parts]
    return any(
        len(group) == len(names) and all(any(word in name for name in names) for word in group)
        for group in (words.split() for words in context.table("parts")["all_there_are"])
    )
