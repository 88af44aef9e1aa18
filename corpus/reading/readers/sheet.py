"""Spreadsheets as the program shows them: every sheet a table, every cell an anchor; what is hidden is not read, and said."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Box, Builder, Document, Grid
from corpus.reading.readers.encoding import decode
from corpus.reading.readers.locked import opened
from corpus.reading.readers.package import NO_VALUE, rewritten
from corpus.reading.readers.shown import is_date, shown

MAX_CELLS = 400_000
Value = tuple[int, int, str]  # row and column, counted from 1, and the text


@dataclass(slots=True)
class _Sheet:
    """The cells of a sheet that hold something; `spans` are rows and columns of merged ones, by their first cell."""

    name: str
    values: list[Value]
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def read(path: Path, form: str, ocr: str) -> Document:
    notes: list[str] = []
    out = Builder()
    total = 0
    for sheet in {"xlsx": _xlsx, "xls": _xls, "csv": _csv}[form](path, notes):
        total += len(sheet.values)
        if total > MAX_CELLS:
            raise CorpusError(f"表格文件 {path} 超过 {MAX_CELLS} 个单元格,不像一份报表,请拆分后再试。", "too_big")
        out.add(sheet.name, f"工作表“{sheet.name}”", (sheet.name,), "heading")
        out.table(_grid(sheet), sheet.name)
        missing = [_place(sheet.name, r, c) for r, c, text in sheet.values if text == NO_VALUE]
        if missing:
            notes.append(
                f"{'、'.join(missing[:3])}{f' 等{len(missing)}处' if len(missing) > 3 else ''} 的公式没有计算结果,请用 Excel 打开并保存后再导入"
            )
    return out.document(str(path), form, tuple(notes))


def _grid(sheet: _Sheet) -> Grid:
    """Each cell in its row and column, rows without any left empty."""
    rows: Grid = [[] for _ in range(max((r for r, _, _ in sheet.values), default=0))]
    for r, c, text in sorted(sheet.values):
        down, right = sheet.spans.get((r, c), (1, 1))
        rows[r - 1].append(Box(text, _place(sheet.name, r, c), (sheet.name, r, c), right, down, c - 1))
    return rows


def _place(sheet: str, row: int, column: int) -> str:
    return f"{sheet}!{_letters(column)}{row}"


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _hidden(what: list[str], notes: list[str], where: str) -> None:
    if what:
        notes.append(f"{where}隐藏的{'、'.join(what[:5])}{f' 等{len(what)}处' if len(what) > 5 else ''}未读取")


def _xlsx(path: Path, notes: list[str]) -> Iterator[_Sheet]:
    import openpyxl

    with opened(path) as source:
        book = openpyxl.load_workbook(rewritten(source), data_only=True)
    _hidden([f"工作表“{s.title}”" for s in book.worksheets if s.sheet_state != "visible"], notes, "")
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows = {r for r, told in sheet.row_dimensions.items() if told.hidden}
        columns = {c for told in sheet.column_dimensions.values() if told.hidden for c in range(told.min or 0, (told.max or 0) + 1)}
        cells = [c for row in sheet.iter_rows() for c in row if c.value is not None]
        values = [(c.row, c.column, _text(c.value, c.number_format)) for c in cells if c.row not in rows and c.column not in columns]
        spans = {(m.min_row, m.min_col): (m.max_row - m.min_row + 1, m.max_col - m.min_col + 1) for m in sheet.merged_cells.ranges}
        lost = [c for c in cells if c.row in rows or c.column in columns]
        _hidden(_named({c.row for c in lost} & rows, {c.column for c in lost} & columns), notes, f"工作表“{sheet.title}”中")
        yield _Sheet(sheet.title, values, spans)


def _named(rows: set[int], columns: set[int]) -> list[str]:
    return [*(f"第{r}行" for r in sorted(rows)), *(f"{_letters(c)}列" for c in sorted(columns))]


def _text(value: Any, code: str) -> str:
    """What the program shows; an ArrayFormula or a rich text is its text."""
    return shown(value, code or "General")


def _xls(path: Path, notes: list[str]) -> Iterator[_Sheet]:
    import xlrd

    try:
        book = xlrd.open_workbook(str(path), logfile=io.StringIO(), formatting_info=True)
    except xlrd.XLRDError as error:
        kind = "encrypted" if "encrypt" in str(error).lower() else "damaged"
        word = "设有密码,请去掉密码" if kind == "encrypted" else "无法打开,请用 Excel"
        raise CorpusError(f"表格文件 {path} {word}另存后再试。", kind) from error
    _hidden([f"工作表“{s.name}”" for s in book.sheets() if s.visibility], notes, "")
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        rows = {r for r, told in sheet.rowinfo_map.items() if told.hidden}
        columns = {c for c, told in sheet.colinfo_map.items() if told.hidden}
        cells = [(r, c) for r in range(sheet.nrows) for c in range(sheet.row_len(r)) if sheet.cell(r, c).value != ""]
        values = [(r + 1, c + 1, _old_cell(sheet.cell(r, c), book)) for r, c in cells if r not in rows and c not in columns]
        spans = {(r + 1, c + 1): (below - r, behind - c) for r, below, c, behind in sheet.merged_cells}
        lost = [(r, c) for r, c in cells if r in rows or c in columns]
        _hidden(_named({r + 1 for r, _ in lost if r in rows}, {c + 1 for _, c in lost if c in columns}), notes, f"工作表“{sheet.name}”中")
        yield _Sheet(sheet.name, values, spans)


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


def _csv(path: Path, notes: list[str]) -> Iterator[_Sheet]:
    text = decode(path.read_bytes(), path)
    csv.field_size_limit(1_000_000)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    yield _Sheet(
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
