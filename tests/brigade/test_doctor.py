"""What `brigade doctor` tells of a good store, of none, of a damaged one and of a place where nobody may write."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from brigade.cli import main
from corpus import Corpus
from tests.conftest import SAMPLES


def told(capsys: pytest.CaptureFixture[str], db: Path) -> tuple[int, dict[str, tuple[str, str]]]:
    capsys.readouterr()
    status = main(["doctor", "--db", str(db), "--format", "jsonl"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return status, {r["what"]: (r["state"], r["told"]) for r in rows}


def test_a_good_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Corpus(tmp_path / "t.duckdb") as corpus:
        corpus.import_files([str(SAMPLES / "qinghe-2023H1.txt")])
        facts = len(corpus.fact_rows(removed=True))
    status, lines = told(capsys, tmp_path / "t.duckdb")
    assert lines["数据库"][0] == "ok" and f"报告 1 份,数据 {facts} 条" in lines["数据库"][1]
    assert lines["必需的组件"] == ("ok", "齐全") and {"扫描件识别", "网页", "多台机器导入", "中文字体", "内存", "Python"} <= set(lines)
    assert status == any(state == "bad" for state, _ in lines.values())


def test_no_store_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, tmp_path / "t.duckdb")[1]
    assert lines["数据库"][0] == "missing" and not (tmp_path / "t.duckdb").exists()


@pytest.mark.parametrize(("content", "state"), [(b"", "ok"), (b"kein Speicher", "bad"), (b"\0" * 5000, "bad")])
def test_a_file_that_is_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, state: str) -> None:
    path = tmp_path / "t.duckdb"
    path.write_bytes(content)
    os.utime(path, (time.time() - 3600,) * 2)  # one that was made just now may be being made
    status, lines = told(capsys, path)
    assert lines["数据库"][0] == state and (status == 1 or state == "ok")
    assert path.read_bytes() == content


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = told(capsys, tmp_path / "nowhere" / "t.duckdb")
    assert status == 1 and lines["数据库所在的磁盘"][0] == "bad"
