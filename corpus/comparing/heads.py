"""Figures a head of the population, where the register tells it."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.cells import Cell
from corpus.comparing.comparison import Key
from corpus.comparing.divide import PerColumn, is_column
from corpus.comparing.source import Source

POPULATION = "population"  # the column of the register
PER_HEAD = "每万人"


def per_head(cells: Mapping[Key, Cell], source: Source) -> dict[Key, float] | None:
    """The values for each ten thousand inhabitants, None where the register does not know all of them, or nothing grows with them (a ratio)."""
    metrics = source.catalog.metrics
    if source.registry is None or not is_column(POPULATION, source.registry):
        return None
    by = PerColumn(POPULATION, source.registry, source.catalog)
    told: dict[Key, float] = {}
    for key, cell in cells.items():
        divisor = by.divisor(key, cell)
        if divisor is None or not cell.value or cell.metric not in metrics or metrics[cell.metric].kind == "ratio":
            return None
        told[key] = cell.value / divisor.by
    return told
