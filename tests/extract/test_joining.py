"""Digits are joined across soft breaks and signs without width, never across a tab."""

from __future__ import annotations

import pytest

from extract import extract_report

TITLE = "甲县消防救援大队2023年上半年工作总结\n"
WRAPPED = "我大队深入开展检查,持续推进整治工作,共检查单位44\n2家,发现隐患676处,督促整改577处,罚款4.8万元,火灾\n形势保持平稳,全体指战员坚守岗位,接警出动3\n05起。"
SENTENCE = "我大队深入开展消防安全检查,全面排查整治,共检查单位442家,发现隐患676处,督促整改577处,罚款4.8万元,形势保持平稳。"
BY_COUNT = "\n".join(SENTENCE[i : i + 13] for i in range(0, len(SENTENCE), 13))  # 26 half-widths, fewer where digits stand
CASES = {
    BY_COUNT: [442, 676, 577, 48000],
    "检查单位44\u200b2家,罚款1\u00ad286元": [442, 1286],
    "检查单位1,2\u200b86家,整改率85.\u200b4%": [1286, 85.4],
    "检查单位1 286家": [1286],
    "检查单位612家\t702家": [612, 702],
    "612\t702家": [702],
    "检查单位4\ufffd2家": [],
    "检查单位\ufffd442家": [442],
    "我大队深入开展检查,检查单位1\n286家": [1286],
    "一季度检查单位共计442\n3月份开展检查12次": [442, 12],
    "罚款4.8\n万元,整改率达85.4\n%": [48000, 85.4],
    WRAPPED: [442, 676, 577, 48000, 305],
    "⼤队检查单位442家,出动⻋辆30辆次": [442, 30],
}


@pytest.mark.parametrize("text", CASES)
def test_joining(text: str) -> None:
    assert [float(fact.value) for fact in extract_report(TITLE + text).facts] == CASES[text]
