"""Which units may stand beside one another."""

from __future__ import annotations

from collections.abc import Iterable

from patterns import Catalog


def compatible(units: Iterable[str], catalog: Catalog) -> bool:
    """Whether figures in these units may be compared: one unit, or all in one group of patterns/units.toml [same]; "" fits any."""
    told = set(units) - {""}
    if len(told) > 1 and len({unit.partition("/")[2] for unit in told}) == 1:  # 家/万人 and 家次/万人
        told = {unit.partition("/")[0] for unit in told}
    return len(told) < 2 or any(told <= set(forms.split()) for forms in catalog.tables["units"].get("same", {}).values())
