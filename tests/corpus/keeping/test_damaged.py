"""Stores that are damaged or were never finished: told, not written into, and what is good of them got out."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from brigade.cli import main
from corpus import Corpus
from corpus.errors import CorpusError
from corpus.keeping.rescue import rescue
from corpus.keeping.store import Store
from tests.conftest import SAMPLES

BLOCK, HEADERS = 262_144, 12_288  # bytes, of a file of DuckDB


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three reports, on the disk with all it holds."""
    path = tmp_path_factory.mktemp("store") / "t.duckdb"
    with Corpus(path) as corpus:
        corpus.import_files([str(p) for p in sorted(SAMPLES.glob("qinghe*.txt"))])
        corpus.store.db.execute("CHECKPOINT")
    return path


def damage(path: Path, table: str, where: str = "block_id >= 0") -> None:
    """Overwrites a piece of the block that holds the first rows of a table, or of another one."""
    with duckdb.connect(str(path), read_only=True) as db:
        row = db.execute(f"SELECT min(block_id) FROM pragma_storage_info('{table}') WHERE {where}").fetchone()
    assert row is not None
    with path.open("r+b") as file:
        file.seek(HEADERS + row[0] * BLOCK + 64)
        file.write(b"\xa5" * 64)


@pytest.fixture(scope="module")
def large(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 800 reports of 100 figures each, whose texts and values take many blocks."""
    path = Path(shutil.copy(whole, tmp_path_factory.mktemp("large") / "t.duckdb"))
    text = "array_to_string(list_transform(range(100), lambda x: md5((x * 1000 + i)::VARCHAR)), '')"
    with duckdb.connect(str(path)) as db:
        db.execute("CREATE TEMP TABLE one AS SELECT * FROM facts LIMIT 1; CREATE TEMP TABLE a AS SELECT * FROM reports LIMIT 1")
        db.execute("DELETE FROM facts; DELETE FROM reports; DELETE FROM dates; DELETE FROM events; DELETE FROM unclaimed")
        replaced = f"'r' || i AS report_id, 'p' || i || '.txt' AS path, 100 AS facts, {text} AS \"text\""
        db.execute(f"INSERT INTO reports SELECT a.* REPLACE ({replaced}) FROM a, range(800) t(i)")
        db.execute(
            "INSERT INTO facts SELECT one.* REPLACE ('r' || i // 100 AS report_id, i AS seq, random() AS value) FROM one, range(80000) t(i)"
        )
    return path


def older(path: Path) -> Path:
    """As if a program had been killed a while ago."""
    os.utime(path, (1, 1))
    return path


def test_a_store_that_a_kill_left_blank_opens_as_empty(tmp_path: Path) -> None:
    for name, content in (("a", b""), ("b", b"\0" * 8 + b"DUCK" + b"\0" * 100)):
        path = tmp_path / name
        path.write_bytes(content)
        with Corpus(older(path), read_only=True) as corpus:
            assert len(corpus.reports()) == 0
        with Corpus(path) as corpus:
            assert corpus.import_files([str(SAMPLES / "qinghe-2022H1.txt")]).reports == 1
    with duckdb.connect(str(tmp_path / "c")) as db:
        db.execute("CHECKPOINT")
    for read_only in (True, False):
        Store(tmp_path / "c", read_only=read_only).close()


SPOILT: list[tuple[str, str]] = [
    ("UPDATE meta SET \"value\" = 'neu' WHERE \"key\" = 'schema'", "已损坏"),
    ("DROP TABLE facts", "已损坏"),
    ("DROP TABLE meta", "不是本程序的数据库"),
]


@pytest.mark.parametrize(("statement", "words"), SPOILT)
def test_a_store_without_its_tables_is_refused(whole: Path, tmp_path: Path, statement: str, words: str) -> None:
    path = Path(shutil.copy(whole, tmp_path))
    with duckdb.connect(str(path)) as db:
        db.execute(statement)
    with pytest.raises(CorpusError, match=words):
        Store(path)


def test_nothing_is_written_into_a_damaged_store_and_the_rest_is_rescued(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for table, reports in (("unclaimed", 3), ("facts", 0)):
        path = Path(shutil.copy(whole, tmp_path / f"{table}.duckdb"))
        damage(path, table)
        before = path.read_bytes()
        assert main(["import", str(SAMPLES / "anping-2014.txt"), "--db", str(path)]) == 2
        assert f"brigade rescue {path} --out" in capsys.readouterr().err
        assert path.read_bytes() == before
        fresh = tmp_path / f"{table}-new.duckdb"
        assert main(["rescue", str(path), "--out", str(fresh)]) == 1
        said = capsys.readouterr().out
        assert f"已取出报告 {reports} 份" in said
        assert said.count("需要重新导入:") == 3 - reports
        with Corpus(fresh) as corpus:
            assert len(corpus.reports()) == reports
            corpus.import_files([str(p) for p in sorted(SAMPLES.glob("qinghe*.txt"))])
            assert len(corpus.reports()) == 3


def test_figures_are_rescued_though_the_texts_are_gone(large: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(shutil.copy(large, tmp_path))
    damage(path, "reports", "column_name = 'text' AND segment_id = 2")
    assert main(["rescue", str(path), "--out", str(tmp_path / "n")]) == 1
    said = capsys.readouterr().out
    assert "已取出报告 800 份、数据 80000 条" in said and "原文读不出的报告 800 份" in said and "等 800 个文件" in said
    with Store(tmp_path / "n") as store:
        assert store.rows('SELECT DISTINCT "text", patterns_version FROM reports') == [{"text": "", "patterns_version": ""}]


def test_only_rows_that_cannot_be_read_are_lost(large: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(shutil.copy(large, tmp_path))
    where = "column_name = 'value' AND segment_type = 'DOUBLE' AND segment_id = 1"
    with duckdb.connect(str(path), read_only=True) as db:
        told = db.execute(f"SELECT start, count FROM pragma_storage_info('facts') WHERE {where}").fetchone()
    assert told is not None
    damage(path, "facts", where)
    assert main(["rescue", str(path), "--out", str(tmp_path / "n")]) == 1
    said = capsys.readouterr().out
    match = re.search(r"已取出报告 (\d+) 份(?s:.*)读不出的数据行共 (\d+) 行:数据 \2\n", said)
    assert match is not None
    reports, lost = map(int, match.groups())
    assert told[1] <= lost <= told[1] + 2 * 2048  # a vector is read with all of it
    assert 800 - reports <= lost / 100 + 2


def test_a_whole_store_is_rescued_whole(whole: Path, tmp_path: Path) -> None:
    done = rescue(whole, tmp_path / "n.duckdb")
    with Corpus(whole, read_only=True) as old, Corpus(tmp_path / "n.duckdb") as new:
        assert new.fact_rows() == old.fact_rows()
        assert (done.reports, done.facts, done.lost, done.unread) == (3, len(old.fact_rows()), [], {})
    for old_path, new_path, words in (
        (whole, whole, "已经存在"),
        (tmp_path / "x", tmp_path / "y", "找不到"),
        (SAMPLES / "qinghe-2022H1.txt", tmp_path / "z", "打不开"),
    ):
        with pytest.raises(CorpusError, match=words):
            rescue(old_path, new_path)
    assert not (tmp_path / "z").exists()
