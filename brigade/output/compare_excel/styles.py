"""How a cell looks in the workbook: its number format by the modifier, its colour by how the value was got, its comment."""

from __future__ import annotations

from typing import Any

from brigade.output.compare_table import other_unit
from brigade.output.excel import FONT, Book, places
from brigade.output.words import MARKS, SIGNS
from corpus.cells import Cell
from corpus.comparing.reasons import reasons_of

BORDER = {"border": 1, "border_color": "#D9D9D9"}
_SHADES: dict[str, dict[str, Any]] = {
    "summed": {"italic": True},
    "derived": {"italic": True, "font_color": "#1F4E78"},
    "ambiguous": {"bg_color": "#FCE4D6"},
    "missing": {"font_color": "#A6A6A6", "align": "right"},
}


class Styles:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Any] = {}

    def of(self, cell: Cell, unit: str = "") -> Any:
        """The format of a figure: the sign of its modifier before it, its unit where that is not the `unit` of the row, and its marks behind it."""
        code = f'"{SIGNS[cell.modifier]}"{places(cell.value)}"{other_unit(cell, unit)}{signs(cell)}"'
        return self._format(code.replace('""', ""), cell.how)

    def plain(self, value: float | None, *, signed: bool = False, doubtful: bool = False) -> Any:
        """The format of a number that was reckoned from others in the workbook."""
        code = places(value) + ('"?"' if doubtful else "")
        return self._format(f"+{code};-{code};0" if signed else code, "stated")

    def percent(self) -> Any:
        return self._format("+0.0%;-0.0%;0.0%", "stated")

    def words(self) -> Any:
        """What stands where there is no number."""
        return self._format("@", "missing")

    def _format(self, code: str, how: str) -> Any:
        if (code, how) not in self._made:
            self._made[code, how] = self._book.format(num_format=code, valign="top", **BORDER, **_SHADES.get(how, {}))
        return self._made[code, how]


def signs(cell: Cell) -> str:
    """? for a doubtful figure, ✎ for a corrected one, ○ for one that was recognised."""
    return "".join(sign for mark, sign in MARKS.items() if mark in cell.marks)


def comment(sheet: Any, row: int, column: int, cell: Cell) -> None:
    """Marks, note and the first sentences of a cell beside it, where there are any."""
    lines = ["、".join(reasons_of(cell)), cell.note, *(f"{s['quote']}:{s['sentence'][:120]}" for s in cell.sources[:4])]
    words = "\n".join(line for line in lines if line)
    if words:
        sheet.write_comment(
            row,
            column,
            words.encode("utf-8", "replace").decode("utf-8")[:1500],
            {"x_scale": 3, "y_scale": 1.6, "font_name": FONT, "font_size": 9},
        )
