"""Which of several reports of one brigade and period count: tables of what a person does, and what is current after it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus
from corpus.importing.importer import Summary
from corpus.keeping.undoing import redo, undo
from corpus.keeping.versions import choose
from extract import parse_period

HEAD = "东溪县消防救援大队2024年上半年工作总结\n2024年上半年，"
TEXTS = {  # A, B and C are versions of one report; X tells of something else; P and Q are of the next period, N of none, O of another brigade
    "A": HEAD + "大队共检查单位430家，发现火灾隐患620处，临时查封7家。",
    "B": HEAD + "大队共检查单位431家，发现火灾隐患620处，临时查封7家。",
    "C": HEAD + "大队共检查单位432家，发现火灾隐患620处，临时查封7家。",
    "X": "东溪县消防救援大队2024年上半年宣传工作总结\n2024年上半年，大队共开展宣传活动31次，培训群众520人次。",
    "N": "东溪县消防救援大队工作总结\n大队共检查单位433家，发现火灾隐患620处，临时查封7家。",
    "P": "东溪县消防救援大队2024年下半年工作总结\n2024年下半年，大队共检查单位510家，发现火灾隐患590处。",
    "Q": "东溪县消防救援大队2024年下半年工作总结\n2024年下半年，大队共检查单位511家，发现火灾隐患590处。",
    "O": "南岭县消防救援大队2024年上半年工作总结\n2024年上半年，大队共检查单位318家，发现火灾隐患540处。",
}
TABLES = {  # rows below the title; S agrees with A in one metric, T is a later version of S, U tells of something else
    "S": ("东溪县消防救援大队2024年上半年统计表", [["检查单位", "家", 430], ["接警出动", "起", 137]]),
    "T": ("东溪县消防救援大队2024年上半年统计表", [["检查单位", "家", 430], ["接警出动", "起", 138]]),
    "U": ("东溪县消防救援大队2024年上半年宣传统计表", [["培训群众", "人次", 520], ["宣传活动", "次", 31]]),
}
# write FILE TEXT TIME · import [POLICY] · choose FILE · remove FILE · move FILE FILE · undo [N] · redo [N]; then what counts, oldest name first
CASES = {
    # by name
    "a revised version goes over the draft": ("write 初稿.txt A 1, write 修改稿.txt B 2, import", "修改稿.txt"),
    "also where its file is older": ("write 初稿.txt A 9, write 修改稿.txt B 2, import", "修改稿.txt"),
    "also where the draft comes later": ("write 修改稿.txt B 2, import, write 初稿.txt A 3, import", "修改稿.txt"),
    "the final one goes over all": ("write 定稿.txt A 1, write 第二稿.txt B 2, write 修改稿.txt C 3, import", "定稿.txt"),
    "a higher number goes over a lower one": ("write 第三稿.txt A 1, write 第二稿.txt B 2, import", "第三稿.txt"),
    "numbers of versions": ("write 总结v1.txt A 3, write 总结v2.txt B 1, import", "总结v2.txt"),
    "a number beside none: the file's time": ("write 总结v2.txt A 1, write 总结.txt B 2, import", "总结.txt"),
    "a version 1.2 is a draft": ("write 总结v1.2.txt A 3, write 总结.txt B 1, import", "总结.txt"),
    # by time
    "names alike: the file that was changed last": ("write 甲.txt A 2, write 乙.txt B 1, import", "甲.txt"),
    "also over several imports": ("write 甲.txt A 2, import, write 乙.txt B 1, import", "甲.txt"),
    "one import after the other": ("write 甲.txt A 1, import, write 乙.txt B 2, import, write 丙.txt C 3, import", "丙.txt"),
    # the same file, the same content
    "an edited file": ("write 甲.txt A 1, import, write 甲.txt B 2, import", "甲.txt"),
    "a copy is not stored": ("write 甲.txt A 1, write 乙.txt A 2, import", "乙.txt"),
    "a copy later is not stored": ("write 甲.txt A 1, import, write 乙.txt A 2, import", "甲.txt"),
    "a moved file": ("write 甲.txt A 1, import, move 甲.txt 乙.txt, import", "乙.txt"),
    "the old content under another name, the new one under the old": (
        "write 甲.txt A 1, import, move 甲.txt 旧.txt, write 甲.txt B 2, import",
        "甲.txt",
    ),
    "the same, and only the old one is read": (
        "write 甲.txt A 1, import, move 甲.txt 旧.txt, write 甲.txt B 2, import only 旧.txt",
        "旧.txt",
    ),
    "the same, and then the other": (
        "write 甲.txt A 1, import, move 甲.txt 旧.txt, write 甲.txt B 2, import only 旧.txt, import only 甲.txt",
        "甲.txt",
    ),
    # what the command says
    "replace: the draft counts": ("write 定稿.txt A 1, import, write 初稿.txt B 2, import replace", "初稿.txt"),
    "replace: of several new ones the best": (
        "write 甲.txt A 1, import, write 定稿.txt B 2, write 终初稿.txt C 3, import replace",
        "定稿.txt",
    ),
    "replace with nothing there is no choice": ("write 甲.txt A 1, import replace, write 乙.txt B 2, import", "乙.txt"),
    "replace is undone": ("write 定稿.txt A 1, import, write 初稿.txt B 2, import replace, undo", "定稿.txt"),
    "replace is done again": ("write 定稿.txt A 1, import, write 初稿.txt B 2, import replace, undo, redo", "初稿.txt"),
    "keep-both: both count": ("write 甲.txt A 1, import, write 乙.txt B 2, import keep", "乙.txt 甲.txt"),
    "keep-both is undone": ("write 甲.txt A 1, import, write 乙.txt B 2, import keep, undo", "乙.txt"),
    "keep-both with nothing there: a revised version counts alone": ("write 甲.txt A 1, import keep, write 乙.txt B 2, import", "乙.txt"),
    "after keep-both one is chosen": ("write 甲.txt A 1, import, write 乙.txt B 2, import keep, choose 甲.txt", "甲.txt"),
    "and that is undone": ("write 甲.txt A 1, import, write 乙.txt B 2, import keep, choose 甲.txt, undo", "乙.txt 甲.txt"),
    "skip: the new one is not stored": ("write 甲.txt A 1, import, write 乙.txt B 2, import skip", "甲.txt"),
    "skip lets an edited file in": ("write 甲.txt A 1, import, write 甲.txt B 2, import skip", "甲.txt"),
    "skip takes no edited draft out": (
        "write 定稿.txt A 1, write 甲.txt B 1, import, write 甲.txt C 2, import skip, remove 定稿.txt",
        "甲.txt",
    ),
    "skip takes no moved file out": ("write 甲.txt A 1, import, move 甲.txt 乙.txt, import skip", "乙.txt"),
    "skip lets another brigade in": ("write 甲.txt A 1, import, write 乙.txt O 2, import skip", "乙.txt 甲.txt"),
    # what a person chooses
    "a choice": ("write 定稿.txt A 1, write 初稿.txt B 2, import, choose 初稿.txt", "初稿.txt"),
    "holds where all is read again": ("write 定稿.txt A 1, write 初稿.txt B 2, import, choose 初稿.txt, import again", "初稿.txt"),
    "and where a lesser draft comes": ("write 定稿.txt A 1, write 甲.txt B 2, import, choose 甲.txt, write 初稿.txt C 3, import", "甲.txt"),
    "until a newer version comes": ("write 甲.txt A 1, write 乙.txt B 2, import, choose 甲.txt, write 丙.txt C 3, import", "丙.txt"),
    "which may be the edited other": ("write 甲.txt A 1, write 乙.txt B 2, import, choose 甲.txt, write 乙.txt C 3, import", "乙.txt"),
    "holds for the chosen file's new content": (
        "write 甲.txt A 1, write 乙.txt B 2, import, choose 甲.txt, write 甲.txt C 3, import",
        "甲.txt",
    ),
    "holds for a moved file": ("write 甲.txt A 1, write 乙.txt B 2, import, choose 甲.txt, move 甲.txt 丙.txt, import", "丙.txt"),
    "is undone": ("write 甲.txt A 1, write 乙.txt B 2, import, choose 甲.txt, undo", "乙.txt"),
    "is undone to the one before": ("write 甲.txt A 1, write 乙.txt B 2, import, choose 甲.txt, choose 乙.txt, undo", "甲.txt"),
    "the first of two is undone": ("write 甲.txt A 1, write 乙.txt B 2, import, choose 甲.txt, choose 乙.txt, undo 1", "乙.txt"),
    "both undone, the first done again": (
        "write 甲.txt A 1, write 乙.txt B 2, import, choose 甲.txt, choose 乙.txt, undo, undo, redo 1",
        "甲.txt",
    ),
    "undoing a choice leaves a replace": (
        "write 丁.txt A 1, write 乙.txt B 2, import, write 丙.txt C 0, import replace, choose 丁.txt, undo",
        "丙.txt",
    ),
    "undo after a newer version came": (
        "write 甲.txt A 1, write 乙.txt B 2, import, choose 甲.txt, write 丙.txt C 3, import, undo",
        "丙.txt",
    ),
    "is not for the file's next period": (
        "write 甲.txt A 1, write 乙.txt B 2, write 丁.txt P 5, import, choose 甲.txt, write 甲.txt Q 3, import",
        "乙.txt 丁.txt",
    ),
    # taken out
    "the other version counts again": ("write 甲.txt A 1, write 乙.txt B 2, import, remove 乙.txt", "甲.txt"),
    "a removed report comes back": ("write 甲.txt A 1, import, remove 甲.txt, import", "甲.txt"),
    "with the choice that it had": ("write 定稿.txt A 1, write 甲.txt B 2, import, choose 甲.txt, remove 甲.txt, import", "甲.txt"),
    "a choice of what is gone": ("write 定稿.txt A 1, write 甲.txt B 2, import, choose 甲.txt, remove 甲.txt", "定稿.txt"),
    # themes, tables, what is no version
    "two themes": ("write 甲.txt A 1, write 乙.txt X 2, import", "乙.txt 甲.txt"),
    "a choice among the versions of one theme leaves the other": (
        "write 甲.txt A 1, write 乙.txt X 2, write 丙.txt B 3, import, choose 甲.txt",
        "乙.txt 甲.txt",
    ),
    "no period": ("write 甲.txt A 1, write 乙.txt N 2, import", "乙.txt 甲.txt"),
    "a table adds": ("write 甲.txt A 1, import, write 表.xlsx S 2, import", "甲.txt 表.xlsx"),
    "a table before its report": ("write 表.xlsx S 1, import, write 甲.txt A 2, import", "甲.txt 表.xlsx"),
    "a table's newer version": ("write 甲.txt A 1, write 表.xlsx S 2, import, write 表新.xlsx T 3, import", "甲.txt 表新.xlsx"),
    "a table of something else": ("write 甲.txt A 1, write 表.xlsx S 2, write 宣传.xlsx U 3, import", "宣传.xlsx 甲.txt 表.xlsx"),
    "a report's new version leaves its table": ("write 甲.txt A 1, write 表.xlsx S 2, import, write 乙.txt B 3, import", "乙.txt 表.xlsx"),
}


class Desk:
    """A folder of files and a store, and what a person does with them."""

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        self.folder, self.corpus = folder / "reports", corpus
        self.folder.mkdir()
        self.last = Summary()

    def write(self, name: str, text: str, time: str) -> None:
        path = self.folder / name
        if text in TABLES:
            import openpyxl

            book = openpyxl.Workbook()
            title, rows = TABLES[text]
            for row in [[title], ["项目", "单位", "数量"], *rows]:
                book.active.append(row)
            book.save(path)
        else:
            path.write_text(TEXTS[text], encoding="utf-8")
        os.utime(path, (int(time), int(time)))

    def read(self, policy: str = "newest", name: str = "") -> None:
        if policy == "again":
            self.corpus.store.db.execute("UPDATE reports SET patterns_version = 'old'")
        path = self.folder / name if name else self.folder
        self.last = self.corpus.import_files([str(path)], policy="newest" if policy in ("again", "only") else policy)

    def choose(self, name: str) -> None:
        choose(self.corpus.store, self.report(name), self.corpus.catalog, who="王")

    def remove(self, name: str) -> None:
        self.corpus.remove(self.report(name)["report_id"])

    def move(self, old: str, new: str) -> None:
        shutil.move(self.folder / old, self.folder / new)

    def undo(self, number: str = "") -> None:
        undo(self.corpus.store, self.corpus.catalog, int(number) if number else None)

    def redo(self, number: str = "") -> None:
        redo(self.corpus.store, self.corpus.catalog, int(number) if number else None)

    def report(self, name: str) -> dict[str, object]:
        return self.corpus.store.rows("SELECT * FROM reports WHERE path = ?", [str((self.folder / name).resolve())])[0]

    def do(self, deeds: str) -> None:
        for deed in deeds.split(", "):
            name, *words = deed.split()
            getattr(self, {"import": "read"}.get(name, name))(*words)

    def current(self) -> str:
        rows = self.corpus.store.rows('SELECT DISTINCT path FROM reports WHERE "current"')
        return " ".join(sorted(Path(r["path"]).name for r in rows))


@pytest.mark.parametrize("name", CASES)
def test_what_counts(name: str, tmp_path: Path) -> None:
    deeds, counting = CASES[name]
    with Corpus(tmp_path / "t.duckdb") as corpus:
        desk = Desk(tmp_path, corpus)
        desk.do(deeds)
        assert desk.current() == " ".join(sorted(counting.split()))


# what the last import says: of each version the file, what became of it, and the values that are other ones
SAID = {
    "a new version": ("write 甲.txt A 1, import, write 乙.txt B 2, import", [("乙.txt", "new", [(430, 431)])]),
    "a draft after it": ("write 甲.txt A 1, import, write 初稿.txt B 2, import", [("初稿.txt", "old", [(430, 431)])]),
    "skipped": ("write 甲.txt A 1, import, write 乙.txt B 2, import skip", [("乙.txt", "skipped", [(430, 431)])]),
    "beside": ("write 甲.txt A 1, import, write 乙.txt B 2, import keep", [("乙.txt", "both", [(430, 431)])]),
    "the same file": ("write 甲.txt A 1, import, write 甲.txt B 2, import", [("甲.txt", "new", [(430, 431)])]),
    "a moved file is no version": ("write 甲.txt A 1, import, move 甲.txt 乙.txt, import", []),
    "a table": ("write 甲.txt A 1, import, write 表.xlsx S 2, import", [("表.xlsx", "both", [])]),
    "a copy": ("write 甲.txt A 1, import, write 乙.txt A 2, import", []),
}


@pytest.mark.parametrize("name", SAID)
def test_what_an_import_says(name: str, tmp_path: Path) -> None:
    deeds, said = SAID[name]
    with Corpus(tmp_path / "t.duckdb") as corpus:
        desk = Desk(tmp_path, corpus)
        desk.do(deeds)
        told = [
            (Path(v.report["path"]).name, v.taken, [(c.old and c.old["value"], c.new and c.new["value"]) for c in v.changes])
            for v in desk.last.versions
        ]
        assert told == said
        assert len(desk.last.duplicates) == (name == "a copy")


def test_sources_that_agree_and_disagree(tmp_path: Path) -> None:
    with Corpus(tmp_path / "t.duckdb") as corpus:
        desk = Desk(tmp_path, corpus)
        desk.do("write 甲.txt B 1, write 表.xlsx S 2, import")
        rows = corpus.store.rows('SELECT metric, "value", how, note FROM cells ORDER BY metric')
    assert [tuple(r.values()) for r in rows] == [
        ("enforcement.seals", 7, "stated", ""), ("inspection.hazards_found", 620, "stated", ""),
        ("inspection.units", None, "ambiguous", "各份材料数字不一致"), ("response.dispatches", 137, "stated", ""),
    ]  # fmt: skip


def test_what_a_person_told_of_a_file_holds_until_it_is_another(tmp_path: Path) -> None:
    half, year = parse_period("2024H1"), parse_period("2024")
    with Corpus(tmp_path / "t.duckdb") as corpus:
        desk = Desk(tmp_path, corpus)
        desk.do("write 甲.txt N 1")
        corpus.import_files([str(desk.folder)], period=half, brigade="北塘市消防救援大队")

        def told() -> list[tuple[Any, ...]]:
            return [(r["brigade"], str(r["period_end"])) for r in corpus.store.rows("SELECT brigade, period_end FROM reports")]

        assert told() == [("北塘市消防救援大队", "2024-06-30")]
        desk.read("again")
        assert told() == [("北塘市消防救援大队", "2024-06-30")]
        corpus.import_files([str(desk.folder)], period=year)
        assert told() == [("北塘市消防救援大队", "2024-12-31")]
        (desk.folder / "甲.txt").write_text(TEXTS["N"].replace("433", "434"), encoding="utf-8")
        desk.read()
        assert told() == [("东溪县消防救援大队", "None")]
