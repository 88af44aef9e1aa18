"""What a lesson would change in the store, told before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.keeping import journal
from corpus.keeping.journal import Entry
from corpus.keeping.lessons import new_lessons
from corpus.keeping.overlay import bare, laid_over
from corpus.keeping.store import Store
from corpus.keeping.taught import retaught
from corpus.keeping.teaching import count_like, idents_like, lessons_of, reports_with, taught_by
from patterns import Catalog

CHARS = 60_000  # of reports that are read again to tell it exactly; more would keep a person waiting


@dataclass(frozen=True, slots=True)
class Following:
    """How many stored `figures` would get another metric, of how many `reports`; not `exact` where there are too many to read them all
    again: then these are the figures told in just these words."""

    figures: int
    reports: int
    exact: bool


def following(store: Store, label: str, metric: str, catalog: Catalog, *, unit: str | None = None) -> Following:
    """What `teach_words` would change; raises as it does."""
    new, _ = new_lessons(store, label, metric, catalog, unit=unit)
    if not new:
        return Following(0, 0, True)
    idents = idents_like(store, new, catalog)
    chars = store.rows(
        'SELECT coalesce(sum(length("text")), 0) AS n FROM reports WHERE report_id IN (SELECT unnest(?::VARCHAR[]))', [idents]
    )
    if int(chars[0]["n"]) > CHARS:
        figures = sum(count_like(store, e.label, e.after["unit"], e.after["kind"], metric) for e in new)
        return Following(figures, len(idents), False)
    return _read_again(store, new, idents, catalog)


def _read_again(store: Store, new: Sequence[Entry], idents: list[str], catalog: Catalog) -> Following:
    """As `corrections.relay` would lay them, without writing."""
    reports = reports_with(store, idents)
    corrections, lessons = journal.of_facts(store, reports), [*lessons_of(store, catalog), *map(taught_by, new)]
    figures = changed = 0
    for report in reports:
        rows = store.rows("SELECT * FROM facts WHERE report_id = ? ORDER BY seq", [report["report_id"]])
        after, _, _ = laid_over(retaught(bare(rows), report, lessons, catalog), corrections, report)
        told = {row["seq"]: row["metric"] for row in after}
        others = sum(told.get(row["seq"], row["metric"]) != row["metric"] for row in rows)
        figures, changed = figures + others, changed + bool(others)
    return Following(figures, changed, True)
