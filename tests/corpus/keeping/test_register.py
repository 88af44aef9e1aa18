"""The register of brigades: what its file may look like, what takes its names, merging and taking apart again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.keeping.merging import alike
from corpus.keeping.register import enter, registered
from corpus.keeping.registry import Brigade, Registry, load
from tests.corpus.keeping.stored import Stored, report

EAST = Brigade("东湖区消防救援大队", ("东湖大队", "东消"))


def book(path: Path, rows: list[list[Any]]) -> Path:
    import openpyxl

    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


FILES: list[tuple[str, str, Brigade]] = [
    ("half-width", "name,aliases\n东湖区消防救援大队,东湖大队;东消\n", EAST),
    ("full-width", "name,aliases\n东湖区消防救援大队,东湖大队；东消\n", EAST),
    ("enumerating comma", "name,aliases\n东湖区消防救援大队,东湖大队、东消\n", EAST),
    ("in quotes", 'name,aliases\n东湖区消防救援大队,"东湖大队,东消"\n', EAST),
    (
        "Chinese headings", "大队名称,别名,上级单位,级别,人口\n东湖区消防救援大队,东湖大队、东消,云州支队,大队,\"420,000\"\n",
        Brigade("东湖区消防救援大队", ("东湖大队", "东消"), "云州支队", "大队", {"population": {0: 420000.0}}),
    ),
    (
        "numbers by year", "名称,2022年人口,2023年人口,population_2024,面积\n东湖区消防救援大队,41,42,43,\n",
        Brigade("东湖区消防救援大队", numbers={"population": {2022: 41.0, 2023: 42.0, 2024: 43.0}}),
    ),
    ("an empty row", "name,aliases\n,\n东湖区消防救援大队,东湖大队;东消\n", EAST),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "want"), FILES, ids=[name for name, *_ in FILES])
def test_a_file(name: str, text: str, want: Brigade, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(text, encoding="utf-8")
    assert load(path).brigades == {want.name: want}


def test_a_book_of_excel(tmp_path: Path) -> None:
    path = book(
        tmp_path / "名册.xlsx", [["名称", "别名", "2023年人口"], ["东湖区消防救援大队", "东湖大队；东消", 420000], [None, None, None]]
    )
    assert load(path).brigades == {EAST.name: Brigade(EAST.name, EAST.aliases, numbers={"population": {2023: 420000.0}})}


ERRORS = [
    ("no names", "代码,别名\n1,东湖大队\n", "缺少 name"),
    ("a row without a name", "name,aliases\n,东湖大队\n", "第 2 行没有大队名称"),
    ("a word for a number", "name,人口\n东湖大队,约四十万\n", "第 2 行“人口”应为数字,现为“约四十万”"),
    ("no number", "name,人口\n东湖大队,nan\n", "应为数字"),
    ("one spelling of two", "name,aliases\n东湖大队,湖区\n西湖大队,湖区\n", "“湖区”既是“东湖大队”又是“西湖大队”"),
    ("a name that is another's spelling", "name,aliases\n东湖大队,西湖大队\n西湖大队,\n", "“西湖大队”既是“东湖大队”又是“西湖大队”"),
    ("twice", "name,人口\n东湖大队,1\n东湖大队,2\n", "“东湖大队”有两行"),
    ("a column twice", "name,人口,population\n东湖大队,1,2\n", "“人口”“population”几列说的是同一项"),
]


@pytest.mark.parametrize(("name", "text", "sentence"), ERRORS, ids=[name for name, *_ in ERRORS])
def test_a_file_with_an_error(name: str, text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=sentence):
        load(path)


# a spelling, the brigade that a whole name means, the brigade found in words
SPELLINGS = [
    ("东湖区消防救援大队", EAST.name, EAST.name),
    ("东湖 大队", EAST.name, EAST.name),
    ("云州市东湖大队", EAST.name, EAST.name),
    ("云州支队东湖大队", EAST.name, EAST.name),
    ("东消", EAST.name, EAST.name),
    ("东消2023年上半年", "", EAST.name),
    ("关于东湖大队2023年的总结", "", EAST.name),
    ("南东湖大队", "", EAST.name),  # found in it, and the import doubts it
    ("京东消防", "", ""),  # 东消 stands within
    ("西湖大队", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("words", "called", "resolved"), SPELLINGS, ids=[words for words, *_ in SPELLINGS])
def test_spellings(words: str, called: str, resolved: str) -> None:
    registry = Registry([EAST, Brigade("北湖区消防救援大队")])
    assert (registry.called(words), registry.resolve(words)) == (called, resolved)


ALIKE = [
    ("东湖大队", "东湖区消防救援大队", True),
    ("东湖县公安消防大队", "东湖区消防救援大队", True),
    ("东湖大队", "西湖大队", False),
    ("云州第一大队", "云州第二大队", False),
    ("高新技术开发区大队", "高新技术开发大队", True),
]


@pytest.mark.parametrize(("a", "b", "want"), ALIKE, ids=[f"{a} {b}" for a, b, _ in ALIKE])
def test_like_names(a: str, b: str, want: bool) -> None:
    from corpus.reading.words import entry

    assert bool(alike([a, b], entry("registry.common"))) == want


A, B, C, OTHER = "甲.txt", "乙.txt", "丙.txt", "丁.txt"
OLD, NEW = "东湖大队", "东湖区消防救援大队"
THREE = {
    A: report(OLD, "检查单位30家。"),
    B: report(NEW, "检查单位42家。", period="2023年下半年"),
    C: report("南东湖大队", "检查单位7家。"),
}
CSV = f"name,aliases,人口\n{NEW},{OLD},420000\n"


def names(stored: Stored) -> dict[str, str]:
    return {Path(r["path"]).name: r["brigade"] for r in stored.rows("SELECT path, brigade FROM reports ORDER BY path")}


@dataclass(frozen=True)
class Case:
    name: str
    do: Callable[[Stored, Path], None]
    want: dict[str, str]  # file → brigade
    register: dict[str, tuple[str, ...]]  # name → other spellings


def a_register(stored: Stored, path: Path) -> None:
    path.write_text(CSV, encoding="utf-8")
    stored.take(path)


def merged_and_undone(stored: Stored, path: Path) -> None:
    stored.do([("merge", OLD, NEW), ("undo",)])


def undone_after_an_import(stored: Stored, path: Path) -> None:
    stored.merge(OLD, NEW)
    stored.write(OTHER, report(OLD, "检查单位3家。", period="2022年上半年"))
    assert names(stored)[OTHER] == NEW
    stored.undo(1)


def a_chain_undone_at_its_beginning(stored: Stored, path: Path) -> None:
    stored.do([("merge", OLD, NEW), ("merge", NEW, "南东湖大队"), ("undo", 1)])


def a_chain_undone(stored: Stored, path: Path) -> None:
    stored.do([("merge", OLD, NEW), ("merge", NEW, "南东湖大队"), ("undo", 1), ("undo", 2)])


def undone_after_a_person_said_so(stored: Stored, path: Path) -> None:
    stored.do([("merge", OLD, NEW), ("set", A, "北山大队"), ("undo", 1)])


def of_a_registered_one(stored: Stored, path: Path) -> None:
    with stored.store.transaction():
        enter(stored.store, [Brigade(OLD, ("东消",), "云州支队", "大队", {"population": {2023: 1.0}})])
    stored.do([("merge", OLD, NEW), ("undo",)])


APART = {A: OLD, B: NEW, C: "南东湖大队"}
CASES = [
    Case("a register that comes later", a_register, {**APART, A: NEW}, {}),
    Case("merged", lambda stored, _: stored.merge(OLD, NEW), {**APART, A: NEW}, {NEW: (OLD,)}),
    Case("blanks in the names", lambda stored, _: stored.merge("东湖 大队", NEW + " "), {**APART, A: NEW}, {NEW: (OLD,)}),
    Case("merged and undone", merged_and_undone, APART, {}),
    Case("and done again", lambda s, _: s.do([("merge", OLD, NEW), ("undo",), ("redo",)]), {**APART, A: NEW}, {NEW: (OLD,)}),
    Case("undone after a further import", undone_after_an_import, {**APART, OTHER: OLD}, {}),
    Case(
        "the first of a chain undone",
        a_chain_undone_at_its_beginning,
        {A: OLD, B: "南东湖大队", C: "南东湖大队"},
        {"南东湖大队": (NEW,)},
    ),
    Case("all of a chain undone", a_chain_undone, APART, {}),
    Case("a person's word outlasts it", undone_after_a_person_said_so, {**APART, A: "北山大队"}, {}),
    Case("a registered one is put back", of_a_registered_one, APART, {OLD: ("东消",)}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_names_of_what_is_stored(case: Case, tmp_path: Path) -> None:
    stored = Stored(tmp_path, THREE)
    case.do(stored, tmp_path / "名册.csv")
    assert names(stored) == case.want
    assert {b.name: b.aliases for b in registered(stored.store)} == case.register
    kept = stored.rows("SELECT brigade, period_start, metric, value FROM cells ORDER BY ALL")
    wanted = {(case.want[name], value) for name, value in ((A, 30.0), (B, 42.0), (C, 7.0))}
    assert wanted <= {(r["brigade"], r["value"]) for r in kept}


def test_merging_keeps_what_the_register_says(tmp_path: Path) -> None:
    stored = Stored(tmp_path, THREE)
    one, other = (
        Brigade(OLD, ("东消",), "云州支队", "大队", {"population": {2023: 1.0, 2024: 2.0}}),
        Brigade(NEW, (), "", "", {"population": {2024: 3.0}}),
    )
    with stored.store.transaction():
        enter(stored.store, [one, other])
    stored.merge(OLD, NEW)
    assert registered(stored.store) == [Brigade(NEW, (OLD, "东消"), "云州支队", "大队", {"population": {2023: 1.0, 2024: 3.0}})]
    stored.undo()
    assert registered(stored.store) == [other, one]


def test_reports_of_one_period_are_versions_when_merged(tmp_path: Path) -> None:
    stored = Stored(tmp_path, {A: report(OLD, "检查单位30家。"), B: report(NEW, "检查单位42家。")})
    stored.merge(OLD, NEW)
    assert stored.rows('SELECT count(*) AS n FROM reports WHERE "current"') == [{"n": 1}]
    stored.undo()
    assert stored.rows('SELECT count(*) AS n FROM reports WHERE "current"') == [{"n": 2}]
    assert {(r["brigade"], r["value"]) for r in stored.rows("SELECT * FROM cells")} == {(OLD, 30.0), (NEW, 42.0)}


def test_reports_without_a_brigade_are_found_by_the_register(tmp_path: Path) -> None:
    files = {"东消2023年上半年.txt": "2023年上半年工作总结\n检查单位30家。\n", B: "东消站2023年下半年工作总结\n检查单位42家。\n"}
    stored = Stored(tmp_path, files)
    assert set(names(stored).values()) == {""}
    path = tmp_path / "名册.csv"
    path.write_text(f"name,aliases\n{NEW},东消\n", encoding="utf-8")
    assert stored.take(path).renamed == [("(未识别)", NEW, 2)]
    assert set(names(stored).values()) == {NEW}


REFUSED = [
    (("merge", "没有的大队", NEW), "没有名为“没有的大队”的大队"),
    (("merge", OLD, "没有的大队"), "没有名为“没有的大队”的大队"),
    (("merge", OLD, OLD), "已是同一个大队"),
    (("merge", "", NEW), "没有名为“”的大队"),
]


@pytest.mark.parametrize(("deed", "sentence"), REFUSED, ids=[" ".join(deed) for deed, _ in REFUSED])
def test_what_cannot_be_merged(deed: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    stored = Stored(tmp_path, THREE)
    with pytest.raises(CorpusError, match=sentence):
        stored.do([deed])
    assert names(stored) == APART


def test_a_register_that_contradicts_the_store_is_refused_whole(tmp_path: Path) -> None:
    stored = Stored(tmp_path, THREE)
    with stored.store.transaction():
        enter(stored.store, [EAST])
    with pytest.raises(CorpusError, match="“东消”既是“东湖区消防救援大队”又是“西湖大队”"), stored.store.transaction():
        enter(stored.store, [Brigade("西湖大队", ("东消",))])
    assert registered(stored.store) == [EAST]
