"""Another brigade or period for a report: its figures follow, later imports keep it, undoing goes by what is in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.importing.importer import run_import
from tests.corpus.keeping.stored import Stored, report

A, B, TABLE = "甲.txt", "乙.txt", "表.csv"
JIA, YI, BING = "甲县消防救援大队", "乙县消防救援大队", "丙县消防救援大队"
FILES = {
    A: report(JIA, "检查单位30家，去年同期25家。", "指标\t本期\t去年同期", "发现隐患(处)\t33\t41"),
    B: report(YI, "检查单位42家。"),
    TABLE: f"大队,期间,检查单位(家)\n{BING},2023年上半年,7\n丁县消防救援大队,2023年上半年,8\n",
}
Deeds = list[tuple[Any, ...]]


def half(year: int, second: bool = False) -> tuple[dt.date, dt.date]:
    return (dt.date(year, 7, 1), dt.date(year, 12, 31)) if second else (dt.date(year, 1, 1), dt.date(year, 6, 30))


@dataclass(frozen=True)
class Case:
    name: str
    deeds: Deeds
    brigade: str
    period: tuple[dt.date, dt.date]
    figures: dict[str, int]  # a figure → the year of its half


NOW = {"30家": 2023, "25家": 2022, "33": 2023, "41": 2022}
YEAR_BEFORE = {"30家": 2022, "25家": 2021, "33": 2022}
CASES = [
    Case("another brigade", [("set", A, YI)], YI, half(2023), NOW),
    Case("another period", [("set", A, None, "2022H1")], JIA, half(2022), YEAR_BEFORE),
    Case("both", [("set", A, YI, "2022H1")], YI, half(2022), YEAR_BEFORE),
    Case("undone", [("set", A, YI, "2022H1"), ("undo",)], JIA, half(2023), NOW),
    Case("undone after an import", [("set", A, YI, "2022H1"), ("again",), ("undo",), ("again",)], JIA, half(2023), NOW),
    Case("done again", [("set", A, YI, "2022H1"), ("undo",), ("redo",)], YI, half(2022), YEAR_BEFORE),
    Case("the first of two undone", [("set", A, YI), ("set", A, None, "2022H1"), ("undo", 1)], JIA, half(2022), YEAR_BEFORE),
    Case("the earlier of two brigades undone", [("set", A, BING), ("set", A, YI), ("undo", 1)], YI, half(2023), NOW),
    Case("both of two brigades undone", [("set", A, BING), ("set", A, YI), ("undo", 1), ("undo", 2)], JIA, half(2023), NOW),
    Case("the file read again", [("set", A, YI, "2022H1"), ("again",)], YI, half(2022), {**YEAR_BEFORE, "41": 2021}),
    Case(
        "the file changed", [("set", A, YI, "2022H1"), ("write", A, report(JIA, "检查单位31家，去年同期25家。"))], YI, half(2022), {"31家": 2022, "25家": 2021}
    ),
    Case("a name that was merged since", [("set", A, YI), ("merge", YI, BING)], BING, half(2023), NOW),
    Case("and read again", [("set", A, YI), ("merge", YI, BING), ("again",)], BING, half(2023), NOW),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_person_sets(case: Case, tmp_path: Path) -> None:
    stored = Stored(tmp_path, FILES)
    stored.do(case.deeds)
    found = stored.report(A)
    assert (found["brigade"], found["period_start"], found["period_end"]) == (case.brigade, *case.period)
    years = {quote: stored.fact(A, quote) for quote in case.figures}
    assert {quote: (f["period_start"], f["period_end"]) for quote, f in years.items()} == {q: half(y) for q, y in case.figures.items()}


SAME_AFTER = [
    [("set", A, YI)],
    [("set", B, BING, "2021H2")],
    [("set", f"{TABLE}/{BING}", YI)],
    [("set", f"{TABLE}/{BING}", YI, "2021H2")],
    [("set", A, YI), ("undo",)],
]


@pytest.mark.parametrize("deeds", SAME_AFTER, ids=str)
def test_a_later_import_reads_just_the_same(deeds: Deeds, tmp_path: Path) -> None:
    stored = Stored(tmp_path, FILES)
    stored.do(deeds)
    kept = stored.everything()
    stored.again()
    assert stored.everything() == kept


def test_only_one_of_the_brigades_of_a_table(tmp_path: Path) -> None:
    stored = Stored(tmp_path, FILES)
    stored.do([("set", f"{TABLE}/{BING}", YI), ("again",)])
    told = stored.rows("SELECT brigade FROM reports WHERE ends_with(path, ?) ORDER BY part", TABLE)
    assert sorted(r["brigade"] for r in told) == ["丁县消防救援大队", YI]


def test_a_file_under_another_name(tmp_path: Path) -> None:
    stored = Stored(tmp_path, FILES)
    stored.do([("set", B, BING, "2021H2"), ("move", B, "改名.txt")])
    found = stored.report("改名.txt")
    assert (found["brigade"], found["period_end"]) == (BING, dt.date(2021, 12, 31))
    stored.undo()
    found = stored.report("改名.txt")
    assert (found["brigade"], found["period_end"]) == (YI, dt.date(2023, 6, 30))


def test_columns_of_a_table_that_only_the_file_can_tell_are_doubted(tmp_path: Path) -> None:
    stored = Stored(tmp_path, FILES)
    stored.set(A, None, "2022H1")
    assert [bool(stored.fact(A, quote)["doubt"]) for quote in ("33", "41")] == [False, True]
    stored.take()  # reads the file again, though it has not changed
    assert [bool(stored.fact(A, quote)["doubt"]) for quote in ("33", "41")] == [False, False]
    assert stored.fact(A, "41")["period_start"] == dt.date(2021, 1, 1)


def test_nothing_to_set(tmp_path: Path) -> None:
    stored = Stored(tmp_path, FILES)
    for brigade, period in ((None, None), (JIA, "2023H1"), ("  ", None)):
        with pytest.raises(CorpusError, match="没有改动"):
            stored.set(A, brigade, period)
    assert stored.rows("SELECT * FROM journal") == []


REVIEWS = [
    ([("review", A, "doing")], "doing"),
    ([("review", A, "doing"), ("review", A, "done")], "done"),
    ([("review", A, "doing"), ("review", A, "done"), ("undo",)], "doing"),
    ([("review", A, "doing"), ("review", A, "done"), ("undo", 1)], "done"),
    ([("review", A, "doing"), ("review", A, "done"), ("undo", 1), ("undo", 2)], ""),
    ([("review", A, "done"), ("again",)], "done"),
    ([("review", A, "done"), ("write", A, report(JIA, "检查单位31家。"))], ""),
]


@pytest.mark.parametrize(("deeds", "state"), REVIEWS, ids=[str(deeds) for deeds, _ in REVIEWS])
def test_review_states(deeds: Deeds, state: str, tmp_path: Path) -> None:
    stored = Stored(tmp_path, FILES)
    stored.do(deeds)
    assert stored.report(A)["review"] == state


def test_what_is_set_outlasts_what_was_told_at_import(tmp_path: Path) -> None:
    stored = Stored(tmp_path, {A: report("", "检查单位30家。")})
    run_import(stored.store, [str(stored.folder)], brigade=JIA)
    assert stored.report(A)["brigade"] == JIA
    stored.do([("again",), ("set", A, YI), ("again",)])
    assert stored.report(A)["brigade"] == YI
    stored.do([("undo",), ("again",)])
    assert stored.report(A)["brigade"] == JIA
