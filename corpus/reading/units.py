"""Units: which there are, and the kind of a figure that its unit alone tells: % a ratio, 元 money."""

from __future__ import annotations

import functools

from corpus.reading import words
from patterns import Catalog, load_catalog


def kind_told(unit: str, by: str, otherwise: str, catalog: Catalog | None = None) -> str:
    """The kind of fact, where `unit` tells it by itself `by` a heading, a cell or a correction; else `otherwise`."""
    catalog = catalog or load_catalog()
    return _kinds(catalog).get(unit, otherwise) if unit in words.entry(f"telling_units.{by}", catalog) else otherwise


@functools.lru_cache(maxsize=8)
def _kinds(catalog: Catalog) -> dict[str, str]:
    """Unit to kind, as units.toml groups them; of two groups with one unit the first counts."""
    kinds: dict[str, str] = {}
    for group in catalog.tables["units"]["group"]:
        for unit in group["forms"].split():
            kinds.setdefault(unit, group["kind"])
    return kinds


def is_unit(unit: str, catalog: Catalog) -> bool:
    """家, 万元, 人次."""
    scale = next((s for s in words.entry("heading.scales", catalog) if unit.startswith(s)), "")
    return unit in _known(catalog) or (bool(scale) and unit.removeprefix(scale) in _known(catalog))


@functools.lru_cache(maxsize=8)
def _known(catalog: Catalog) -> frozenset[str]:
    told = {unit for group in catalog.tables["units"]["group"] for unit in group["forms"].split()}
    return frozenset(told | {unit for metric in catalog.metrics.values() for unit in (metric.unit, *metric.units)} - {""})
