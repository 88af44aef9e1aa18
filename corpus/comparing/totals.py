"""A column for each 支队: the sum over its brigades that reported."""

from __future__ import annotations

from dataclasses import replace

from corpus.cells import Cell, compatible, missing, together
from corpus.comparing.comparison import Comparison
from corpus.comparing.source import Source
from corpus.errors import CorpusError
from patterns import Catalog


def add_totals(out: Comparison, source: Source, parent: str | None) -> None:
    """Adds the columns, of one parent or of all in the register, and notes how many of the brigades reported.

    Raises CorpusError without a register, and for a parent that has no brigades in it.
    """
    registry = source.registry
    if registry is None:
        raise CorpusError("计算支队合计需要大队名册,请用 --registry 给出 brigades.csv。", "missing")
    if parent and not registry.children(parent):
        raise CorpusError(f"大队名册里没有上级为“{parent}”的大队。", "missing")
    for name in [parent] if parent else registry.parents:
        _add_total(out, name, set(registry.children(name)), source.catalog)


def _add_total(out: Comparison, parent: str, children: set[str], catalog: Catalog) -> None:
    """One column, where at least two of the brigades are in the table and all with the same period."""
    columns = [c for c in out.columns if c[0] in children]
    periods = {c[1] for c in columns}
    if len(periods) != 1 or len(columns) < 2:
        return
    name = f"{parent}(合计)"
    key = (name, periods.pop())
    for metric in out.metrics:
        out.cells[metric][key] = _total(name, metric, [out.cells[metric][c] for c in columns], len(children), catalog)
    out.columns.append(key)
    out.totals.add(key)
    out.notes.append(f"{name}:名册中 {len(children)} 个大队,{len(columns)} 个有报告")


def _total(name: str, metric: str, cells: list[Cell], children: int, catalog: Catalog) -> Cell:
    blank = missing(name, cells[0].period_start, cells[0].period_end, metric)
    told = [c for c in cells if c.known is not None]
    if not told or not adds_up(metric, catalog) or not compatible((c.unit for c in told), catalog):
        return blank
    return replace(
        blank,
        value=round(sum(c.value or 0 for c in told), 6),
        modifier="exact" if all(c.modifier == "exact" for c in told) else "about",
        unit=told[0].unit,
        how="derived",
        note=f"{children} 个大队中 {len(told)} 个有数",
        sources=together(*(c.sources for c in told)),
    )


def adds_up(metric: str, catalog: Catalog) -> bool:
    """Whether a sum of the metric makes sense: ratios, and rates that are no metric of their own, have no sum."""
    return metric in catalog.metrics and catalog.metrics[metric].kind != "ratio"
