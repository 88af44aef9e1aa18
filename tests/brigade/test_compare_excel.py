"""The workbook of a comparison: what is printed, where links lead, what is said of each figure that is no plain number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from brigade.output.compare_excel import write
from corpus.comparing.compare import compare
from corpus.comparing.coverage import coverage
from corpus.comparing.outliers import outliers
from corpus.keeping.corrections import correct
from extract import parse_period
from tests.corpus.comparing.stores import stored

TEXTS = {
    ("甲", 2022): "检查单位200家，罚款8万元。",
    ("甲", 2023): "检查单位300家，罚款12.5万元。发放宣传资料5000余份。行政处罚22家。",
    ("乙", 2023): "检查单位100家。发放宣传资料800份。行政处罚35起。",
    ("丙", 2023): "检查学校40家、检查商场20家。罚款3万元。随后罚款4万元。",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("book")
    texts = {f"{who}{year}.txt": f"{who}县消防救援大队{year}年上半年工作总结\n\n{words}\n" for (who, year), words in TEXTS.items()}
    with stored(folder, texts) as corpus:
        fact = next(f for f in corpus.fact_rows() if f["value"] == 800)
        correct(corpus.store, fact["report_id"], fact["start"], fact["end"], "change", corpus.catalog, value=900, who="王")
        out = compare(corpus, period=parse_period("2023H1"), base=parse_period("2022H1"), derived=False)
        write(str(folder / "对比.xlsx"), out, outliers(corpus, out), coverage(corpus))
    return openpyxl.load_workbook(folder / "对比.xlsx")


def grid(sheet: Any) -> dict[tuple[str, str], Any]:
    """(first cell of the row, heading) → cell."""
    heads = [cell.value for cell in sheet[3]]
    return {
        (row[0].value, head): cell for row in sheet.iter_rows(min_row=4) for head, cell in zip(heads, row, strict=False) if row[0].value
    }


def test_every_sheet_can_be_printed(book: Any) -> None:
    for sheet in book.worksheets:
        assert "(2023年上半年)" in sheet["A1"].value
        assert "期间:2023年上半年;与2022年上半年相比;制表日期:" in sheet["A2"].value
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert "第 &P 页" in str(sheet.oddFooter.center.text)
        if sheet.title != "图表":
            assert (sheet.page_setup.fitToWidth or 1) == 1 and sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.print_title_rows == "$3:$3" and sheet.print_area
            assert sheet.auto_filter.ref and sheet.freeze_panes.endswith("4")


def test_a_figure_leads_to_its_sentence_and_back(book: Any) -> None:
    for name, column in (("对比", "甲县消防救援大队"), ("变化", "甲县消防救援大队 2022年上半年")):
        cell = grid(book[name])["检查单位", column]
        source = book["出处"][cell.hyperlink.location.split("!")[1]]
        told = {head.value: at.value for head, at in zip(book["出处"][3], book["出处"][source.row], strict=True)}
        assert (told["数值"], told["大队"]) == (cell.value, "甲县消防救援大队")
        assert told["原文"] in told["原句"]
        assert told["文件"] in ("甲2023.txt", "甲2022.txt")  # no folder of the machine it was made on
        back = book["对比"][source.hyperlink.location.split("!")[1]]
        assert back.value == 300


FORMATS = {  # (metric, brigade) → value, what its format shows beside the number
    ("检查单位", "甲县消防救援大队"): (300, ()),
    ("检查单位", "丙县消防救援大队"): (60, ()),
    ("发放宣传资料", "甲县消防救援大队"): (5000, ("≥",)),
    ("发放宣传资料", "乙县消防救援大队"): (900, ("✎",)),
    ("行政处罚", "甲县消防救援大队"): (22, ("家",)),
    ("罚款", "甲县消防救援大队"): (12.5, ()),
    ("罚款", "丙县消防救援大队"): ("不一致:3/4", ()),
    ("行政处罚", "丙县消防救援大队"): ("—", ()),
    ("检查单位", "合计"): ("=SUM(D{row}:F{row})", ()),
    ("发放宣传资料", "合计"): ("含约数", ()),
    ("行政处罚", "合计"): ("单位不同", ()),
}


@pytest.mark.parametrize("place", FORMATS)
def test_what_a_cell_shows(book: Any, place: tuple[str, str]) -> None:
    cell = grid(book["对比"])[place]
    value, signs = FORMATS[place]
    assert cell.value == (value.format(row=cell.row) if isinstance(value, str) else value)
    assert [sign for sign in ("≥", "✎", "?", "家", "起") if f'"{sign}' in cell.number_format or f'{sign}"' in cell.number_format] == list(
        signs
    )
    if value == 300:
        assert cell.number_format == "#,##0"  # #,##0.#### leaves a point behind it


def test_what_is_to_be_known_of_the_table(book: Any) -> None:
    told = [tuple(cell.value for cell in row) for row in book["说明"].iter_rows(min_row=4)]
    assert {
        ("相加", "检查单位", "丙县消防救援大队", "60(合计):由学校、商场相加"),
        ("不一致", "罚款", "丙县消防救援大队", "不一致:3/4:前后数字不一致"),
        ("人工更正", "发放宣传资料", "乙县消防救援大队", "900✎:经人工更正"),
        ("未提及", "行政处罚", None, "1 个:丙县消防救援大队"),
        ("注", None, None, "行政处罚:单位不同,不可比(家、起)"),
    } <= set(told)


def test_a_workbook_names_no_folder(book: Any, tmp_path: Path) -> None:
    words = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [word for word in words if str(tmp_path.parent) in word]
