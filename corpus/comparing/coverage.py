"""Which brigade tells which metric in which period."""

from __future__ import annotations

from typing import Any

from corpus.comparing.comparison import Key
from corpus.comparing.source import Source
from corpus.comparing.table import load
from corpus.periods import period_name
from extract import Period


def coverage(source: Source, period: Period | None = None) -> list[dict[str, Any]]:
    """One row a brigade, period and metric of the store, or of just one period: brigade, period, metric, metric_name, told (true or false), how."""
    only = ("AND r.period_start = ? AND r.period_end = ?", (period.start, period.end)) if period is not None else ()
    table = load(source, *only)
    metrics = [m for m in source.catalog.metrics.values() if any(m.id in cells for cells in table.values())]
    return [
        {
            "brigade": brigade, "period": period_name(start, end), "metric": m.id, "metric_name": m.name, "told": m.id in cells,
            "how": cells[m.id].how if m.id in cells else "missing",
        }
        for (brigade, start, end), cells in sorted(table.items(), key=lambda item: item[0]) for m in metrics
    ]  # fmt: skip


def as_grid(rows: list[dict[str, Any]]) -> tuple[list[Key], dict[str, dict[Key, dict[str, Any]]]]:
    """The rows of `coverage` as a table: its columns in order, and for each metric's name the row of each column."""
    grid: dict[str, dict[Key, dict[str, Any]]] = {}
    for row in rows:
        grid.setdefault(row["metric_name"], {})[row["brigade"], row["period"]] = row
    return sorted({(row["brigade"], row["period"]) for row in rows}), grid
