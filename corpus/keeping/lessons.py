"""Teaching a store: lessons from a file, or one decision for all figures told in the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal
from corpus.keeping.corrections import relay
from corpus.keeping.figures import fits, units_of
from corpus.keeping.journal import Entry
from corpus.keeping.store import Store
from corpus.keeping.teaching import entries_of, entry_of, known, lessons_of, reports_like
from corpus.keeping.undecided import COUNTED
from corpus.lessons import Told
from patterns import Catalog

NO_UNIT = "无"  # what is written for none


@dataclass(frozen=True, slots=True)
class TaughtNow:
    """The lines in the journal of what was new, how many lessons the store had already, and how many stored figures changed their metric."""

    numbers: list[int]
    known: int
    changed: int

    @property
    def new(self) -> int:
        return len(self.numbers)


def teach_all(store: Store, lessons: Iterable[Told], catalog: Catalog, *, who: str = "", why: str = "") -> TaughtNow:
    """Takes lessons from elsewhere over; stored figures told like them follow.  Raises CorpusError as `entries_of` does."""
    entries = entries_of(lessons, catalog, who, why)
    new = known(entries, lessons_of(store, catalog))
    return _teach(store, new, len(entries) - len(new), catalog)


def teach_words(
    store: Store,
    label: str,
    metric: str,
    catalog: Catalog,
    *,
    unit: str | None = None,
    qualifier: str | None = None,
    who: str = "",
    why: str = "",
) -> TaughtNow:
    """One decision for all figures told in these words (and this unit, where one is given): they count `metric`, "" nothing of ours.

    Raises CorpusError where no stored figure is told so, where several units are and none is given, or an unknown metric is named.
    """
    new, already = new_lessons(store, label, metric, catalog, unit=unit, qualifier=qualifier, who=who, why=why)
    return _teach(store, new, already, catalog)


def new_lessons(
    store: Store,
    label: str,
    metric: str,
    catalog: Catalog,
    *,
    unit: str | None = None,
    qualifier: str | None = None,
    who: str = "",
    why: str = "",
) -> tuple[list[Entry], int]:
    """The lines that `teach_words` would write, and how many lessons there are already; raises as it does."""
    if metric and metric not in catalog.metrics:
        raise CorpusError(f"没有指标“{metric}”,用 brigade patterns list 查看编号。", "metric")
    rows = store.rows(_OF_WORDS, [label, unit, unit])
    if not rows:
        raise CorpusError(f"库中没有说法为“{label}”的数据,用 brigade suggest 查看。", "missing")
    _of_one_unit(label, rows)
    told = catalog.metrics.get(metric)
    if told is not None and not all(fits(told, row["unit"] or "", row["kind"], catalog) for row in rows):
        raise CorpusError(
            f"“{told.name}”的单位是{units_of(told)},“{label}”的单位是“{rows[0]['unit'] or NO_UNIT}”,不能归为此指标。", "arguments"
        )
    new = known([entry_of(row, row["text"], metric, who, why, qualifier=qualifier) for row in rows], lessons_of(store, catalog))
    return new, len(rows) - len(new)


_OF_WORDS = f"""
SELECT f.*, r."text", count(*) OVER (PARTITION BY coalesce(f.unit, ''), f.kind) AS figures FROM facts f JOIN reports r USING (report_id)
WHERE f.label = ? AND (? IS NULL OR coalesce(f.unit, '') = ?) AND f.kind IN {COUNTED} AND f.corrected NOT IN ('add', 'wrong')
QUALIFY row_number() OVER (PARTITION BY coalesce(f.unit, ''), f.kind ORDER BY f.corrected, r."current" DESC, f.report_id, f.seq) = 1
ORDER BY figures DESC, unit
"""


def _of_one_unit(label: str, rows: list[dict[str, Any]]) -> None:
    """Raises CorpusError where figures in several units are told in these words: people and times are not one metric."""
    units = {row["unit"] or "": row["figures"] for row in rows}
    if len(units) > 1:
        told = "、".join(f"{unit or NO_UNIT} {n} 条" for unit, n in units.items())
        raise CorpusError(f"说法为“{label}”的数据有 {len(units)} 种单位({told}),请用 --unit 说明是哪一种。", "ambiguous")


def _teach(store: Store, entries: list[Entry], already: int, catalog: Catalog) -> TaughtNow:
    """Writes the lessons down and lays them over what is stored."""
    if not entries:
        return TaughtNow([], already, 0)
    reports = {r["report_id"]: r for r in reports_like(store, entries, catalog)}
    before = _metrics(store, reports)
    with store.transaction():
        numbers = [journal.write(store, entry) for entry in entries]
        relay(store, reports.values(), catalog)
    after = _metrics(store, reports)
    return TaughtNow(numbers, already, sum(after[key] != metric for key, metric in before.items() if key in after))


def _metrics(store: Store, idents: Iterable[str]) -> dict[tuple[str, int], str]:
    query = "SELECT report_id, seq, metric FROM facts WHERE report_id IN (SELECT unnest(?::VARCHAR[]))"
    return {(r["report_id"], r["seq"]): r["metric"] for r in store.rows(query, [list(idents)])}
