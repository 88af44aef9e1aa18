"""Sheets of any spreadsheet format to tables: every sheet a table, every cell an anchor; what is hidden is not read, and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import Box, Builder, Document, Grid
from corpus.reading.readers.package import NO_VALUE

MAX_CELLS = 400_000
Value = tuple[int, int, str]  # row and column, counted from 1, and the text


@dataclass(slots=True)
class Sheet:
    """The cells of a sheet that hold something; `spans` are rows and columns of merged ones, by their first cell."""

    name: str
    values: list[Value]
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def document_of(sheets: Iterable[Sheet], path: Path, form: str, notes: list[str]) -> Document:
    """The sheets one after the other; `notes` grows while they are read.  Raises CorpusError for more cells than a report has."""
    out = Builder()
    total = 0
    for sheet in sheets:
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


def _grid(sheet: Sheet) -> Grid:
    """Each cell in its row and column, rows without any left empty."""
    rows: Grid = [[] for _ in range(max((r for r, _, _ in sheet.values), default=0))]
    for r, c, text in sorted(sheet.values):
        down, right = sheet.spans.get((r, c), (1, 1))
        rows[r - 1].append(Box(text, _place(sheet.name, r, c), (sheet.name, r, c), right, down, c - 1))
    return rows


def _place(sheet: str, row: int, column: int) -> str:
    return f"{sheet}!{letters(column)}{row}"


def letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def hidden_sheets(names: list[str], notes: list[str]) -> None:
    _hidden([f"工作表“{name}”" for name in names], notes, "")


def hidden_cells(sheet: str, rows: set[int], columns: set[int], notes: list[str]) -> None:
    """Says which rows and columns of a sheet hold something and are not seen."""
    _hidden([*(f"第{r}行" for r in sorted(rows)), *(f"{letters(c)}列" for c in sorted(columns))], notes, f"工作表“{sheet}”中")


def _hidden(what: list[str], notes: list[str], where: str) -> None:
    if what:
        notes.append(f"{where}隐藏的{'、'.join(what[:5])}{f' 等{len(what)}处' if len(what) > 5 else ''}未读取")
