"""Which corrections have a place in what counts now: a line may hold, and its sentence be gone from the reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from corpus.keeping import journal
from corpus.keeping.carrying import carried_to, spot_of
from corpus.keeping.journal import Entry
from corpus.keeping.store import Store

_MAY = """
SELECT report_id, path, part, sha256, brigade, period_start, period_end, "text" FROM reports WHERE "current" AND (sha256 IN (SELECT unnest(?::VARCHAR[])) OR path IN (SELECT unnest(?::VARCHAR[]))
    OR (brigade, period_start, period_end) IN (SELECT unnest(?::VARCHAR[]), unnest(?::DATE[]), unnest(?::DATE[])))
"""

# what `carried_to` looks at, of facts that could be meant
_FACTS = """
SELECT report_id, "start", "end", quote, label, sentence FROM facts WHERE corrected <> 'add' AND report_id IN (SELECT unnest(?::VARCHAR[]))
    AND (label IN (SELECT unnest(?::VARCHAR[])) OR quote IN (SELECT unnest(?::VARCHAR[]))) ORDER BY report_id, seq
"""


def without_place(store: Store, entries: Iterable[Entry]) -> set[int]:
    """The numbers of those lines about figures that no current report has a place for."""
    asked = [e for e in entries if e.deed in journal.OF_FACTS]
    if not asked:
        return set()
    columns = [[getattr(e, name) for e in asked] for name in ("sha256", "path", "brigade", "period_start", "period_end")]
    reports = store.rows(_MAY, columns)
    facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    idents, words = [r["report_id"] for r in reports], [sorted({getattr(e, name) for e in asked}) for name in ("label", "quote")]
    for row in store.rows(_FACTS, [idents, *words]):
        facts[row["report_id"]].append(row)
    lines: dict[Any, list[Entry]] = defaultdict(list)  # by what a report may share with them
    for entry in asked:
        for key in {entry.sha256, entry.path, (entry.brigade, entry.period_start, entry.period_end)}:
            lines[key].append(entry)
    left = {e.id for e in asked}
    for report in reports:
        keys = (report["sha256"], report["path"], (report["brigade"], report["period_start"], report["period_end"]))
        near = {e.id: e for key in keys for e in lines[key]}
        rows = facts[report["report_id"]]
        left -= {number for number, e in near.items() if number in left and journal.concerns(e, report) and _placed(e, rows, report)}
    return left


def _placed(entry: Entry, rows: list[dict[str, Any]], report: dict[str, Any]) -> bool:
    return (spot_of(entry, report) if entry.deed == "add" else carried_to(entry, rows, report)) is not None
