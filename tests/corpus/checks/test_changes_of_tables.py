"""同比 and 增减 in tables of the draft: what is right raises nothing, a wrong one is found at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading.readers import read
from corpus.review import check_document

Rows = list[list[str]]
BOTH: Rows = [
    ["指标", "2023年上半年", "2022年上半年", "同比(%)", "增减数"], ["接警出动(起)", "305", "286", "6.6", "19"], ["检查单位(家)", "640", "700", "-8.6", "-60"],
    ["罚款(万元)", "31.9", "28.6", "11.5", "3.3"], ["整改率", "96%", "94%", "2.1", "2"], ["拘留(人)", "2", "0", "—", "2"],
]  # fmt: skip
ARROWS: Rows = [
    ["项目", "本期", "去年同期", "同比"], ["接警出动(起)", "305", "286", "↑6.6%"], ["检查单位(家)", "640", "700", "↓8.6%"], ["罚款(万元)", "31.9", "28.6", "11.4%"],
]  # fmt: skip
UNSIGNED: Rows = [["项目", "2023年", "2022年", "增减"], ["接警出动(起)", "305", "286", "19"], ["检查单位(家)", "640", "700", "60"]]
DOWN: Rows = [["年份", "接警出动", "检查单位"], ["2023年上半年", "305", "640"], ["2022年上半年", "286", "700"], ["同比", "6.6%", "-8.6%"]]
FALLS: Rows = [["项目", "本期", "上年同期", "降幅"], ["火灾(起)", "81", "97", "16.5%"], ["受伤(人)", "3", "4", "25%"]]
OTHER: Rows = [
    ["项目", "本期", "去年同期", "增减情况"],
    ["接警出动(起)", "305", "286", "持平"],
    ["检查单位(家)", "640", "700", "11"],
]  # nobody knows what 11 is


@pytest.mark.parametrize(
    ("rows", "of", "bad"),
    [(BOTH, "6.6", "16.6"), (BOTH, "-60", "-70"), (BOTH, "11.5", "15.1"), (ARROWS, "↓8.6%", "↑8.6%"), (ARROWS, "11.4%", "14.1%"),
     (UNSIGNED, "60", "50"), (DOWN, "-8.6%", "-6.8%"), (FALLS, "16.5%", "15.6%"), (OTHER, "", "")],
)  # fmt: skip
def test_changes(tmp_path: Path, rows: Rows, of: str, bad: str) -> None:
    import docx

    for name, word, quotes in (("good", of, []), ("bad", bad, [bad] if bad else [])):
        document = docx.Document()
        document.add_paragraph("甲县消防救援大队2023年上半年工作总结")
        table = document.add_table(len(rows), len(rows[0]))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                table.cell(i, j).text = word if of and text == of else text
        path = tmp_path / f"{name}.docx"
        document.save(str(path))
        found = [f for f in check_document(read(str(path))) if f.severity in ("error", "warning")]
        assert [(f.code, f.quotes[0]) for f in found] == [("C401", quote) for quote in quotes]
