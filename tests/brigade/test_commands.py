"""The command as a person uses it: what it prints, what it writes, how mistakes end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from brigade.cli import COMMANDS, main
from tests.conftest import ROOT, SAMPLES
from tests.corpus.files import docx

SAMPLE = str(SAMPLES / "qinghe-2022H1.txt")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "t.duckdb")
    assert main(["import", str(SAMPLES), "--db", path]) == 0
    return path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_extract_jsonl(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", SAMPLE, "--format", "jsonl"]) == 0
    rows = lines(capsys)
    text = Path(SAMPLE).read_text(encoding="utf-8")
    assert {r["type"] for r in rows} == {"fact", "date", "unclaimed"}
    assert all(text[r["start"] : r["end"]] == r["quote"] for r in rows)  # type: ignore[misc]
    first = rows[0]
    assert (first["metric"], first["value"], first["unit"], first["period_start"]) == ("response.dispatches", 286, "起", "2022-01-01")


def test_extract_other_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import openpyxl

    assert main(["extract", SAMPLE]) == 0
    assert "接警出动" in capsys.readouterr().out
    assert main(["extract", SAMPLE, SAMPLE, "--out", str(tmp_path / "a.csv")]) == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").startswith("file,start,end,quote")
    assert main(["extract", SAMPLE, "--out", str(tmp_path / "a.xlsx")]) == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["数据"]
    heads = [c.value for c in sheet[1]]
    assert isinstance(sheet[2][heads.index("数值")].value, int)


def test_store_commands(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports", "--db", db, "--format", "jsonl"]) == 0
    reports = lines(capsys)
    assert len(reports) == len(list(SAMPLES.glob("*.txt")))
    assert main(["facts", "--db", db, "--metric", "检查单位", "--brigade", "清河", "--format", "jsonl"]) == 0
    rows = lines(capsys)
    assert {r["metric"] for r in rows} == {"inspection.units"}
    assert {"report_id", "brigade", "period", "section", "sentence", "pattern"} <= set(rows[0])
    assert main(["show", "清河县消防救援大队2022年上半年", "--db", db]) == 0
    assert "286起" in capsys.readouterr().out
    assert main(["suggest", "--db", db, "--format", "jsonl"]) == 0
    assert {"label", "count", "brigades", "example", "nearest"} <= set(lines(capsys)[0])
    for suffix in ("xlsx", "csv", "parquet", "jsonl"):
        out = tmp_path / f"x.{suffix}"
        assert main(["export", "--db", db, "-o", str(out)]) == 0
        assert out.stat().st_size > 1000
    capsys.readouterr()


def test_compare_formats(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import duckdb
    import openpyxl

    ask = ["compare", "--db", db, "--period", "2023H1", "--with", "2022H1"]
    assert main([*ask, "--format", "jsonl"]) == 0
    rows = lines(capsys)
    assert {
        "brigade",
        "period",
        "metric",
        "value",
        "value_max",
        "modifier",
        "unit",
        "how",
        "sources",
        "base_value",
        "change",
        "change_pct",
    } <= set(rows[0])
    assert {"stated", "summed", "missing", "zero", "derived"} <= {r["how"] for r in rows}
    assert main([*ask, "-o", str(tmp_path / "c.parquet")]) == 0
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'c.parquet'}'").fetchall() == [(len(rows),)]
    assert main([*ask, "-o", str(tmp_path / "c.xlsx")]) == 0
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["对比", "变化", "说明", "图表", "覆盖", "出处"]
    sheet = book["对比"]
    heads = [c.value for c in sheet[3]]
    row = next(r for r in sheet.iter_rows(min_row=2) if r[1].value == "response.dispatches")
    assert row[heads.index("清河县消防救援大队")].value == 305
    assert str(row[heads.index("合计")].value).startswith("=SUM(")
    assert "305起" in {r[4].value for r in book["出处"].iter_rows(min_row=2)}
    assert {"2022年上半年", "2023年上半年"} <= {r[1].value for r in book["出处"].iter_rows(min_row=2)}
    assert main(["compare", "--db", db, "--period", "2023H1", "--rank", "检查单位", "--format", "jsonl"]) == 0
    assert [r["rank"] for r in lines(capsys)] == [1, 2, 3]
    assert main(["compare", "--db", db, "--coverage", "--format", "jsonl"]) == 0
    assert {"brigade", "period", "metric", "told"} <= set(lines(capsys)[0])


def test_check(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = str(SAMPLES / "baishi-2023H1.txt")
    assert main(["check", draft, "--db", db, "--format", "jsonl"]) == 1
    rows = lines(capsys)
    assert {"L301", "S203", "D701", "S201", "U801", "D703", "U804", "C402"} <= {r["code"] for r in rows}
    assert main(["check", draft, "--fail-on", "never"]) == 0
    assert "2月30日" in capsys.readouterr().out
    assert main(["check", draft, "--brigade", "青山市消防救援大队", "--fail-on", "never"]) == 0
    assert capsys.readouterr().out.startswith("注意:标题写的是白石市消防救援大队,这次按青山市")
    assert main(["check", SAMPLE]) == 0
    assert main(["check", draft, "--select", "D701", "--format", "jsonl"]) == 1
    capsys.readouterr()
    assert main(["explain", "s201"]) == 0
    assert "各部分之和" in capsys.readouterr().out
    assert main(["ledger-template", "-o", str(tmp_path / "l.xlsx"), "--periods", "2023H1"]) == 0


def test_patterns_and_evaluate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["patterns", "check"]) == 0
    assert main(["patterns", "list", "检查", "--format", "csv"]) == 0
    assert main(["patterns", "try", "检查单位442家。"]) == 0
    assert "inspection.units" in capsys.readouterr().out
    for path in (SAMPLES / "gold").glob("*.jsonl"):
        if not path.stem.startswith("weiling"):  # a hand of its own: tests/corpus/test_lessons.py
            (tmp_path / path.name).write_bytes(path.read_bytes())
    assert main(["evaluate", str(tmp_path), str(SAMPLES), "--format", "jsonl"]) == 0
    figures = lines(capsys)[0]
    assert figures["whole_f1"] >= 0.98  # type: ignore[operator]
    assert figures["date_f1"] == 1.0


def test_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "-o", str(tmp_path / "d")]) == 0
    assert "演示完成" in capsys.readouterr().out
    assert {p.name for p in (tmp_path / "d").iterdir()} >= {"demo.duckdb", "对比.xlsx", "对比.html", "草稿批注.docx"}


MISTAKES = [
    ["extract", "no-such-file.txt"], ["extract", "."], ["extract", "{empty}"], ["extract", "{binary}"], ["extract", SAMPLE, "--period", "foo"],
    ["extract", SAMPLE, "--patterns", "/no/such"], ["extract", SAMPLE, "--format", "xlsx"], ["extract", SAMPLE, "--format", "pdf"], ["extract"],
    ["extract", SAMPLE, "--out", "/no/such/dir/x.jsonl"], ["reports", "--db", "{missing}"], ["reports", "--db", "{binary}"], ["import", "{missing}"],
    ["compare", "--db", "{missing}", "--period", "2023"], ["check", "{missing}"], ["check", SAMPLE, "-o", "x.pdf"], ["check", SAMPLE, "--select", "Z9"],
    ["check", SAMPLE, "--ledger", "{missing}"], ["check", SAMPLE, "--ledger", SAMPLE], ["explain", "Z999"], ["evaluate", "{missing}", "{missing}"], ["nonsense"],
    ["import", SAMPLE, "--registry", "{missing}", "--db", "{missing}"], ["remove", "x", "--db", "{missing}"], ["correct", "a", "1..2", "--wrong", "--who", "a", "--why", "b", "--db", "{missing}"],
]  # fmt: skip


@pytest.mark.parametrize("command", MISTAKES, ids=lambda c: " ".join(c)[:40])
def test_a_mistake_is_one_chinese_sentence(tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    places = {"empty": tmp_path / "empty.txt", "binary": tmp_path / "binary.txt", "missing": tmp_path / "missing.x"}
    try:
        status = main([part.format(**places) if part.startswith("{") else part for part in command])
    except SystemExit as stop:
        status = int(stop.code or 0)
    told = capsys.readouterr()
    assert status == 2
    assert told.err.count("\n") == 1, told.err
    assert any("\u4e00" <= c <= "\u9fff" for c in told.err)
    assert "Traceback" not in told.err
    assert not (tmp_path / "missing.x").exists()


def test_a_broken_pattern_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "a.toml").write_text("[[metric]\n", encoding="utf-8")
    assert main(["extract", SAMPLE, "--patterns", str(tmp_path)]) == 2
    assert "a.toml" in capsys.readouterr().err


def test_import_statuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.4 x")
    assert main(["import", SAMPLE, str(bad), "--db", str(tmp_path / "t.duckdb")]) == 1
    assert "坏.pdf" in capsys.readouterr().out
    assert main(["import", str(bad), "--db", str(tmp_path / "u.duckdb")]) == 2
    assert main(["import", SAMPLE, "--db", str(tmp_path / "v.duckdb"), "--dry-run"]) == 0
    assert not (tmp_path / "v.duckdb").exists()


def test_help_is_light_and_chinese() -> None:
    code = "import sys; from brigade.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\nprint([m for m in ('spacy', 'pandas', 'jieba', 'rjieba', 'duckdb', 'pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.rstrip().endswith("[]")
    assert "usage" not in done.stdout and "options:" not in done.stdout
    for name in COMMANDS:
        assert name.replace("_", "-") in done.stdout
        done_one = subprocess.run(
            [sys.executable, "-m", "brigade", name.replace("_", "-"), "--help"], capture_output=True, text=True, cwd=ROOT, check=True
        )
        assert "usage" not in done_one.stdout and "show this help" not in done_one.stdout, name


def test_hostile_text_in_a_docx(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = docx(
        tmp_path / "a.docx",
        [
            "甲县消防救援大队2023年上半年工作总结",
            "<script>alert(1)</script>检查单位442家，发现隐患182处，督促整改197处。",
            "=cmd|x 检查3家",
        ],
    )
    assert main(["check", str(path), "-o", str(tmp_path / "r.html"), "--fail-on", "never"]) == 0
    assert "<script>" not in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert main(["extract", str(path), "--out", str(tmp_path / "a.csv")]) == 0
    capsys.readouterr()
