"""The table that a comparison gives: brigades and periods beside one another, a row a metric."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.cells import Cell, Row
from corpus.comparing.changes import change_of
from corpus.comparing.plain import plain
from corpus.comparing.reasons import reasons_of
from patterns import Catalog

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[str, str]  # brigade, period name
Cells = dict[str, dict[Key, Cell]]  # metric → column → cell
FIELDS = (
    "brigade",
    "period",
    "metric",
    "metric_name",
    "value",
    "value_max",
    "modifier",
    "unit",
    "how",
    "note",
    "marks",
    "reasons",
    "sources",
)
CHANGE_FIELDS = ("base_value", "change", "change_pct", "change_note", "base_sources")


@dataclass(slots=True)
class Comparison:
    """`columns` are (brigade, period); `cells[metric][column]` holds every cell, the missing ones included.

    `totals` are the columns that sum up others, `base` names the period that changes are told against and `per` what figures
    were divided by ("" for neither).
    """

    columns: list[Key]
    metrics: list[str]
    cells: Cells
    notes: list[str] = field(default_factory=list)
    catalog: Catalog | None = None
    base: str = ""
    per: str = ""
    totals: set[Key] = field(default_factory=set)

    @property
    def reported(self) -> list[Key]:
        """The columns that stand for a brigade's own report, without the totals."""
        return [c for c in self.columns if c not in self.totals]

    def name(self, metric: str) -> str:
        return metric_name(metric, self.catalog)

    @property
    def fields(self) -> list[str]:
        """The names of what a row tells."""
        return [*FIELDS, *(CHANGE_FIELDS if self.base else ())]

    def rows(self) -> list[dict[str, Any]]:
        """One row a cell, with `fields` as `--format jsonl` prints them."""
        return [self._row(metric, column) for metric in self.metrics for column in self.columns]

    def _row(self, metric: str, column: Key) -> dict[str, Any]:
        cell = self.cells[metric][column]
        row: dict[str, Any] = {
            "brigade": column[0], "period": column[1], "metric": metric, "metric_name": self.name(metric), "value": plain(cell.value),
            "value_max": plain(cell.value_max), "modifier": cell.modifier, "unit": cell.unit, "how": cell.how, "note": cell.note, "marks": list(cell.marks),
            "reasons": reasons_of(cell),
            "sources": [source_of(r) for r in cell.sources],
        }  # fmt: skip
        if self.base:
            change = change_of(cell)
            row |= {
                "base_value": change.base, "change": change.amount, "change_pct": change.percent, "change_note": change.note,
                "base_sources": [source_of(r) for r in cell.base.sources] if cell.base is not None else [],
            }  # fmt: skip
        return row

    def frame(self) -> pd.DataFrame:
        """`rows` as a pandas frame; columns are there even when it is empty."""
        import pandas as pd

        return pd.DataFrame(self.rows(), columns=self.fields)


def metric_name(metric: str, catalog: Catalog | None) -> str:
    """The Chinese name of a metric or a derived rate; what is neither stands as it is."""
    if catalog is None:
        return metric
    if metric in catalog.metrics:
        return catalog.metrics[metric].name
    return next((str(r["name"]) for r in catalog.tables["derived"].get("rate", []) if r["id"] == metric), metric)


def source_of(row: Row) -> dict[str, Any]:
    """Where a figure was read: report, offsets, words, sentence, place in the file."""
    return {
        "report_id": row["report_id"],
        "start": row["start"],
        "end": row["end"],
        "quote": row["quote"],
        "value": plain(row["value"]),
        "sentence": row["sentence"],
        "where": row.get("where", ""),
    }
