"""How a cell looks in the workbook: its number format by the modifier, its colour by how the value was got, its comment."""

from __future__ import annotations

from typing import Any

from brigade.output.excel import FONT, Book
from brigade.output.words import HOW, MARKED
from corpus.cells import Cell

BORDER = {"border": 1, "border_color": "#D9D9D9"}
Styles = dict[tuple[str, str], Any]  # (modifier, how) → format
_NUMBERS = {"over": '"≥"#,##0.####', "under": '"≤"#,##0.####', "about": '"≈"#,##0.####', "exact": "#,##0.####", "range": "#,##0.####"}
_SHADES: dict[str, dict[str, Any]] = {
    "summed": {"italic": True},
    "derived": {"italic": True, "font_color": "#1F4E78"},
    "ambiguous": {"bg_color": "#FCE4D6"},
    "missing": {"font_color": "#A6A6A6", "align": "right"},
}


def styles_of(book: Book) -> Styles:
    return {
        (modifier, how): book.format(num_format=code, valign="top", **BORDER, **_SHADES.get(how, {}))
        for modifier, code in _NUMBERS.items()
        for how in HOW
    }


def comment(sheet: Any, row: int, column: int, cell: Cell) -> None:
    """Marks, note and the first sentences of a cell beside it, where there are any."""
    lines = ["、".join(MARKED[m] for m in cell.marks), cell.note, *(f"{s['quote']}:{s['sentence'][:120]}" for s in cell.sources[:4])]
    words = "\n".join(line for line in lines if line)
    if words:
        sheet.write_comment(
            row,
            column,
            words.encode("utf-8", "replace").decode("utf-8")[:1500],
            {"x_scale": 3, "y_scale": 1.6, "font_name": FONT, "font_size": 9},
        )
