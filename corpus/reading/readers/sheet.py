"""Spreadsheets: every sheet a table, every cell an anchor."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Box, Builder, Document, Grid
from corpus.reading.readers.encoding import decode

MAX_CELLS = 400_000


def read(path: Path, form: str, ocr: str) -> Document:
    sheets = {"xlsx": _xlsx, "xls": _xls, "csv": _csv}[form](path)
    out = Builder()
    total = 0
    for name, rows in sheets:
        out.add(name, f"工作表“{name}”", (name,), "heading")
        grid: Grid = []
        for r, row in enumerate(rows, 1):
            while row and row[-1] in (None, ""):
                row = row[:-1]
            total += len(row)
            if total > MAX_CELLS:
                raise CorpusError(f"表格文件 {path} 超过 {MAX_CELLS} 个单元格,不像一份报表,请拆分后再试。", "too_big")
            if row:
                grid.append([Box(_shown(value), f"{name}!{_letters(c)}{r}", (name, r, c)) for c, value in enumerate(row, 1)])
        out.table(grid, name)
    return out.document(str(path), form)


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _shown(value: Any) -> str:
    """A cell as it reads: 442 and not 442.0, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(round(value, 10))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ")
    return str(value)


def _xlsx(path: Path) -> list[tuple[str, list[list[Any]]]]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        out = []
        for sheet in book.worksheets:
            if (sheet.max_row or 0) * (sheet.max_column or 0) > 50 * MAX_CELLS:
                sheet.reset_dimensions()
            rows: list[list[Any]] = []
            count = 0
            for row in sheet.iter_rows(values_only=True):
                rows.append(list(row))
                count += len(row)
                if count > 20 * MAX_CELLS:
                    raise CorpusError(f"表格文件 {path} 过大,请拆分后再试。", "too_big")
            out.append((sheet.title, rows))
        return out
    finally:
        book.close()


def _xls(path: Path) -> list[tuple[str, list[list[Any]]]]:
    import xlrd

    try:
        book = xlrd.open_workbook(str(path), logfile=io.StringIO())
    except xlrd.XLRDError as error:
        kind = "encrypted" if "encrypt" in str(error).lower() else "damaged"
        word = "设有密码,请去掉密码" if kind == "encrypted" else "无法打开,请用 Excel"
        raise CorpusError(f"表格文件 {path} {word}另存后再试。", kind) from error
    out = []
    for sheet in book.sheets():
        rows = []
        for r in range(sheet.nrows):
            row = []
            for cell in sheet.row(r):
                row.append(xlrd.xldate_as_datetime(cell.value, book.datemode) if cell.ctype == xlrd.XL_CELL_DATE else cell.value)
            rows.append(row)
        out.append((sheet.name, rows))
    return out


def _csv(path: Path) -> list[tuple[str, list[list[Any]]]]:
    text = decode(path.read_bytes(), path)
    sample = text[:4000]
    delimiter = max(",;\t", key=sample.count)
    csv.field_size_limit(1_000_000)
    return [(path.stem, [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)])]
