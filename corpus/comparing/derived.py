"""Rates from two metrics of one column, as patterns/derived.toml lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corpus.cells import Cell, missing, together
from corpus.comparing.comparison import Cells
from corpus.shown import number
from patterns import Catalog


def derive(cells: Cells, catalog: Catalog, activities: list[str] | None) -> None:
    """Adds a row for each rate whose two metrics are in the table and which at least one column can tell."""
    for rate in catalog.tables["derived"].get("rate", []):
        above, below = cells.get(rate["numerator"]), cells.get(rate["denominator"])
        if above is None or below is None or (activities and _activity(rate["numerator"]) not in activities):
            continue
        row = {key: rate_of(rate, cell, below[key]) for key, cell in above.items()}
        if any(c.value is not None for c in row.values()):
            cells[rate["id"]] = row


# of a quotient, by the modifiers of what stands above and below: at least as much over a figure is at least so much
_BOUNDS = {
    ("exact", "exact"): "exact", ("over", "exact"): "over", ("under", "exact"): "under", ("exact", "over"): "under", ("exact", "under"): "over",
    ("over", "under"): "over", ("under", "over"): "under",
}  # fmt: skip


def _activity(metric: str) -> str:
    return metric.partition(".")[0]


def rates(catalog: Catalog) -> dict[str, Mapping[str, Any]]:
    """The derived rates by their ids: numerator, denominator, scale, unit."""
    return {rate["id"]: rate for rate in catalog.tables["derived"].get("rate", [])}


def rate_of(rate: Mapping[str, Any], above: Cell, below: Cell) -> Cell:
    """The quotient of two cells of one column; a missing one where it cannot be told."""
    blank = missing(above.brigade, above.period_start, above.period_end, rate["id"])
    if above.known is None or not below.known or above.value is None or not below.value:
        return blank
    return blank._replace(
        value=round(above.value / below.value * rate["scale"], 2),
        quotient=(above.value, below.value, rate["scale"]),
        modifier=_BOUNDS.get((above.modifier, below.modifier), "about"),
        unit=rate["unit"],
        how="derived",
        sources=together(above.sources, below.sources),
        note=f"{number(above.value)} ÷ {number(below.value)}",
    )
