"""The reporter's own name before a figure is no part of what it counts."""

import pytest

from extract import extract_report

TITLE = "甲县消防救援大队2023年上半年工作总结\n\n"
CASES = [  # sentence, label and qualifier of its figure
    ("甲县消防救援大队共检查单位610家。", "检查单位", ""),
    ("甲县大队共检查单位610家。", "检查单位", ""),
    ("甲县大队检查单位610家。", "检查单位", ""),
    ("大队共检查单位610家。", "检查单位", ""),
    ("乙县大队共检查单位610家。", "检查单位", ""),  # another's, which owns it
    ("全队共检查单位610家。", "全队共检查单位", ""),  # the whole, not a part of it
    ("大队现有消防员28名。", "消防员", "消防员"),
]


@pytest.mark.parametrize(("sentence", "label", "qualifier"), CASES)
def test_own_name(sentence: str, label: str, qualifier: str) -> None:
    (fact,) = extract_report(TITLE + sentence).facts
    assert (fact.label, fact.qualifier, fact.entity) == (label, qualifier, "乙县大队" if "乙县" in sentence else "")
