"""What a clerk is told of files: those that cannot be read, those of unknown endings, those that are no reports.  Good ones are done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from brigade.cli import main
from tests.conftest import SAMPLES

GOOD = SAMPLES / "qinghe-2022H1.txt"
REPORT = "甲县消防救援大队2023年上半年工作总结\n检查单位442家。\n"
# name of the file, what it holds, the word that is said of it, the status of `import` and of `extract`, with a good file beside it
CASES: list[tuple[str, bytes, str, int, int]] = [
    ("空.txt", b"", "空", 1, 2),
    ("白.txt", b"\n \n", "没有读到文字", 1, 2),
    ("坏.pdf", b"%PDF-1.4 x", "损坏", 1, 2),
    ("乱.txt", bytes(range(256)) * 20, "不是", 1, 2),
    ("便条.txt", "明天开会,请准时参加。".encode(), "未存入", 1, 0),
    (
        "甲县消防救援大队2023年上半年工作总结.txt",
        "甲县消防救援大队2023年上半年工作总结\n工作有序开展。".encode(),
        "没有提取到任何数据",
        0,
        0,
    ),
    ("好.txt", REPORT.encode(), "", 0, 0),
]


@pytest.mark.parametrize(("name", "data", "word", "imported", "extracted"), CASES, ids=[case[0] for case in CASES])
def test_a_file_beside_a_good_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, word: str, imported: int, extracted: int
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert main(["import", str(GOOD), str(path), "--db", str(tmp_path / "a.duckdb"), "--format", "jsonl"]) == imported
    summary, *problems = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    mine = [p["message"] for p in problems if p["path"] == str(path)]
    assert bool(mine) is bool(word)
    assert any(word in message for message in mine) or not word
    assert not any("安装 OCR" in message for message in mine)
    assert summary["read"] == 2 - imported
    assert main(["extract", str(GOOD), str(path), "--format", "jsonl"]) == extracted
    told = capsys.readouterr()
    assert {json.loads(line)["file"] for line in told.out.splitlines()} >= {str(GOOD)}
    assert (word in told.err and "1 个未能读取" in told.err) if extracted else not told.err


def test_what_is_no_report_is_stored_if_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "便条.txt"
    note.write_text("明天开会,请准时参加。", encoding="utf-8")
    assert main(["import", str(note), "--db", str(tmp_path / "a.duckdb"), "--force"]) == 0
    assert "没有提取到任何数据" in capsys.readouterr().out


def test_unknown_endings_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    for name in ("a.dwg", "b.DWG", "c.mp4"):
        (folder / name).write_bytes(b"x")
    (folder / "好.txt").write_text(REPORT, encoding="utf-8")
    assert main(["import", str(folder), "--db", str(tmp_path / "a.duckdb")]) == 0
    assert "未读的文件 3 个:.dwg 2、.mp4 1" in capsys.readouterr().out


def test_problems_by_file_and_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, db = tmp_path / "报告", str(tmp_path / "a.duckdb")
    folder.mkdir()
    (folder / "便条.txt").write_text("明天开会,请准时参加。", encoding="utf-8")
    (folder / "空.docx").write_bytes(b"")
    (folder / "无名.txt").write_text("检查单位442家。", encoding="utf-8")
    workbook(folder / "甲县消防救援大队2023年上半年.xlsx")
    (folder / "图.dwg").write_bytes(b"x")
    assert main(["import", str(folder), "--db", db, "--jobs", "1"]) == 1
    told = capsys.readouterr().out
    assert "文件中未读取的内容" in told
    for line in ("扩展名不认识、未读的文件 1 个:.dwg 1。", "未存入的文件 1 个", "请加 --force", "brigade problems"):
        assert line in told
    asked: list[tuple[list[str], list[tuple[str, str]]]] = [
        ([], [("便条.txt", "未存入"), ("无名.txt", "需要确认"), ("无名.txt", "需要确认"), ("甲县消防救援大队2023年上半年.xlsx", "未读取"), ("空.docx", "空文件")]),
        (["--kind", "空文件"], [("空.docx", "空文件")]),
        (["--kind", "no_report"], [("便条.txt", "未存入")]),
        (["--path", "甲县"], [("甲县消防救援大队2023年上半年.xlsx", "未读取")]),
        (["--kind", "空文件", "--path", "甲县"], []),
    ]  # fmt: skip
    for options, rows in asked:
        assert main(["problems", "--db", db, "--format", "jsonl", *options]) == 0
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [(Path(r["path"]).name, r["kind_name"]) for r in found] == rows
    assert main(["problems", "--db", db, "--kind", "没有的"]) == 2
    assert "没有“没有的”这一类,可用的有:需要确认、" in capsys.readouterr().err
    assert main(["problems", "--db", db]) == 0
    assert "4 个文件,5 条" in capsys.readouterr().out
    assert main(["import", str(folder), "--db", db, "--jobs", "1"]) == 1
    assert "2 个文件和规则都没有变化" in capsys.readouterr().out


def test_a_dry_run_points_to_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "便条.txt"
    note.write_text("明天开会,请准时参加。", encoding="utf-8")
    assert main(["import", str(note), "--db", str(tmp_path / "a.duckdb"), "--dry-run"]) == 2
    told = capsys.readouterr().out
    assert "--force" in told and "brigade problems" not in told


def workbook(path: Path) -> None:
    """A row that is seen, and one that is hidden."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["指标", "数量"], ["检查单位(家)", 442], ["消防演练(次)", 5]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(path)
