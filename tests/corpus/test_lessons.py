"""Lessons in a file, and what a brigade with a hand of its own gains from them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brigade.cli import main
from corpus.errors import CorpusError
from corpus.lessons import read_lessons, written
from extract import Lesson, extract_report
from patterns import load_catalog
from tests.conftest import SAMPLES

ODD = ("weiling-2021", "weiling-2022", "weiling-2023")  # a brigade with words of its own


def text_of(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def gold_of(name: str) -> list[dict[str, Any]]:
    rows = map(json.loads, (SAMPLES / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["type"] == "fact"]


def lessons_of(name: str) -> list[Lesson]:
    return [Lesson(text_of(name), row["start"], row["end"], row["metric"] or None) for row in gold_of(name)]


def right(name: str, lessons: list[Lesson]) -> tuple[float, float]:
    """The shares of facts whose metric is right, and whose metric is wrong and not doubted."""
    good = bad = 0
    facts = extract_report(text_of(name), lessons=lessons).facts
    gold = gold_of(name)
    for row in gold:
        on = [f for f in facts if f.start < row["end"] and row["start"] < f.end]
        good += any(f.metric == row["metric"] for f in on)
        bad += any(f.metric and f.metric != row["metric"] and not f.doubt for f in on)
    return good / len(gold), bad / len(gold)


@pytest.mark.parametrize("name", ODD[1:])
def test_the_first_report_teaches_the_next(name: str) -> None:
    before, _ = right(name, [])
    after, wrong = right(name, lessons_of(ODD[0]))
    assert after >= max(0.8, before + 0.2)
    assert wrong <= 0.02


def test_two_reports_teach_more_than_one() -> None:
    one, two = (right(ODD[2], [lesson for name in names for lesson in lessons_of(name)])[0] for names in (ODD[:1], ODD[:2]))
    assert two > one


@given(
    st.lists(
        st.builds(
            lambda text, metric: Lesson(text + "3起", len(text), len(text) + 2, metric),
            st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
            st.sampled_from([None, "fire.fires"]),
        ),
        max_size=4,
    )
)
def test_lessons_are_read_back(tmp_path_factory: pytest.TempPathFactory, lessons: list[Lesson]) -> None:
    path = tmp_path_factory.mktemp("l") / "更正.toml"
    path.write_text(written(lessons), encoding="utf-8", newline="")
    assert read_lessons(path, load_catalog()) == tuple(lessons)


BROKEN = [
    ("[[lesson]]\ntext = 3起", "读不懂"),
    ("[[lesson]]\ntext = '走水3起'\nstart = 2\nend = 4\n", "缺少或写错了指标(metric)"),
    ("[[lesson]]\ntext = '走水3起'\nstart = 2\nend = 40\nmetric = ''\n", "不在它的文字中"),
    ("[[lesson]]\ntext = '走水3起'\nstart = 2\nend = 4\nmetric = 'fire.none'\n", "不在指标目录中"),
    ("lesson = 3\n", "没有经验([[lesson]])"),
]


@pytest.mark.parametrize(("text", "told"), BROKEN, ids=[told for _, told in BROKEN])
def test_a_file_of_lessons_that_cannot_be(text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "更正.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError) as raised:
        read_lessons(path, load_catalog())
    assert told in str(raised.value)
    assert main(["extract", str(SAMPLES / "weiling-2022.txt"), "--lessons", str(path)]) == 2
    assert told in capsys.readouterr().err


def test_the_command_takes_lessons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "更正.toml"
    path.write_text(written([Lesson("走水3起。", 2, 4, "fire.fires")]), encoding="utf-8")
    report = tmp_path / "报告.txt"
    report.write_text("全年走水87起。\n", encoding="utf-8")
    assert main(["extract", str(report), "--lessons", str(path), "--format", "jsonl"]) == 0
    facts = [row for row in map(json.loads, capsys.readouterr().out.splitlines()) if row["type"] == "fact"]
    assert [(f["metric"], f["pattern"]) for f in facts] == [("fire.fires", "教")]


def test_a_lesson_that_teaches_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "更正.toml"
    path.write_text(written([Lesson("走水不少。", 0, 2, "fire.fires"), Lesson("走水3起。", 2, 4, "fire.fires")]), encoding="utf-8")
    report = tmp_path / "报告.txt"
    report.write_text("全年走水87起。\n", encoding="utf-8")
    assert main(["extract", str(report), "--lessons", str(path)]) == 0
    told = capsys.readouterr().err
    assert "“走水”读不出数字" in told
    assert told.count("未起作用") == 1
