"""Spreadsheets as the program shows them: every sheet a table, every cell an anchor; what is hidden is not read, and said."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Document
from corpus.reading.readers.encoding import decode
from corpus.reading.readers.failures import unreadable
from corpus.reading.readers.locked import opened, unlocked_old
from corpus.reading.readers.package import rewritten
from corpus.reading.readers.sheets import Sheet, document_of, hidden_cells, hidden_sheets
from corpus.reading.readers.shown import is_date, shown


def read(path: Path, form: str, ocr: str) -> Document:
    notes: list[str] = []
    return document_of({"xlsx": _xlsx, "xls": _xls, "csv": _csv}[form](path, notes), path, form, notes)


def _xlsx(path: Path, notes: list[str]) -> Iterator[Sheet]:
    import openpyxl

    with opened(path) as source:
        book = openpyxl.load_workbook(rewritten(source), data_only=True)
    hidden_sheets([s.title for s in book.worksheets if s.sheet_state != "visible"], notes)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows = {r for r, told in sheet.row_dimensions.items() if told.hidden}
        columns = {c for told in sheet.column_dimensions.values() if told.hidden for c in range(told.min or 0, (told.max or 0) + 1)}
        cells = [c for row in sheet.iter_rows() for c in row if c.value is not None]
        values = [(c.row, c.column, _text(c.value, c.number_format)) for c in cells if c.row not in rows and c.column not in columns]
        spans = {(m.min_row, m.min_col): (m.max_row - m.min_row + 1, m.max_col - m.min_col + 1) for m in sheet.merged_cells.ranges}
        lost = [c for c in cells if c.row in rows or c.column in columns]
        hidden_cells(sheet.title, {c.row for c in lost} & rows, {c.column for c in lost} & columns, notes)
        yield Sheet(sheet.title, values, spans)


def _text(value: Any, code: str) -> str:
    """What the program shows; an ArrayFormula or a rich text is its text."""
    return shown(value, code or "General")


def _xls(path: Path, notes: list[str]) -> Iterator[Sheet]:
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=unlocked_old(path), logfile=io.StringIO(), formatting_info=True)
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise CorpusError(f"文件 {path} 设有打开密码,请去掉密码另存后再试。", "encrypted") from error
        raise unreadable(path, "xls") from error
    hidden_sheets([s.name for s in book.sheets() if s.visibility], notes)
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        rows = {r for r, told in sheet.rowinfo_map.items() if told.hidden}
        columns = {c for c, told in sheet.colinfo_map.items() if told.hidden}
        cells = [(r, c) for r in range(sheet.nrows) for c in range(sheet.row_len(r)) if sheet.cell(r, c).value != ""]
        values = [(r + 1, c + 1, _old_cell(sheet.cell(r, c), book)) for r, c in cells if r not in rows and c not in columns]
        spans = {(r + 1, c + 1): (below - r, behind - c) for r, below, c, behind in sheet.merged_cells}
        lost = [(r, c) for r, c in cells if r in rows or c in columns]
        hidden_cells(sheet.name, {r + 1 for r, _ in lost if r in rows}, {c + 1 for _, c in lost if c in columns}, notes)
        yield Sheet(sheet.name, values, spans)


def _old_cell(cell: Any, book: Any) -> str:
    import xlrd

    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value), code)
    if cell.ctype == xlrd.XL_CELL_DATE or (cell.ctype == xlrd.XL_CELL_NUMBER and is_date(code)):
        return shown(xlrd.xldate_as_datetime(cell.value, book.datemode), code)
    return shown(cell.value, code)


_GUARD = re.compile(r'^\s*="([^"]*)"\s*$')  # ="0512" keeps Excel from reading a number


def _csv(path: Path, notes: list[str]) -> Iterator[Sheet]:
    text = decode(path.read_bytes(), path)
    csv.field_size_limit(1_000_000)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    yield Sheet(
        path.stem, [(r, c, _GUARD.sub(r"\1", value)) for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1) if value.strip()]
    )


def _delimiter(text: str) -> str:
    """What parts most of the lines into equally many pieces, outside quotes."""
    lines = list(filter(None, text[:20_000].split("\n")))[:50]

    def even(mark: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=mark)]
        most = max((w for w in widths if w > 1), key=widths.count, default=1)
        return (widths.count(most), most) if most > 1 else (0, 0)

    return max(",;\t|", key=even)
