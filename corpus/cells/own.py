"""Which facts are the reporting brigade's own and of the whole period."""

from __future__ import annotations

from datetime import date

from corpus.cells.sources import Row


def own(row: Row, start: date | None, end: date | None) -> bool:
    """Whether a fact speaks of the reporting brigade and its whole period: actual, no other entity, no day, quarter or plan."""
    if row["status"] != "actual" or row["entity"] or row["corrected"] == "wrong":
        return False
    first, last = row["period_start"], row["period_end"]
    if first is None or last is None or start is None or end is None:
        return first == start and last == end
    return (first, last) == (start, end) or _until(first, last, start, end)


def _until(first: date, last: date, start: date, end: date) -> bool:
    """截至6月20日 in a half-year's report: the cut-off stands for the period."""
    return first == start and last <= end and (last - first).days + 1 >= 0.85 * ((end - start).days + 1)
