"""Stores that are damaged or were never finished: told, not written into, and what is good of them got out."""

from __future__ import annotations

import os
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


def damage(path: Path, table: str) -> None:
    """Overwrites a piece of the block that holds the first rows of a table."""
    with duckdb.connect(str(path), read_only=True) as db:
        row = db.execute(f"SELECT min(block_id) FROM pragma_storage_info('{table}') WHERE block_id >= 0").fetchone()
    assert row is not None
    with path.open("r+b") as file:
        file.seek(HEADERS + row[0] * BLOCK + 64)
        file.write(b"\xa5" * 64)


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
