"""Which units may stand beside one another."""

from __future__ import annotations

from collections.abc import Iterable

from patterns import Catalog


def compatible(units: Iterable[str], catalog: Catalog) -> bool:
    """Whether figures in these units may be compared: one unit, or all in one group of patterns/units.toml [same]; "" fits any."""
    told = set(units) - {""}
    return len(told) < 2 or any(told <= set(forms.split()) for forms in catalog.tables["units"].get("same", {}).values())
