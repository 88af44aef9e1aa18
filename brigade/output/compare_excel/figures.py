"""A figure in a cell of a sheet: a number where Excel can reckon with it, else words."""

from __future__ import annotations

from typing import Any

from brigade.common import fit
from brigade.output.compare_excel.styles import Styles, signs
from brigade.output.compare_table import other_unit, source_figure
from brigade.output.words import HOW, figure
from corpus.cells import Cell


def write_figure(sheet: Any, row: int, at: int, cell: Cell, styles: Styles, unit: str = "") -> None:
    """A number where Excel can reckon with it, else words; `unit` is that of the row."""
    style = styles.of(cell, unit)
    if is_number(cell):
        sheet.write_number(row, at, cell.value, style)
    elif cell.how == "missing":
        sheet.write_string(row, at, HOW["missing"], style)
    elif cell.how == "ambiguous":
        figures = "/".join(dict.fromkeys(source_figure(s, cell.scale) for s in cell.sources))
        sheet.write_string(row, at, fit(f"{HOW['ambiguous']}:{figures}{other_unit(cell, unit)}{signs(cell)}"), style)
    else:
        sheet.write_string(row, at, fit(figure(cell.value, cell.modifier, cell.value_max) + other_unit(cell, unit) + signs(cell)), style)


def is_number(cell: Cell) -> bool:
    return cell.known is not None and cell.value_max is None
