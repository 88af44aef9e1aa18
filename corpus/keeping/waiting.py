"""What of a store waits for a person: doubts, phrases without a metric, reports to go through, brigades that have not reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.keeping.paging import Page
from corpus.keeping.queries import current_periods
from corpus.keeping.registry import Registry
from corpus.keeping.reports import OPEN, Wanted, listed
from corpus.keeping.store import Store
from corpus.keeping.undecided import undecided

FEW = 8  # reports that are named


@dataclass(frozen=True, slots=True)
class Waits:
    """Counts of what waits, the reports with most doubts (as in the list of reports), and those that came last."""

    reports: int  # all that the store has
    open: int  # not gone through
    unnamed: int  # without brigade or period
    phrases: int  # without a metric, or with a doubtful one
    doubts: int  # figures in doubt
    doubtful: int  # reports that have any
    worst: list[dict[str, Any]]
    last: list[dict[str, Any]]


_COUNTS = """SELECT count(*) AS reports, count(*) FILTER (coalesce(review, '') <> 'done') AS "open",
                    count(*) FILTER (brigade = '' OR period_end IS NULL) AS unnamed FROM reports"""
_DOUBTS = "SELECT count(*) AS n FROM facts WHERE doubt <> '' AND corrected <> 'wrong'"


def what_waits(store: Store) -> Waits:
    counts = store.rows(_COUNTS)[0]
    worst = listed(store, Page(1, FEW, "doubts", True), Wanted(state=OPEN, doubts=True))
    last = listed(store, Page(1, FEW, "at", True), Wanted())
    return Waits(
        counts["reports"], counts["open"], counts["unnamed"], undecided(store, Page(1, 1)).total, int(store.rows(_DOUBTS)[0]["n"]),
        listed(store, Page(1, 1), Wanted(doubts=True)).total, worst.rows, last.rows,
    )  # fmt: skip


def periods_of(store: Store) -> list[tuple[date, date]]:
    """The periods of current reports, the newest first, of those that end on one day the longest."""
    spans = {(start, end) for _, start, end in current_periods(store)}
    return sorted(spans, key=lambda span: (-span[1].toordinal(), span[0].toordinal()))


def unreported(store: Store, registry: Registry, period: tuple[date, date]) -> list[str]:
    """The brigades of a register, but for those that others are below of, that have no current report of a period."""
    told = {who for who, start, end in current_periods(store) if (start, end) == period}
    above = set(registry.parents)
    return [name for name in registry.names if name not in told and name not in above]
