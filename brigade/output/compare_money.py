"""Money as people read it in a comparison: in 元, 万元 or 亿元, one unit a row."""

from __future__ import annotations

from dataclasses import replace

from corpus.cells import Cell
from corpus.comparing.comparison import Comparison

YUAN = "元"
_USUAL, _LARGE = "万元", "亿元"
SCALES = dict(zip((YUAN, _USUAL, _LARGE), (1.0, 1e4, 1e8), strict=True))


def in_money(out: Comparison, money: str | None = None) -> Comparison:
    """The comparison with its rows of money in `money`, or each in what its figures are best read in; other rows as they are."""
    cells = {}
    for metric, row in out.cells.items():
        told = [c for cell in row.values() for c in (cell, cell.base) if c is not None and c.unit]
        if not told or any(c.unit != YUAN for c in told):
            cells[metric] = row
            continue
        unit = money or _unit([abs(c.value) for c in told if c.value])
        cells[metric] = {key: _scaled(cell, unit) for key, cell in row.items()}
    return replace(out, cells=cells)


def _unit(figures: list[float]) -> str:
    """亿元 where all are that large, 万元 where any is as large as one."""
    if figures and min(figures) >= SCALES[_LARGE]:
        return _LARGE
    return _USUAL if max(figures, default=0.0) >= SCALES[_USUAL] else YUAN


def _scaled(cell: Cell, unit: str) -> Cell:
    if cell.unit != YUAN or unit == YUAN:
        return cell
    by = SCALES[unit]
    return cell._replace(
        value=None if cell.value is None else round(cell.value / by, 10),
        value_max=None if cell.value_max is None else round(cell.value_max / by, 10),
        unit=unit,
        scale=by,
        base=None if cell.base is None else _scaled(cell.base, unit),
    )
