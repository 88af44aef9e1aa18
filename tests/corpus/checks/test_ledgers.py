"""Ledgers as clerks keep them: what is right raises nothing, each slip is found, what is not known is told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.reading.ledger import read_ledger
from corpus.reading.readers import read
from corpus.review import check_document
from extract import parse_period
from patterns import load_catalog

Rows = list[list[object]]
MONTHS: Rows = [
    ["南坪大队2023年上半年台账"],
    ["序号", "项目", "单位", "1月", "2月", "3月", "4月", "5月", "6月"],
    ["1", "检查单位数", "家", 60, 55, 70, 71, 72, 73],
    ["2", "罚款", "元", 15000, 16000, 20000, 21000, 22500, 23000],
    ["3", "机关食堂接待", "桌", 5, 5, 5, 5, 5, 5],
]
SUMMED: Rows = [["指标", "单位", "一季度", "二季度", "合计"], ["检查单位", "家", 185, 216, 401], ["罚款", "万元", 5.1, 6.65, 11.75]]
BRIGADES: Rows = [["大队", "检查单位(家)", "罚款(万元)"], ["南坪大队", 401, 11.75], ["松山大队", 288, 9.5], ["合计", 689, 21.25]]
DOWN: Rows = [["月份", "检查单位", "罚款（元）"], *([f"{m}月", 60, 19000] for m in range(1, 6)), ["6月", 101, 22500], ["合计", 401, 117500]]
OWN_NAMES: Rows = [["单位", "检查家数", "罚款金额（万元）"], ["南坪大队", 401, 11.75], ["松山大队", 288, 9.5]]
DRAFT = "南坪县消防救援大队2023年上半年工作总结\n上半年，大队检查单位{}家，罚款{}万元。\n"


def book(folder: Path, rows: Rows) -> Path:
    path = folder / "台账.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def found(folder: Path, rows: Rows, units: str, fines: str) -> list[str]:
    draft = folder / "草稿.txt"
    draft.write_text(DRAFT.format(units, fines), encoding="utf-8")
    findings = check_document(read(draft), ledger=str(book(folder, rows)))
    return sorted(f"{f.code} {f.quotes[0]}" for f in findings if f.code.startswith("B"))


@pytest.mark.parametrize("rows", [MONTHS, SUMMED, BRIGADES, DOWN, OWN_NAMES], ids=["months", "summed", "brigades", "down", "own names"])
def test_a_ledger_of_a_clerk(tmp_path: Path, rows: Rows) -> None:
    assert found(tmp_path, rows, "401", "11.75") == []
    assert found(tmp_path, rows, "410", "17.15") == ["B601 17.15万元", "B601 410家"]


def test_what_the_ledger_says_otherwise_is_told(tmp_path: Path) -> None:
    own, catalog = parse_period("2023H1"), load_catalog()
    ledger = read_ledger(book(tmp_path, MONTHS), own, catalog, "南坪县消防救援大队")
    assert [(e.name, e.value) for e in ledger.entries if e.metric] == [("检查单位数", 401.0), ("罚款", 117500.0)]
    assert len(ledger.notes) == 1 and ledger.notes[0].startswith("台账中没有认出")
    with pytest.raises(CorpusError, match="只有“南坪大队”、“松山大队”"):
        read_ledger(book(tmp_path, BRIGADES), own, catalog, "白石县消防救援大队")
    with pytest.raises(CorpusError, match="没有本报告期"):
        read_ledger(book(tmp_path, MONTHS), parse_period("2023"), catalog, "南坪县消防救援大队")
