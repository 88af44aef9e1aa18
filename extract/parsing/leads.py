"""What stands before a figure and is no part of what it counts: the period that opens its clause, the rank that names a prize."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence

from extract.model import DateMention, Period, Quantity
from patterns import Catalog


def drop_leading_dates(
    text: str, figures: list[Quantity], dates: Sequence[DateMention], starts: list[int], own: Period, catalog: Catalog
) -> None:
    """下半年检查单位…: the period that opens a clause is no part of what is counted; a base of comparison stays."""
    between: str = catalog.tables["scopes"]["period"]["leading"]
    base = catalog.expression("scopes", "period.leading_base")
    listed = catalog.expression("scopes", "period.leading_list")
    for figure in figures:
        if figure.zero:
            continue
        at = bisect_right(starts, figure.left_start - 1)
        while at < len(starts) and starts[at] < figure.start:
            mention = dates[at]
            at += 1
            lead = text[figure.left_start : mention.start]
            if mention.end > figure.start or lead.strip(between):
                break
            earlier = own.start and mention.period.end and mention.period.end < own.start
            if mention.form == "ago" or earlier or listed.match(mention.quote) or base.match(text, mention.end):
                break
            figure.left_start = mention.end
            figure.left = text[mention.end : figure.start]


def drop_names_of_prizes(figures: list[Quantity], catalog: Catalog) -> None:
    """荣获二等奖2个: the prize is the name of what is counted."""
    prize: str = catalog.tables["figures"]["prize"]
    for a, b in itertools.pairwise(figures):
        if b.start - a.end > 1 or b.left_start != a.end:
            continue
        if a.kind == "rank" and b.kind == "count" and not b.left.strip():
            a.drop = "name"
            b.left = a.left + prize
        elif b.kind == "rank" and a.kind == "count" and not a.right.strip() and not b.left.strip():
            b.drop = "name"
            a.right = prize + b.right
