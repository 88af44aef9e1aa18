"""A figure of a period against those of the parts of that period, wherever the text tells them (一季度189起…二季度213起…上半年合计402起)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from corpus.cells import Row
from corpus.checks.context import Context
from corpus.checks.parts.claim import Claim, amounts, fails
from corpus.reading.tables import of_table

_MOST = 12  # parts of a period
_DAY = timedelta(days=1)


def periods(context: Context) -> Iterator[Claim]:
    """Wholes with parts that lie end to end in time and fill the period, but do not make the figure."""
    for rows in _told_alike(context).values():
        by_period: dict[tuple[date, date], Row] = {}
        for row in rows:
            by_period.setdefault((row["period_start"], row["period_end"]), row)
        for (start, end), whole in by_period.items():
            steps: dict[date, list[Row]] = defaultdict(list)
            for (first, last), row in by_period.items():
                if start <= first and last <= end and (first, last) != (start, end):
                    steps[first].append(row)
            parts = _filled(steps, start, end)
            in_table = all(of_table(r["pattern"]) for r in (whole, *parts))  # its own sums are held against its own cells
            if len(parts) > 1 and not in_table and fails(whole, parts):
                yield Claim(whole, parts)


def _told_alike(context: Context) -> dict[tuple[object, ...], list[Row]]:
    """The figures of flows by what they count and whose they are."""
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in amounts(context.rows):
        spec = context.catalog.metrics.get(row["metric"])
        if spec is None or not spec.flow or row["kind"] != spec.kind or row["status"] != "actual":
            continue
        if row["period_start"] and row["period_end"]:
            qualifier = context.pattern("parts.time").sub("", row["qualifier"])
            groups[row["metric"], row["entity"], qualifier, row["unit"]].append(row)
    return groups


def _filled(steps: dict[date, list[Row]], start: date, end: date) -> list[Row]:
    """Parts that lie end to end from start to end, the longest first; none where they leave a day out."""
    parts: list[Row] = []
    at = start
    while at <= end and len(parts) <= _MOST:
        behind = steps.get(at)
        if not behind:
            return []
        parts.append(max(behind, key=lambda r: r["period_end"]))
        at = parts[-1]["period_end"] + _DAY
    return parts if at == end + _DAY else []
