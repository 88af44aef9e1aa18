"""What follows a lesson in the store, what does not, and that a later import reads just the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from tests.corpus.keeping.stored import Stored, report

FIRES, DEATHS, UNITS, TRAINED = "fire.fires", "fire.deaths", "inspection.units", "training.people_trained"
A, B, TABLE = "甲.txt", "乙.txt", "表.csv"
BEFORE = "as before the deeds"
Deeds = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Case:
    name: str
    a: str
    b: str
    deeds: Deeds
    want: dict[tuple[str, str], str]  # file and figure → metric, told without a doubt of it


CASES = [
    Case("the same words", "走水87起。", "上半年走水41起。", [("teach", "走水", FIRES)], {(A, "87起"): FIRES, (B, "41起"): FIRES}),
    Case("another unit", "走水87起。", "走水5人。", [("teach", "走水", FIRES, "起")], {(B, "5人"): BEFORE}),
    Case("its change", "走水87起。", "走水41起，比去年少4起。", [("teach", "走水", FIRES)], {(B, "41起"): FIRES, (B, "4起"): FIRES}),
    Case("its change in per cent", "走水87起。", "走水41起，同比下降5%。", [("teach", "走水", FIRES)], {(B, "5%"): FIRES}),
    Case("a change alone", "走水87起。", "走水比去年少4起。", [("teach", "走水", FIRES)], {(B, "4起"): FIRES}),
    Case("none of ours", "检查单位30家。", "检查单位42家。", [("teach", "检查单位", "")], {(A, "30家"): "", (B, "42家"): ""}),
    Case("a correction teaches", "走水87起。", "走水41起。", [("correct", A, "87起", DEATHS)], {(A, "87起"): DEATHS, (B, "41起"): DEATHS}),
    Case("one that does not", "走水87起。", "走水41起。", [("correct", A, "87起", DEATHS, False)], {(A, "87起"): DEATHS, (B, "41起"): BEFORE}),
    Case(
        "a figure corrected by hand stays", "走水87起。", "走水41起。", [("correct", A, "87起", DEATHS, False), ("teach", "走水", FIRES)],
        {(A, "87起"): DEATHS, (B, "41起"): FIRES},
    ),
    Case(
        "of two lessons the later", "走水87起。", "走水41起。", [("teach", "走水", FIRES), ("teach", "走水", DEATHS)], {(A, "87起"): DEATHS, (B, "41起"): DEATHS}
    ),
    Case(
        "back to the first", "走水87起。", "走水41起。", [("teach", "走水", FIRES), ("teach", "走水", DEATHS), ("teach", "走水", FIRES)],
        {(A, "87起"): FIRES, (B, "41起"): FIRES},
    ),
    Case(
        "the later of two undone", "走水87起。", "走水41起。", [("teach", "走水", FIRES), ("teach", "走水", DEATHS), ("undo", 2)], {(B, "41起"): FIRES}
    ),
    Case(
        "the earlier of two undone", "走水87起。", "走水41起。", [("teach", "走水", FIRES), ("teach", "走水", DEATHS), ("undo", 1)], {(B, "41起"): DEATHS}
    ),
    Case("a lesson forgotten", "走水87起。", "走水41起。", [("teach", "走水", DEATHS), ("undo", 1)], {(A, "87起"): BEFORE, (B, "41起"): BEFORE}),
    Case(
        "undoing a correction takes its lesson", "走水87起。", "走水41起。", [("correct", A, "87起", DEATHS), ("undo", 1)],
        {(A, "87起"): BEFORE, (B, "41起"): BEFORE},
    ),
    Case("undoing the last, too", "走水87起。", "走水41起。", [("correct", A, "87起", DEATHS), ("undo",)], {(A, "87起"): BEFORE, (B, "41起"): BEFORE}),
    Case(
        "and doing it again", "走水87起。", "走水41起。", [("correct", A, "87起", DEATHS), ("undo",), ("redo",)], {(A, "87起"): DEATHS, (B, "41起"): DEATHS}
    ),
    Case(
        "only the lesson forgotten", "走水87起。", "走水41起。", [("correct", A, "87起", DEATHS), ("undo", 2)], {(A, "87起"): DEATHS, (B, "41起"): BEFORE}
    ),
    Case(
        "forgotten with its correction undone and done again", "走水87起。", "走水41起。",
        [("correct", A, "87起", DEATHS), ("undo", 2), ("undo", 1), ("redo", 1)], {(A, "87起"): DEATHS, (B, "41起"): BEFORE},
    ),
    Case("cells of a table", "检查单位30家。", "无事。", [("teach", "检查单位", TRAINED)], {(A, "30家"): TRAINED, (TABLE, "33"): TRAINED, (TABLE, "44"): BEFORE}),
    Case("a cell teaches", "检查单位30家。", "无事。", [("correct", TABLE, "33", TRAINED)], {(A, "30家"): TRAINED, (TABLE, "33"): TRAINED}),
]  # fmt: skip


def told(stored: Stored, want: dict[tuple[str, str], str]) -> dict[tuple[str, str], tuple[str, bool]]:
    facts = {key: stored.fact(*key) for key in want}
    return {key: (fact["metric"], bool(fact["doubt"])) for key, fact in facts.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_follows(case: Case, tmp_path: Path) -> None:
    table = "大队,期间,检查单位(家),发现隐患(处)\n丙县消防救援大队,2023年上半年,33,44\n"
    files = {A: report("甲县消防救援大队", case.a), B: report("乙县消防救援大队", case.b), TABLE: table}
    stored = Stored(tmp_path, files)
    before = told(stored, case.want)
    stored.do(case.deeds)
    wanted = {key: before[key] if metric == BEFORE else (metric, False) for key, metric in case.want.items()}
    assert told(stored, case.want) == wanted
    kept = stored.everything()
    stored.again()
    assert stored.everything() == kept  # a later import reads what teaching left


def test_a_lesson_takes_a_doubt_away(tmp_path: Path) -> None:
    stored = Stored(tmp_path, {A: report("甲县消防救援大队", "走水87起。"), B: report("乙县消防救援大队", "走水41起。")})
    assert stored.fact(B, "41起")["doubt"]
    stored.correct(A, "87起", FIRES)
    assert [stored.fact(name, quote)["doubt"] for name, quote in ((A, "87起"), (B, "41起"))] == ["", ""]
    stored.undo()
    assert stored.fact(B, "41起")["doubt"]


def test_a_file_that_comes_later_is_read_by_the_lesson(tmp_path: Path) -> None:
    stored = Stored(tmp_path, {A: report("甲县消防救援大队", "糊封皮12处。")})
    stored.correct(A, "12处", "enforcement.seals")
    stored.write(B, report("乙县消防救援大队", "糊封皮15处。"))
    assert stored.fact(B, "15处")["metric"] == "enforcement.seals"


REFUSED = [
    (("teach", "走水", "enforcement.fines", "起"), "“罚款”的单位是.*不能归为此指标"),
    (("teach", "没有的", FIRES), "没有说法为“没有的”"),
    (("teach", "走水", "fire.none"), "没有指标“fire.none”"),
    (("teach", "走水", FIRES), r"有 2 种单位\(起 2 条、人 1 条\)"),
    (("teach", "走水", FIRES, "家"), "没有说法为“走水”"),
]


@pytest.mark.parametrize(("deed", "sentence"), REFUSED, ids=[sentence for _, sentence in REFUSED])
def test_what_cannot_be_taught(deed: tuple[Any, ...], sentence: str, tmp_path: Path) -> None:
    stored = Stored(tmp_path, {A: report("甲县消防救援大队", "走水87起。", "走水3人。"), B: report("乙县消防救援大队", "走水41起。")})
    kept = stored.everything()
    with pytest.raises(CorpusError, match=sentence):
        stored.do([deed])
    assert stored.everything() == kept
    assert stored.rows("SELECT * FROM journal") == []


def test_one_of_several_units(tmp_path: Path) -> None:
    stored = Stored(tmp_path, {A: report("甲县消防救援大队", "走水87起。", "走水3人。")})
    other = stored.fact(A, "3人")
    stored.teach("走水", DEATHS, "起")
    assert (stored.fact(A, "87起")["metric"], stored.fact(A, "3人")) == (DEATHS, other)
