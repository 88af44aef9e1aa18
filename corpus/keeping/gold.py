"""A corrected report as annotations."""

from __future__ import annotations

from typing import Any

from corpus.keeping.store import Store


def gold_of(store: Store, report_id: str) -> list[dict[str, Any]]:
    """A corrected report as gold rows for `brigade evaluate`: its facts without those marked wrong, and its dates."""
    out = []
    for row in store.rows("SELECT * FROM facts WHERE report_id = ? AND corrected <> 'wrong' ORDER BY \"start\"", [report_id]):
        keep = (
            "start",
            "end",
            "quote",
            "value",
            "value_max",
            "modifier",
            "unit",
            "kind",
            "metric",
            "label",
            "activity",
            "status",
            "entity",
            "qualifier",
        )
        dates = {k: row[k].isoformat() if row[k] else None for k in ("period_start", "period_end")}
        out.append({"type": "fact", **{k: row[k] for k in keep}, **dates})
    for row in store.rows(
        'SELECT "start", "end", quote, period_start, period_end FROM dates WHERE report_id = ? ORDER BY "start"', [report_id]
    ):
        out.append({"type": "date", **row, **{k: row[k].isoformat() if row[k] else None for k in ("period_start", "period_end")}})
    return out
