"""Layouts of tables, from the sheet to the facts, and the way back from each fact to its very cell; Excel as Excel shows it."""

from __future__ import annotations

import datetime as dt
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document as Word

from corpus.reading.prose import is_prose
from corpus.reading.readers import read
from corpus.reading.readers.lines import Line
from corpus.reading.readers.package import worked_out
from corpus.reading.readers.shown import shown
from corpus.reading.readers.unruled import tables_among
from corpus.reading.report import report_of
from corpus.reading.tables import is_total, place_of, read_tables
from extract import Period, parse_period
from patterns import load_catalog

OWN = parse_period("2023H1") or Period(None, None)
CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "tables.toml").read_text(encoding="utf-8"))["case"]
TABLE = [["指标", "单位", "2022年上半年", "2023年上半年"], ["检查单位", "家", 612, 702], ["罚款金额", "万元", 21.6, 24.3]]
FIGURES = {("inspection.units", 612), ("inspection.units", 702), ("enforcement.fines", 216000), ("enforcement.fines", 243000)}


def book(path: Path, rows: list[list[Any]], merged: tuple[str, ...] = (), formats: dict[str, str] | None = None) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "表"
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            sheet.cell(r, c, None if value == "" else value)
    for cells in merged:
        sheet.merge_cells(cells)
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    made.save(path)
    return path


def figures(path: Path) -> set[tuple[str, float]]:
    return {(f.metric, float(f.value)) for f in read_tables(read(path), OWN, load_catalog()).facts}


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_layout(case: dict[str, Any], tmp_path: Path) -> None:
    document = read(book(tmp_path / "t.xlsx", case["rows"], tuple(case.get("merged", ()))))
    catalog = load_catalog()
    told = read_tables(document, OWN, catalog)
    found = [
        [f.metric, float(f.value), str(f.period.start), "=" if is_total(f, catalog) else f.entity, place_of(f).partition("!")[2]]
        for f in told.facts
        if f.metric
    ]
    assert sorted(found) == sorted(case["facts"])
    assert len(told.doubts) == case.get("doubts", 0)
    for fact in told.facts:
        assert document.where(fact.start) == place_of(fact)
        assert document.text[fact.start : fact.end] == fact.quote


def test_spans_of_word(tmp_path: Path) -> None:
    word = Word()
    word.add_paragraph("甲市消防救援支队2023年上半年情况")
    table = word.add_table(3, 3)
    for r, row in enumerate([["大队", "监督执法", ""], ["", "检查单位(家)", "罚款(万元)"], ["甲县大队", "702", "24.3"]]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    word.save(str(tmp_path / "t.docx"))
    document = read(tmp_path / "t.docx")
    head, over = document.tables[0].rows[0]
    assert (head.rows, head.columns, over.column, over.columns) == (2, 1, 1, 2)
    facts = [f for f in report_of(document).facts if f.entity_from == "table"]
    assert [(f.metric, float(f.value), place_of(f), document.where(f.start)) for f in facts] == [
        ("inspection.units", 702, "表1第3行第2列", "表1第3行第2列"), ("enforcement.fines", 243000, "表1第3行第3列", "表1第3行第3列"),
    ]  # fmt: skip


TEXTS = {
    "t.csv": '"指标";"单位";"2022年上半年";"2023年上半年"\n"检查单位";"家";"612";"702"\n"罚款金额";"万元";"21.6";"24.3"\n',
    "t.txt": "指标\t单位\t2022年上半年\t2023年上半年\n检查单位\t家\t612\t702\n罚款金额\t万元\t21.6\t24.3\n",
    "t.md": "| 指标 | **2022年上半年** | 2023年上半年 |\n|:--|--:|---|\n| 检查单位(家) | 612 | **702** |\n| 罚款(万元) | 21.6 | 24.3 |\n",
    "wide.txt": "指标          单位    2022年上半年  2023年上半年\n检查单位      家      612    702\n罚款金额      万元    21.6   24.3\n",
    "t.html": "<table><tr><td rowspan=2>指标<td colspan=2>上半年</tr><tr><td>2022年上半年<td>2023年上半年</tr>"
    "<tr><td>检查单位(家)<td>612<td>702</tr><tr><td>罚款(万元)<td>21.6<td>24.3</tr></table>",
}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "big5"])
@pytest.mark.parametrize("name", TEXTS)
def test_tables_of_text(name: str, encoding: str, tmp_path: Path) -> None:
    text = TEXTS[name]
    if encoding == "big5":
        text = text.translate(str.maketrans("标单检查罚额万", "標單檢查罰額萬"))
    (tmp_path / name).write_bytes(text.encode(encoding))
    assert figures(tmp_path / name) == FIGURES


SHOWN = [
    (0.812, "0.0%", "81.2%"), (216000, '0!.0,"万元"', "21.6万元"), (216000, "0!.0,", "21.6"), (612, '0"家"', "612家"), (1234.5, "#,##0.00", "1,234.50"),
    (243000, '[>=10000]0!.0,"万";0', "24.3万"), (999, '[>=10000]0!.0,"万";0', "999"), (-5, "#,##0;[Red](#,##0)", "(5)"), (0, '0;-0;"-"', "-"),
    (702.0, "General", "702"), (0.1 + 0.2, "General", "0.3"), (702, 'General"家"', "702家"), (True, "General", "TRUE"), (None, "General", ""),
    (dt.datetime(2023, 1, 1), 'yyyy"年"m"月"', "2023年1月"), (dt.datetime(2023, 1, 1), "mmm-yy", "2023年1月"), (dt.datetime(2023, 1, 31), "yyyy/m/d", "2023-01-31"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "code", "text"), SHOWN)
def test_shown(value: Any, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(("formula", "value"), [("20+1.6", 21.6), ("=SUM(20,4.3)", 24.3), ("2*(3+4)", 14), ("A1+2", None), ("SUM(A1:A3)", None), ("9**9", None), ("1/0", None)])  # fmt: skip
def test_formula_of_constants(formula: str, value: float | None) -> None:
    found = worked_out(formula)
    assert (None if found is None else float(found)) == value


def test_formats_and_formulas_of_a_book(tmp_path: Path) -> None:
    rows = [
        ["指标", "单位", "数量"],
        ["检查单位", "家", "=B9*2"],
        ["罚款金额", "万元", 243000],
        ["整改率", "%", 0.854],
        ["接警出动", "起", "=300+11"],
    ]
    path = book(tmp_path / "t.xlsx", rows, formats={"C3": "0!.0,", "C4": "0.0%"})
    assert figures(path) == {("enforcement.fines", 243000), ("inspection.correction_rate", 85.4), ("response.dispatches", 311)}
    assert ["公式" in note for note in read(path).notes] == [True]


def test_hidden_cells_are_not_read(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(book(tmp_path / "t.xlsx", [*TABLE, ["接警出动", "起", 1, 2]]))
    made["表"].row_dimensions[4].hidden = True
    made["表"].column_dimensions["C"].hidden = True
    made.create_sheet("旧表").append(["检查单位(家)", 9])
    made["旧表"].sheet_state = "hidden"
    made.save(tmp_path / "t.xlsx")
    assert figures(tmp_path / "t.xlsx") == {("inspection.units", 702), ("enforcement.fines", 243000)}
    assert read(tmp_path / "t.xlsx").notes == ("隐藏的工作表“旧表”未读取", "工作表“表”中隐藏的第4行、C列未读取")


REWRITES = {
    "a vendor's attribute": ("xl/styles.xml", b"<xf ", b'<xf vendorAttr="1" '),
    "an extension of a fill": ("xl/styles.xml", b"<patternFill", b"<extLst/><patternFill"),
    "a wrong dimension": ("xl/worksheets/sheet1.xml", b'<dimension ref="A1:D3"', b'<dimension ref="A1"'),
    "an attribute of a row": ("xl/worksheets/sheet1.xml", b"<row ", b'<row vendorAttr="1" '),
    "the strict namespace": (
        "",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
}


@pytest.mark.parametrize("what", REWRITES)
def test_books_that_openpyxl_refuses(what: str, tmp_path: Path) -> None:
    name, old, new = REWRITES[what]
    with zipfile.ZipFile(book(tmp_path / "t.xlsx", TABLE)) as whole, zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as odd:
        for part in whole.namelist():
            data = whole.read(part)
            odd.writestr(part, data.replace(old, new) if name in ("", part) else data)
    assert figures(tmp_path / "odd.xlsx") == FIGURES


PROSE = [
    ("检查单位442家,发现火灾隐患676处,罚款4.8万元。", True), ("上半年共检查单位702家,发现隐患676处", True), ("检查单位", False), ("702", False),
    ("含复查120家", False), ("2023年6月30日止", False), ("填报单位:甲县消防救援大队", False), ("检查单位(家)", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "prose"), PROSE)
def test_prose_in_a_cell(text: str, prose: bool) -> None:
    assert is_prose(text) is prose
    assert not is_prose(text, "备注")


def test_prose_of_a_cell_is_read(tmp_path: Path) -> None:
    path = book(
        tmp_path / "t.xlsx", [["序号", "工作", "完成情况", "备注"], [1, "防火", "检查单位702家,发现火灾隐患676处。", "督促整改577处。"]]
    )
    document = read(path)
    facts = report_of(document, period="2023H1").facts
    assert [(f.metric, float(f.value), document.where(f.start)) for f in facts] == [
        ("inspection.units", 702, "表!C2"), ("inspection.hazards_found", 676, "表!C2"),
    ]  # fmt: skip


def test_columns_without_lines() -> None:
    """(text, left, right, top) of the pieces of each row."""
    rows = [
        [("大队", 0, 20, 0), ("监督执法", 90, 130, 0)],
        [("检查单位", 80, 120, 20), ("罚款", 150, 170, 20)],
        [("甲县消防救援", 0, 60, 40), ("702", 80, 95, 40), ("24.3", 150, 170, 40)],
        [("大队", 0, 20, 52)],
        [("乙县大队", 0, 40, 80), ("650", 80, 95, 80)],
    ]
    found = tables_among([[Line(text, x0, top, x1, top + 10) for text, x0, x1, top in row] for row in rows])
    assert [table.rows for table in found] == [
        [["大队", "监督执法", None], [None, "检查单位", "罚款"], ["甲县消防救援大队", "702", "24.3"], ["乙县大队", "650", None]],
    ]  # fmt: skip
    assert found[0].spans[0] == [1, 2, 1]
