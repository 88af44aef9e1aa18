"""Corrections: what they come to, what of them is carried over to a new version, undoing and doing again in any order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus
from corpus.errors import CorpusError
from corpus.keeping import journal
from corpus.keeping.corrections import correct
from corpus.keeping.standing import without_place
from corpus.keeping.undoing import Undone, redo, undo
from extract import parse_period

HEAD = "东溪县消防救援大队2024年上半年工作总结\n"
TEXT = "2024年上半年，大队共检查单位442家，发现火灾隐患612处。罚款70.8万元。开展宣传活动26次。消防宣传五进全部完成。"

Change = dict[str, Any]


class Desk:
    """One report in a store; corrections are named by the figure's words."""

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        self.folder, self.corpus = folder / "r", corpus
        self.folder.mkdir()

    def write(self, text: str, name: str = "甲.txt") -> list[tuple[str, str]]:
        """Writes and imports a report; the kinds and words of what is said of corrections."""
        (self.folder / name).write_text(HEAD + text, encoding="utf-8")
        told = self.corpus.import_files([str(self.folder)])
        return [(kind, words) for _, kind, words in told.review if kind in ("carried", "lost")]

    def report(self, name: str = "甲.txt") -> dict[str, Any]:
        return self.corpus.store.rows("SELECT * FROM reports WHERE path = ?", [str((self.folder / name).resolve())])[0]

    def correct(self, quote: str, change: Change, nth: int = 0, name: str = "甲.txt") -> int:
        report = self.report(name)
        at = -1
        for _ in range(nth + 1):
            at = report["text"].index(quote, at + 1)
        deed = change.get("deed", "change")
        says = {k: v for k, v in change.items() if k != "deed"}
        store, catalog = self.corpus.store, self.corpus.catalog
        return correct(store, report["report_id"], at, at + len(quote), deed, catalog, who="王", why="台账", **says)

    def undo(self, number: int | None = None) -> Undone:
        return undo(self.corpus.store, self.corpus.catalog, number)

    def redo(self, number: int | None = None) -> Undone:
        return redo(self.corpus.store, self.corpus.catalog, number)

    def values(self, name: str = "甲.txt") -> dict[str, Any]:
        """quote → value of the facts of a report that are not marked wrong; where a figure stands several times, a list."""
        rows = self.corpus.fact_rows(report_id=self.report(name)["report_id"])
        out: dict[str, Any] = {}
        for row in rows:
            out.setdefault(row["quote"], []).append(row["value"])
        return {quote: told[0] if len(told) == 1 else told for quote, told in out.items()}

    def fact(self, quote: str) -> dict[str, Any]:
        rows = self.corpus.fact_rows(report_id=self.report()["report_id"], removed=True)
        return next(r for r in rows if r["quote"] == quote)


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    with Corpus(tmp_path / "t.duckdb") as corpus:
        yield Desk(tmp_path, corpus)


# ---- values in words, fields -------------------------------------------------------------------------------------------

VALUES: list[tuple[str, Change, dict[str, Any]]] = [  # figure, what is said, what the fact is then
    ("442家", {"value": "443"}, {"value": 443, "unit": "家", "modifier": "exact"}),
    ("442家", {"value": 443.0}, {"value": 443}),
    ("442家", {"value": "443家"}, {"value": 443, "unit": "家"}),
    ("442家", {"value": "1,443"}, {"value": 1443}),
    ("442家", {"value": "1.2万"}, {"value": 12000}),
    ("442家", {"value": "四百四十三"}, {"value": 443}),
    ("442家", {"value": "400余家"}, {"value": 400, "modifier": "over"}),
    ("442家", {"value": "近500家"}, {"value": 500, "modifier": "under"}),
    ("442家", {"value": "440至450"}, {"value": 440, "value_max": 450, "modifier": "range"}),
    ("442家", {"value": "0"}, {"value": 0}),
    ("442家", {"value": "443", "unit": "户"}, {"value": 443, "unit": "户"}),
    ("442家", {"unit": "户"}, {"value": 442, "unit": "户"}),
    ("442家", {"unit": "万家"}, {"value": 4420000, "unit": "家"}),
    ("70.8万元", {"value": "709000"}, {"value": 709000, "unit": "元"}),
    ("70.8万元", {"value": "70.9", "unit": "万元"}, {"value": 709000, "unit": "元"}),
    ("70.8万元", {"value": "70.9万"}, {"value": 709000, "unit": "元"}),
    ("70.8万元", {"value": "70.9万元"}, {"value": 709000, "unit": "元"}),
    ("70.8万元", {"value": "0.00709亿元"}, {"value": 709000, "unit": "元"}),
    ("442家", {"metric": "inspection.hazards_found"}, {"metric": "inspection.hazards_found", "activity": "inspection", "value": 442}),
    ("442家", {"metric": ""}, {"metric": ""}),
    ("442家", {"status": "planned"}, {"status": "planned"}),
    ("442家", {"entity": "西街消防站"}, {"entity": "西街消防站"}),
    ("442家", {"qualifier": "学校"}, {"qualifier": "学校"}),
    ("442家", {"period": parse_period("2023H2")}, {"period_start": "2023-07-01", "period_end": "2023-12-31"}),
    ("442家", {"value": "443", "status": "planned"}, {"value": 443, "status": "planned"}),
    (
        "五进",
        {"deed": "add", "metric": "publicity.campaigns", "value": "5"},
        {"value": 5, "unit": "次", "kind": "count", "corrected": "add"},
    ),
    ("五进", {"deed": "add", "metric": "enforcement.fines", "value": "5万元"}, {"value": 50000, "unit": "元", "kind": "money"}),
]


@pytest.mark.parametrize(("quote", "says", "then"), VALUES, ids=lambda v: str(v) if isinstance(v, dict) else None)
def test_what_a_correction_comes_to(desk: Desk, quote: str, says: Change, then: dict[str, Any]) -> None:
    desk.write(TEXT)
    before = [] if says.get("deed") == "add" else [desk.fact(quote)]
    number = desk.correct(quote, says)
    fact = desk.fact(quote)
    assert {name: str(fact[name]) if name.startswith("period_") else fact[name] for name in then} == then
    line = journal.line(desk.corpus.store, number)
    assert (line.who, line.why, line.quote) == ("王", "台账", quote)
    assert {name: fact[name] for name in line.after} == line.after
    if before:
        assert {name: before[0][name] for name in line.before} == line.before
        desk.undo()
        assert desk.fact(quote) == before[0]
        desk.redo()
        assert desk.fact(quote) == fact


def test_what_is_confirmed_stays_as_it_stands(desk: Desk) -> None:
    """A figure of a scan that was corrected and is still in doubt: confirming does not bring back what was read."""
    desk.write(TEXT)
    desk.correct("442家", {"value": "443"})
    unsure = "UPDATE facts SET recognised = 0.5, doubt = '存疑', confidence_metric = 0.5, confidence_period = 0.5 WHERE quote = '442家'"
    desk.corpus.store.db.execute(unsure)
    before = desk.fact("442家")
    number = desk.correct("442家", {"confirm": ("metric", "value", "period")})
    fact = desk.fact("442家")
    same = ("value", "value_max", "modifier", "unit", "metric", "period_start", "period_end", "entity")
    assert {name: fact[name] for name in same} == {name: before[name] for name in same} and fact["value"] == 443
    assert fact["doubt"] == "" and fact["confidence_metric"] == fact["confidence_period"] == 1.0
    line = journal.line(desk.corpus.store, number)
    assert line.before == line.after and {"value", "metric", "period_end"} <= set(line.after)


REFUSED: list[tuple[str, Change, str]] = [
    ("442家", {"value": "许多"}, "不是一个数字"),
    ("442家", {"value": ""}, "不是一个数字"),
    ("442家", {"value": "-3"}, "负数"),
    ("70.8万元", {"unit": "万元"}, "多乘一次"),
    ("70.8万元", {"unit": "亿元"}, "多乘一次"),
    ("442家", {"value": "5元"}, "单位"),
    ("70.8万元", {"value": "70家"}, "单位"),
    ("70.8万元", {"value": "70万元", "unit": "家"}, "只写一个"),
    ("442家", {"metric": "enforcement.fines"}, "不能归为此指标"),
    ("442家", {"metric": "no.such"}, "没有指标"),
    ("442家", {"status": "maybe"}, "状态"),
    ("442家", {}, "没有说要改什么"),
    ("消防", {"value": "3"}, "没有数据"),
    ("442家", {"value": "443", "label": "检查"}, "那里的说法是:检查单位"),
    ("五进", {"deed": "add", "metric": "enforcement.fines", "value": "5"}, "写明单位"),
    ("五进", {"deed": "add", "value": "5"}, "指标和数值"),
]


@pytest.mark.parametrize(("quote", "says", "words"), REFUSED)
def test_what_is_refused_changes_nothing(desk: Desk, quote: str, says: Change, words: str) -> None:
    desk.write(TEXT)
    before = desk.corpus.fact_rows()
    with pytest.raises(CorpusError, match=words):
        desk.correct(quote, says)
    assert desk.corpus.fact_rows() == before
    assert journal.read(desk.corpus.store) == []


# ---- a new version -----------------------------------------------------------------------------------------------------

TO_443: Change = {"value": "443"}
TO_DRILLS: Change = {"metric": "drill.drills"}
FIVE: Change = {"deed": "add", "metric": "publicity.campaigns", "value": "5"}
WRONG: Change = {"deed": "wrong"}
A, B = "2024年上半年，大队共检查单位442家，发现火灾隐患612处。", "开展宣传活动26次。"
CARRIED: list[tuple[str, str, tuple[str, Change, int], str, dict[str, Any], list[str]]] = [
    # what it is, the text, the correction (figure, what is said, the how manieth), the new text, what it says then, what is told
    ("nothing changed there", A + B, ("442家", TO_443, 0), B + A, {"442家": 443, "612处": 612, "26次": 26}, []),
    ("a sentence before it", A + B, ("26次", WRONG, 0), A + "临时查封7家。" + B, {"442家": 442, "612处": 612, "7家": 7}, []),
    ("other words", A, ("442家", TO_443, 0), A.replace("大队共", "大队累计共"), {"442家": 443, "612处": 612}, ["carried"]),
    ("another figure beside it", A, ("442家", TO_443, 0), A.replace("612", "613"), {"442家": 443, "613处": 613}, ["carried"]),
    ("another figure: a value is not carried", A, ("442家", TO_443, 0), A.replace("442", "450"), {"450家": 450, "612处": 612}, ["lost"]),
    ("another figure: wrong is not carried", A, ("442家", WRONG, 0), A.replace("442", "450"), {"450家": 450, "612处": 612}, ["lost"]),
    ("the corrected figure", A, ("442家", TO_443, 0), A.replace("442", "443"), {"443家": 443, "612处": 612}, ["lost"]),
    ("the sentence is gone", A + B, ("26次", WRONG, 0), A, {"442家": 442, "612处": 612}, ["lost"]),
    ("an added one elsewhere", A + "五进全部完成。", ("五进", FIVE, 0), "五进全部完成。" + A, {"442家": 442, "612处": 612, "五进": 5}, []),
    ("an added one is gone", A + "五进全部完成。", ("五进", FIVE, 0), A, {"442家": 442, "612处": 612}, ["lost"]),
    (
        "the sentence twice, the second",
        B + A + B, ("26次", {"value": "27"}, 1), A + B + "临时查封7家。" + B, {"442家": 442, "612处": 612, "26次": [26, 27], "7家": 7}, [],
    ),
    (
        "the figure of two labels",
        "开展宣传活动26次，开展消防演练26次。", ("26次", {"value": "27"}, 1), "临时查封7家。开展宣传活动26次，开展消防演练26次。",
        {"7家": 7, "26次": [26, 27]}, [],
    ),
]  # fmt: skip


@pytest.mark.parametrize("file", ["甲.txt", "甲(修改稿).txt"])
@pytest.mark.parametrize("case", CARRIED, ids=lambda c: c[0])
def test_what_is_carried_over(desk: Desk, case: Any, file: str) -> None:
    """In the same file, and in a file of its own that goes over the first."""
    _, text, (quote, says, nth), new, then, told = case
    desk.write(text)
    desk.correct(quote, says, nth)
    assert [kind for kind, _ in desk.write(new, file)] == told
    assert desk.values(file) == then


def test_a_metric_is_carried_to_another_figure(desk: Desk) -> None:
    desk.write(A + B)
    desk.correct("26次", TO_DRILLS)
    assert [kind for kind, _ in desk.write(A + B.replace("26", "30"))] == ["carried"]
    assert (desk.fact("30次")["metric"], desk.fact("30次")["value"]) == ("drill.drills", 30)


def test_a_correction_of_a_file_renamed_and_then_edited_is_told(desk: Desk) -> None:
    desk.write(A + B)
    desk.correct("26次", {"value": "27"})
    path = next(desk.folder.glob("*.txt"))
    text = path.read_text(encoding="utf-8")
    path.unlink()
    renamed = path.with_name("改了名.txt")
    renamed.write_text(text, encoding="utf-8")
    desk.corpus.import_files([str(renamed)])
    renamed.write_text(text.replace("26次", "88次"), encoding="utf-8")
    assert "lost" in [kind for _, kind, _ in desk.corpus.import_files([str(renamed)]).review]
    assert without_place(desk.corpus.store, journal.read(desk.corpus.store)) == {1}  # history does not call it valid


def test_reports_that_a_book_holds_no_more_are_told(desk: Desk) -> None:
    import openpyxl

    def book(rows: list[list[Any]]) -> list[str]:
        work = openpyxl.Workbook()
        for row in [["2024年上半年消防工作统计表"], ["单位", "检查单位(家)", "发现火灾隐患(处)"], *rows]:
            work.active.append(row)
        work.save(desk.folder / "表.xlsx")
        return [words for _, kind, words in desk.corpus.import_files([str(desk.folder)]).review if kind == "gone"]

    east, south = ["东溪县消防救援大队", 430, 620], ["南岭县消防救援大队", 318, 540]
    assert book([east, south]) == []
    assert book([south, east]) == []
    assert [("南岭县" in words, "2024H1" in words) for words in book([east])] == [(True, True)]


# ---- undo and redo -----------------------------------------------------------------------------------------------------

# corrections of 442家, one after the other; then turns (u: undo, r: redo, of which line); the value and metric after each turn
VALUE_443, VALUE_444, METRIC, PLANNED = {"value": "443"}, {"value": "444"}, {"metric": "inspection.hazards_found"}, {"status": "planned"}
TURNS: list[tuple[str, list[Change], list[tuple[str, Any, bool]]]] = [
    ("one", [VALUE_443], [("u1", 442, True), ("r1", 443, True)]),
    ("the last is undone first", [VALUE_443, METRIC], [("u", 443, True), ("u", 442, True), ("r", 443, True), ("r", 443, True)]),
    (
        "twice the same field, the last",
        [VALUE_443, VALUE_444],
        [("u2", 443, True), ("u1", 442, True), ("r2", 444, True), ("r1", 444, False)],
    ),
    (
        "twice the same field, the first",
        [VALUE_443, VALUE_444],
        [("u1", 444, False), ("u2", 442, True), ("r1", 443, True), ("r2", 444, True)],
    ),
    ("another unit keeps no number", [VALUE_443, {"unit": "户"}], [("u1", 442, True), ("r1", 443, True), ("u2", 443, True)]),
    ("wrong over a value", [VALUE_443, WRONG], [("u2", 443, True), ("r2", None, True), ("u1", None, True), ("u2", 442, True)]),
    ("a value over wrong", [WRONG, VALUE_443], [("u2", None, True), ("u1", 442, True), ("r2", 443, True)]),
    ("two fields in any order", [VALUE_443, PLANNED], [("u1", 442, True), ("u2", 442, True), ("r1", 443, True), ("r2", 443, True)]),
]


@pytest.mark.parametrize("case", TURNS, ids=lambda c: c[0])
def test_turns(desk: Desk, case: Any) -> None:
    _, changes, turns = case
    desk.write(A)
    for change in changes:
        desk.correct("442家", change)
    for turn, value, effect in turns:
        done = (desk.undo if turn[0] == "u" else desk.redo)(int(turn[1:]) if turn[1:] else None)
        assert (turn, desk.values().get("442家"), done.effect) == (turn, value, effect)
        assert bool(done.later) != effect


def test_undo_works_on_what_stands_by_now(desk: Desk) -> None:
    desk.write(A + B)
    desk.correct("442家", TO_443)
    desk.correct("26次", TO_DRILLS)
    desk.write("临时查封7家。" + A + B.replace("26", "30"))
    assert desk.undo(1).effect
    assert desk.values() == {"7家": 7, "442家": 442, "612处": 612, "30次": 30}
    assert desk.undo(2).effect
    assert desk.fact("30次")["metric"] == "publicity.campaigns"
    assert desk.redo(1).effect
    assert desk.values()["442家"] == 443
    desk.write("临时查封7家。")
    assert not desk.undo(1).effect  # its sentence is gone
    assert desk.values() == {"7家": 7}


def test_a_removed_report_comes_back_corrected(desk: Desk) -> None:
    desk.write(A)
    desk.correct("442家", TO_443)
    desk.correct("612处", WRONG)
    desk.corpus.remove(desk.report()["report_id"])
    assert not desk.undo(2).effect
    desk.write(A)
    assert desk.values() == {"442家": 443, "612处": 612}
    assert desk.redo(2).effect
    assert desk.values() == {"442家": 443}


def test_an_added_figure_that_is_read_by_itself_now(desk: Desk) -> None:
    desk.write(A)
    desk.correct("442家", WRONG)
    desk.correct("442家", {"deed": "add", "metric": "inspection.units", "value": "443"})  # over the one that is read
    assert desk.values() == {"442家": 443, "612处": 612}
    assert desk.undo(2).effect
    assert desk.values() == {"612处": 612}


def test_added_twice_is_one(desk: Desk) -> None:
    desk.write(TEXT)
    desk.correct("五进", FIVE)
    desk.correct("五进", {**FIVE, "value": "6"})
    assert desk.values()["五进"] == 6
    desk.undo()
    assert desk.values()["五进"] == 5
    desk.redo()
    desk.undo(1)
    assert desk.values()["五进"] == 6


def test_two_versions_share_a_correction(desk: Desk) -> None:
    desk.write(A)
    desk.write(A + B, "甲(修改稿).txt")
    desk.correct("442家", TO_443, name="甲(修改稿).txt")
    assert desk.values()["442家"] == desk.values("甲(修改稿).txt")["442家"] == 443
    desk.undo()
    assert desk.values()["442家"] == desk.values("甲(修改稿).txt")["442家"] == 442


def test_cells_follow_each_turn(desk: Desk) -> None:
    desk.write(A)

    def cell() -> list[Any]:
        return [r["value"] for r in desk.corpus.store.rows("SELECT \"value\" FROM cells WHERE metric = 'inspection.units'")]

    desk.correct("442家", TO_443)
    assert cell() == [443]
    desk.undo()
    assert cell() == [442]
    desk.correct("442家", WRONG)
    assert cell() == []
    desk.undo()
    assert cell() == [442]


NOT_TO_BE_TURNED = [
    ("undo", None, "没有可以撤销"),
    ("redo", None, "没有可以重做"),
    ("undo", 7, "没有第 7 号"),
    ("redo", 1, "没有撤销过"),
    ("undo", 2, "已经撤销"),
    ("undo", 3, "给出更正本身"),
]


@pytest.mark.parametrize(("turn", "number", "words"), NOT_TO_BE_TURNED)
def test_what_cannot_be_turned(desk: Desk, turn: str, number: int | None, words: str) -> None:
    desk.write(A)
    if number is not None:
        desk.correct("442家", TO_443)
        desk.correct("612处", WRONG)
        desk.undo(2)
    with pytest.raises(CorpusError, match=words):
        getattr(desk, turn)(number)


def test_a_report_that_is_taken_out_is_told_and_not_undone(tmp_path: Path) -> None:
    """What comes back is the file; undoing takes the deed before."""
    path = tmp_path / "甲.txt"
    path.write_text("甲县消防救援大队2023年上半年工作总结\n\n检查单位442家，罚款3万元。\n", encoding="utf-8")
    with Corpus(tmp_path / "t.duckdb") as corpus:
        corpus.import_files([str(path)])
        report = corpus.report("甲县")
        fact = next(f for f in corpus.fact_rows(report_id=report["report_id"]) if f["quote"] == "442家")
        first = correct(
            corpus.store, report["report_id"], fact["start"], fact["end"], "change", corpus.catalog, value=443, who="王", why=""
        )
        corpus.remove(report["report_id"], who="李")
        (line,) = [e for e in journal.read(corpus.store) if e.deed == "remove"]
        assert (line.who, line.brigade, line.before["facts"]) == ("李", "甲县消防救援大队", 2)
        with pytest.raises(CorpusError, match="不能撤销"):
            undo(corpus.store, corpus.catalog, line.id)
        corpus.import_files([str(path)])
        assert [f["value"] for f in corpus.fact_rows() if f["quote"] == "442家"] == [443]
        assert undo(corpus.store, corpus.catalog).entry.id == first
