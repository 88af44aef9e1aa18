"""合计 and 小计 of tables in the draft: what is right raises nothing, a wrong one is found at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading.readers import read
from corpus.review import check_document

Rows = list[list[str]]
DOWN: Rows = [
    ["月份", "检查单位(家)", "发现隐患(处)", "整改率"], ["1月", "100", "150", "95%"], ["2月", "120", "160", "96%"], ["合计", "220", "310", "96%"],
]  # fmt: skip
ALONG: Rows = [["项目", "一季度", "二季度", "合计"], ["检查单位", "170", "175", "345"], ["发现隐患", "200", "220", "420"]]
FIRST: Rows = [["序号", "乡镇", "火灾起数", "同比"], ["", "合计", "31", "-5%"], ["1", "城关镇", "20", "3%"], ["2", "石桥乡", "11", "4%"]]
NESTED: Rows = [
    ["序号", "乡镇", "火灾起数"], ["1", "城关镇", "20"], ["2", "石桥乡", "11"], ["小计", "", "31"], ["3", "龙潭镇", "8"], ["4", "龙泉镇", "9"], ["小计", "", "17"],
    ["合计", "", "48"],
]  # fmt: skip


@pytest.mark.parametrize(("rows", "of", "bad"), [(DOWN, "310", "320"), (ALONG, "420", "410"), (FIRST, "31", "38"), (NESTED, "48", "46")])
def test_sums(tmp_path: Path, rows: Rows, of: str, bad: str) -> None:
    import docx

    for name, word, quotes in (("good", of, []), ("bad", bad, [bad])):
        document = docx.Document()
        document.add_paragraph("甲县消防救援大队2023年上半年工作总结")
        table = document.add_table(len(rows), len(rows[0]))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                table.cell(i, j).text = word if text == of else text
        path = tmp_path / f"{name}.docx"
        document.save(str(path))
        assert [f.quotes[0] for f in check_document(read(str(path))) if f.code == "S201"] == quotes
