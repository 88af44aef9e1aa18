"""Teaching a store: lessons from a file, or one decision for all figures told in the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal
from corpus.keeping.corrections import relay
from corpus.keeping.journal import Entry
from corpus.keeping.store import Store
from corpus.keeping.teaching import entries_of, entry_of, known, lessons_of, reports_like
from extract import Lesson
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class TaughtNow:
    """How many lessons were new, how many the store had already, and how many stored figures changed their metric."""

    new: int
    known: int
    changed: int


def teach_all(store: Store, lessons: Iterable[Lesson], catalog: Catalog, *, who: str = "", why: str = "") -> TaughtNow:
    """Takes lessons from elsewhere over; stored figures told like them follow.  Raises CorpusError as `entries_of` does."""
    entries = entries_of(lessons, catalog, who, why)
    new = known(entries, lessons_of(store, catalog))
    return TaughtNow(len(new), len(entries) - len(new), _teach(store, new, catalog))


def teach_words(
    store: Store, label: str, metric: str, catalog: Catalog, *, unit: str | None = None, who: str = "", why: str = ""
) -> TaughtNow:
    """One decision for all figures told in these words (and this unit, where one is given): they count `metric`, "" nothing of ours.

    Raises CorpusError where no stored figure is told so, or an unknown metric is named.
    """
    if metric and metric not in catalog.metrics:
        raise CorpusError(f"没有指标“{metric}”,用 brigade patterns list 查看编号。", "metric")
    rows = store.rows(
        """SELECT f.*, r."text" FROM facts f JOIN reports r USING (report_id) WHERE f.label = ? AND (? IS NULL OR coalesce(f.unit, '') = ?)
           AND f.corrected = '' QUALIFY row_number() OVER (PARTITION BY coalesce(f.unit, ''), f.kind ORDER BY r."current" DESC, f.report_id, f.seq) = 1""",
        [label, unit, unit],
    )
    if not rows:
        raise CorpusError(f"库中没有说法为“{label}”的数据,用 brigade suggest 查看。", "missing")
    new = known([entry_of(row, row["text"], metric, who, why) for row in rows], lessons_of(store, catalog))
    return TaughtNow(len(new), len(rows) - len(new), _teach(store, new, catalog))


def _teach(store: Store, entries: list[Entry], catalog: Catalog) -> int:
    """Writes the lessons down, lays them over what is stored; how many figures have another metric now."""
    if not entries:
        return 0
    reports: dict[str, dict[str, Any]] = {}
    for entry in entries:
        reports |= {r["report_id"]: r for r in reports_like(store, entry.label, entry.after["unit"], entry.after["kind"])}
    before = _metrics(store, reports)
    with store.transaction():
        for entry in entries:
            journal.write(store, entry)
        relay(store, reports.values(), catalog)
    after = _metrics(store, reports)
    return sum(after[key] != metric for key, metric in before.items() if key in after)


def _metrics(store: Store, idents: Iterable[str]) -> dict[tuple[str, int], str]:
    query = "SELECT report_id, seq, metric FROM facts WHERE report_id IN (SELECT unnest(?::VARCHAR[]))"
    return {(r["report_id"], r["seq"]): r["metric"] for r in store.rows(query, [list(idents)])}
