"""Answers: for one finding, for a draft, for a brigade; found again in the next version, which has another name and another sentence before."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.answers import Draft, add_answers, answers_file, answers_of, read_answers, split
from corpus.checks import Finding, check
from corpus.errors import CorpusError
from extract import extract_report

TEXT = "发现隐患182处，督促整改197处。下发督办通知书6分。"
MORE = "本期工作平稳。上半年发现隐患182处，督促整改197处。下发督办通知书6分，发出整改通知书8分。"
CHANGED = "发现隐患182处，督促整改198处。下发督办通知书6分。"
OWN, NEXT, OTHER = ("甲县消防救援大队", "2023H1"), ("甲县消防救援大队", "2023"), ("乙县消防救援大队", "2023H1")


def review(text: str, whose: tuple[str, str] = OWN) -> tuple[list[Finding], Draft]:
    return check(extract_report(text, period="2023H1")), Draft(text, *whose)


# scope, the version that is checked, whose it is → the codes still open
CASES = [
    ("once", TEXT, OWN, []),
    ("once", MORE, OWN, ["U801"]),  # 8分 is new
    ("once", CHANGED, OWN, ["L301"]),
    ("draft", MORE, OWN, []),
    ("draft", CHANGED, OWN, []),
    ("draft", TEXT, NEXT, ["L301", "U801"]),
    ("brigade", MORE, NEXT, []),
    ("brigade", TEXT, OTHER, ["L301", "U801"]),
]


@pytest.mark.parametrize(("scope", "text", "whose", "still"), CASES)
def test_answers(tmp_path: Path, scope: str, text: str, whose: tuple[str, str], still: list[str]) -> None:
    found, draft = review(TEXT)
    path = answers_file(tmp_path / "总结.txt")
    assert add_answers(path, found, "含往年结转", draft, scope) == len({f.code for f in found}) == 2
    assert add_answers(path, found, "再说一遍", draft, scope) == 0
    later, version = review(text, whose)
    open_now, done = split(later, answers_of(tmp_path / "总结第二稿.txt"), version)
    assert sorted(f.code for f in open_now) == still
    assert {reason for _, reason in done} <= {"含往年结转"}


def test_a_draft_without_a_name_and_a_broken_file(tmp_path: Path) -> None:
    found, _ = review(TEXT)
    for scope, whose, match in (("brigade", ("", "2023H1"), "--brigade"), ("draft", ("甲县消防救援大队", ""), "--period")):
        with pytest.raises(CorpusError, match=match):
            add_answers(tmp_path / "a.toml", found, "无", Draft(TEXT, *whose), scope)
    for broken in ("answer = 3", '[[answer]]\ncode = "S201"', '[[answer]]\ncode = "S201"\nreason = "无"\nscope = "ever"'):
        (tmp_path / "a.toml").write_text(broken, encoding="utf-8")
        with pytest.raises(CorpusError, match="答复文件"):
            read_answers(tmp_path / "a.toml")


def test_answers_of_earlier_versions_of_the_program_hold(tmp_path: Path) -> None:
    found, draft = review(TEXT)
    (tmp_path / "总结.txt.answers.toml").write_text(
        '[[answer]]\ncode = "U801"\nfigures = ["6分"]\nmessage = ""\nreason = "无"\n', encoding="utf-8"
    )
    assert [f.code for f in split(found, answers_of(tmp_path / "总结.txt"), draft)[0]] == ["L301"]
