"""Books of Excel 2003 that are one XML file (SpreadsheetML): each cell as Excel shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Document
from corpus.reading.readers.package import NO_VALUE
from corpus.reading.readers.safety import parsed
from corpus.reading.readers.sheets import MAX_CELLS, Sheet, document_of, hidden_cells, hidden_sheets
from corpus.reading.readers.shown import shown

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
# formats that have a name of their own
_NAMED = {
    "percent": "0.00%", "standard": "#,##0.00", "fixed": "0.00", "short date": "yyyy/m/d", "medium date": "yyyy-m-d", "long date": "yyyy-m-d",
    "general date": "yyyy-m-d", "general number": "General", "general": "General", "currency": "#,##0.00", "euro currency": "#,##0.00",
    "scientific": "General",
}  # fmt: skip


def read(path: Path, form: str, ocr: str) -> Document:
    root = parsed(path.read_bytes(), path)
    if root.tag != f"{_SS}Workbook":
        raise CorpusError(f"文件 {path} 不是 Excel 2003 的 XML 表格,请另存为 .xlsx 后再试。", "unknown")
    notes: list[str] = []
    return document_of(_sheets(root, notes), path, form, notes)


def _sheets(root: Any, notes: list[str]) -> Iterator[Sheet]:
    formats = _formats(root)
    found = [(s, s.get(f"{_SS}Name", "")) for s in root.iter(f"{_SS}Worksheet")]
    hidden = [name for s, name in found if s.findtext(f"{_X}WorksheetOptions/{_X}Visible", "") in ("SheetHidden", "SheetVeryHidden")]
    hidden_sheets(hidden, notes)
    for sheet, name in found:
        if name not in hidden:
            table = sheet.find(f"{_SS}Table")
            yield Sheet(name, []) if table is None else _sheet(table, name, formats, notes)


def _formats(root: Any) -> dict[str, str]:
    """The number format of each style, its parent's where it has none."""
    own: dict[str, tuple[str, str]] = {}
    for style in root.iter(f"{_SS}Style"):
        number = style.find(f"{_SS}NumberFormat")
        code = "" if number is None else str(number.get(f"{_SS}Format", "General"))
        own[str(style.get(f"{_SS}ID"))] = (code, str(style.get(f"{_SS}Parent", "Default")))
    out = {}
    for name, (code, parent) in own.items():
        told = code or own.get(parent, ("", ""))[0] or "General"
        out[name] = _NAMED.get(told.lower(), told)
    return out


def _sheet(table: Any, name: str, formats: dict[str, str], notes: list[str]) -> Sheet:
    sheet = Sheet(name, [])
    away = _hidden_columns(table)
    lost_rows, lost_columns = set(), set()
    r = 0
    for row in table.findall(f"{_SS}Row"):
        r = _number(row, "Index", r + 1)
        unseen = row.get(f"{_SS}Hidden") == "1"
        c = 0
        for cell in row.findall(f"{_SS}Cell"):
            c = _number(cell, "Index", c + 1)
            right, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            text = _shown(cell, formats.get(str(cell.get(f"{_SS}StyleID") or row.get(f"{_SS}StyleID") or "Default"), "General"))
            if text and unseen:
                lost_rows.add(r)
            elif text and c in away:
                lost_columns.add(c)
            elif text:
                sheet.values.append((r, c, text))
                sheet.spans[r, c] = (down + 1, right + 1)
            c += right
        r += _number(row, "Span", 0)
        if len(sheet.values) > MAX_CELLS or r > 2_000_000:
            break
    hidden_cells(name, lost_rows, lost_columns, notes)
    return sheet


def _hidden_columns(table: Any) -> set[int]:
    found: set[int] = set()
    c = 0
    for column in table.findall(f"{_SS}Column"):
        c = _number(column, "Index", c + 1)
        last = c + min(_number(column, "Span", 0), 20_000)
        if column.get(f"{_SS}Hidden") == "1":
            found.update(range(c, last + 1))
        c = last
    return found


def _number(element: Any, name: str, usual: int) -> int:
    told = str(element.get(_SS + name) or "")
    return int(told) if told.isdigit() else usual


def _shown(cell: Any, code: str) -> str:
    data = cell.find(f"{_SS}Data")
    if data is None:
        return NO_VALUE if cell.get(f"{_SS}Formula") else ""
    text = "".join(data.itertext())
    kind = data.get(f"{_SS}Type")
    if kind == "Number" and text.strip():
        value = float(text)
        return shown(int(value) if value.is_integer() and abs(value) < 1e15 else value, code)
    if kind == "DateTime" and text.strip():
        return shown(dt.datetime.fromisoformat(text.strip()), code)
    return {"1": "TRUE", "0": "FALSE"}.get(text, text) if kind == "Boolean" else text
