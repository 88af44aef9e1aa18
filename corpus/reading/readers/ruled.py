"""Tables that lines rule: the lines of a page to cells, by the rules of pdfplumber."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.reading.readers.shownpage import Box

_NEAR = 3  # points between lines that are one
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table: its box, and the boxes of its cells by rows (None where none begins)."""

    bbox: Box
    rows: list[list[Box | None]]


def tables_ruled(edges: Sequence[Box]) -> list[Ruled]:
    """The tables among level and upright lines, from the top."""
    lines = [line for box in edges if (line := _line(box)) is not None]
    if sum(line["orientation"] == "h" for line in lines) < 2 or sum(line["orientation"] == "v" for line in lines) < 2:
        return []
    from pdfplumber.table import Table, cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    merged = [line for line in merge_edges(lines, _NEAR, _NEAR, _NEAR, _NEAR) if max(line["width"], line["height"]) >= _SHORTEST]
    groups = cells_to_tables(intersections_to_cells(edges_to_intersections(merged, _NEAR, _NEAR)))
    tables = [Table(None, cells) for cells in groups]
    return [Ruled(table.bbox, [row.cells for row in table.rows]) for table in tables]


def _line(box: Box) -> dict[str, Any] | None:
    """A line as pdfplumber has it; None for a point."""
    x0, top, x1, bottom = box
    wide, high = x1 - x0, bottom - top
    if max(wide, high) < 1:
        return None
    if wide > high:
        bottom, high = top, 0.0
    else:
        x1, wide = x0, 0.0
    common = {"object_type": "line", "x0": x0, "top": top, "doctop": top, "x1": x1, "bottom": bottom, "width": wide, "height": high}
    return {**common, "orientation": "h" if wide else "v"}
