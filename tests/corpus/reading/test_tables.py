"""The figure of a cell, the heading of a row or column, sums, and what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading.ledger import read_ledger
from corpus.reading.readers import read
from corpus.reading.tables import is_total, numerals_left, place_of, table_facts
from corpus.reading.tables.figures import figure_of
from corpus.reading.tables.heads import head_of
from extract import Period, parse_period
from patterns import load_catalog

OWN = parse_period("2023H1") or Period(None, None)
FIGURES = [
    ("702", 1, "702", "exact", "", 0),
    ("1,234.5", 1, "1234.5", "exact", "", 1),
    ("约650", 1, "650", "about", "", 0),
    ("24.3万元", 1, "243000", "exact", "元", -3),
    ("21.6", 10000, "216000", "exact", "", -3),
    ("不足30起", 1, "30", "under", "起", 0),
    ("20余人", 1, "20", "over", "人", 0),
    ("95%以上", 1, "95", "over", "%", 0),
    ("≥95%", 1, "95", "over", "%", 0),
]


@pytest.mark.parametrize(("text", "factor", "value", "modifier", "unit", "decimals"), FIGURES)
def test_figure(text: str, factor: int, value: str, modifier: str, unit: str, decimals: int) -> None:
    figure = figure_of(text, load_catalog())
    assert figure is not None
    assert (figure.value(factor), figure.modifier, figure.unit, figure.decimals(factor)) == (float(value), modifier, unit, decimals)


@pytest.mark.parametrize("text", ["", "无", "—", "检查12家", "2023-05-01", "3/5"])
def test_no_figure(text: str) -> None:
    assert figure_of(text, load_catalog()) is None


def test_heads() -> None:
    catalog = load_catalog()
    assert head_of("计量单位", OWN, catalog).units
    assert head_of("完成情况", OWN, catalog).figures
    assert head_of("甲县消防救援大队", OWN, catalog).brigade == "甲县消防救援大队"
    assert head_of("去年同期", OWN, catalog).period == parse_period("2022H1")
    assert head_of("本期", OWN, catalog).period == OWN
    assert head_of("合计", OWN, catalog).total
    assert head_of("同比增减(%)", OWN, catalog).skipped
    label = head_of("罚款金额（万元）", OWN, catalog).label
    assert label is not None
    assert (label.words, label.unit, label.factor, label.kind) == ("罚款金额", "元", 10000, "money")


def test_a_row_of_sums_is_no_brigade(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("大队,检查单位(家)\n甲县大队,12\n乙县大队,30\n合计,42\n", encoding="utf-8")
    catalog = load_catalog()
    facts = table_facts(read(path), OWN, catalog)
    assert [(f.entity, f.entity_from, is_total(f, catalog), place_of(f)) for f in facts] == [
        ("甲县大队", "table", False, "t!B2"), ("乙县大队", "table", False, "t!B3"), ("", "", True, "t!B4"),
    ]  # fmt: skip
    assert [entry.value for entry in read_ledger(path, OWN, catalog).entries] == [12.0]


def test_numerals_left(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("指标,数量,备注\n检查单位(家),12,其中3家停业\n", encoding="utf-8")
    document = read(path)
    facts = table_facts(document, OWN, load_catalog())
    assert [(u.quote, u.reason) for u in numerals_left(document, facts)] == [("3", "table")]
