"""How findings are told: how grave, in whose words, with what mend; and what else is checked beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Corpus
from corpus.checks import check
from corpus.checks.run import run_checks
from corpus.reading.readers import read
from corpus.review import context_of
from extract import extract_report
from extract.reading.calendar import parse_period

MENDS = {  # a rate → what should stand there: to as many decimals, where only the point is wrong as its digits leave
    "86%": "96",
    "86.0%": "96.0",
    "0.96%": "96",
    "9.6%": "96",
    "9.60%": "96.0",
}


@pytest.mark.parametrize("rate", MENDS)
def test_a_mend_has_the_decimals_of_the_draft(rate: str) -> None:
    found = check(extract_report(f"发现火灾隐患350处，督促整改火灾隐患336处，整改率{rate}。", period="2023H1"))
    assert [f.mend[2] for f in found if f.code == "S203" and f.mend] == [MENDS[rate]]


WORDS = {  # a draft → what a message quotes of it
    "发现火灾隐患182处，消除火灾隐患197处。": "“消除火灾隐患197处”",
    "出动车辆451辆次、指战员310人次。": "“指战员310人次”",
    "发现隐患350处，督改隐患336处，整改率86%。": "“督改隐患336处”",
    "共接警97起，去年同期85起，同比上升24.1%。": "“上升24.1%”",
}


@pytest.mark.parametrize("text", WORDS)
def test_a_message_quotes_the_words_of_the_draft(text: str) -> None:
    assert any(WORDS[text] in f.message for f in check(extract_report(text, period="2023H1")))


def test_no_such_day_switches_no_check_off() -> None:
    text = "检查单位312家。\n截至6月31日，共检查单位321家，发现隐患420处，督促整改403处，整改率90.0%。"
    found = check(extract_report(text, period="2023H1"))
    assert {f.code for f in found if f.severity == "error"} == {"D701", "R101", "S203"}


EQUAL = {  # a draft whose figures are those of an earlier report → how it is told
    "检查社会单位617家。": "info",
    "检查社会单位617家，罚款31.3万元。": "info",
    "检查社会单位617家，罚款31.3万元，发放资料12830份。": "warning",
    "印发资料12830份，出动警力2715人次。": "warning",
}
PAST = "大队检查单位617家。依法罚款31.3万元。共发放资料12830份。累计出动警力2715人次。"


@pytest.mark.parametrize("text", EQUAL)
@pytest.mark.parametrize("year", [2022, 2021])
def test_figures_of_an_earlier_report(tmp_path: Path, text: str, year: int) -> None:
    (tmp_path / "旧.txt").write_text(f"甲县消防救援大队{year}年上半年工作总结\n\n{PAST}\n", encoding="utf-8")
    (tmp_path / "稿.txt").write_text(f"甲县消防救援大队2023年上半年工作总结\n\n{text}\n", encoding="utf-8")
    with Corpus(tmp_path / "t.duckdb") as corpus:
        corpus.import_files([str(tmp_path / "旧.txt")])
        found = [f for f in corpus.check(read(tmp_path / "稿.txt")) if f.code == "H502"]
    told = EQUAL[text] if year == 2022 or EQUAL[text] == "warning" else ""
    assert [f.severity for f in found] == ([told] if told else [])
    assert all(f"{year}年上半年" in f.message or "上年同期" in f.message for f in found)


TITLES = {  # what a person names → what the title says otherwise
    ("乙县消防救援大队", None): ["甲县消防救援大队"],
    ("甲县大队", None): [],
    (None, "2023H2"): ["2023年上半年"],
    ("甲县消防救援大队", "2023H1"): [],
    ("乙县消防救援大队", "2022H1"): ["甲县消防救援大队", "2023年上半年"],
}


@pytest.mark.parametrize("named", TITLES)
def test_a_title_of_another_brigade_or_period(tmp_path: Path, named: tuple[str | None, str | None]) -> None:
    (tmp_path / "稿.txt").write_text("甲县消防救援大队2023年上半年工作总结\n\n检查单位312家。\n", encoding="utf-8")
    brigade, period = named
    context = context_of(read(tmp_path / "稿.txt"), brigade=brigade, period=parse_period(period) if period else None)
    assert run_checks(context) is not None
    assert [f"标题写的是{words}" == doubt.partition(",")[0] for words, doubt in zip(TITLES[named], context.doubts, strict=True)] == [
        True
    ] * len(TITLES[named])
