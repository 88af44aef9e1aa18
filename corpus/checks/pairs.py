"""Which figures belong together: by scope, by their sentence, by their metrics."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from corpus.cells import Row
from corpus.checks.context import Context

AMOUNTS = ("count", "money")  # kinds of facts that tell how many or how much


def same_scope(a: Row, b: Row) -> bool:
    """Whether two figures speak of the same place and period, both as done or both as planned."""
    return all(a[field] == b[field] for field in ("entity", "status", "period_start", "period_end"))


_FAR = 60  # figures of a sentence; what stands farther apart has nothing to do with each other


def with_earlier(context: Context) -> Iterator[tuple[Row, list[Row]]]:
    """Every figure with those told before it in its sentence."""
    for rows in context.sentences():
        for i, row in enumerate(rows):
            yield row, rows[max(0, i - _FAR) : i]


def neighbours(context: Context) -> Iterator[tuple[Row, Row]]:
    """Every figure and the next of its sentence."""
    for rows in context.sentences():
        yield from pairwise(rows)


def of_metrics(context: Context, one: str, two: str) -> list[tuple[Row, Row]]:
    """The figures of two metrics that belong together: of one sentence and scope, else those that stand for the whole report."""
    found = []
    for rows in context.sentences():
        a, b = _whole(rows, one), _whole(rows, two)
        if len(a) == 1 and len(b) == 1 and same_scope(a[0], b[0]):
            found.append((a[0], b[0]))
    if not found:
        x, y = context.stated(one), context.stated(two)
        if x is not None and y is not None:
            found.append((x, y))
    return found


def _whole(rows: list[Row], metric: str) -> list[Row]:
    return [r for r in rows if r["metric"] == metric and r["kind"] in AMOUNTS and not r["qualifier"] and r["value"]]


def is_earlier(context: Context, row: Row) -> bool:
    """Whether a figure is told of a time before the report's own period."""
    own = context.report.period.start
    return own is not None and row["period_end"] is not None and row["period_end"] < own


def is_base(context: Context, row: Row) -> bool:
    """Whether a figure is what another is set against: of an earlier time, or told behind 较, 比, 由 with its time."""
    return is_earlier(context, row) or context.pattern("changes.base").search(context.before(row, 18)) is not None
