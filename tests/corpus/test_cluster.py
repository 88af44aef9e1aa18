"""Dask workers of their own processes give the same store as this machine alone, also when one is killed on the way."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brigade.cli import main
from corpus import Corpus
from corpus.importing.importer import run_import
from corpus.importing.ingest import Job
from tests.conftest import SAMPLES
from tests.corpus import bombs
from tests.corpus.poison import Poison

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
ASK = "SELECT * EXCLUDE (report_id) FROM facts ORDER BY ALL"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for path in SAMPLES.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        for n in range(3):
            (folder / f"{path.stem}-{n}.txt").write_text(text.replace("大队", f"第{n}大队", 1), encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no")
    return folder


def test_the_same_facts_though_a_worker_dies(cluster: Any, folder: Path, tmp_path: Path) -> None:
    from corpus.importing.cluster import outcomes_of

    with Corpus(tmp_path / "local.duckdb") as corpus:
        corpus.import_files([str(folder)])
        want = corpus.store.rows(ASK)
    killed = []

    def kill() -> None:
        time.sleep(0.4)
        worker = next(iter(cluster.workers.values()))
        killed.append(worker.pid)
        os.kill(worker.pid, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    with Corpus(tmp_path / "dask.duckdb") as corpus:
        thread.start()
        summary = run_import(corpus.store, [str(folder)], outcomes=outcomes_of(cluster.scheduler_address, str(tmp_path / "parts")))
        thread.join()
        assert killed
        assert [Path(p).name for p, _, _ in summary.failed] == ["坏.docx"]
        assert corpus.store.rows(ASK) == want
    assert list((tmp_path / "parts").glob("*.parquet")) == []


def test_a_file_that_kills_every_worker_is_named(tmp_path: Path) -> None:
    from corpus.importing.cluster import outcomes_of

    good = sorted(SAMPLES.glob("*.txt"))[:2]
    work = [Job(str(good[0])), Poison("毒.txt"), Job(str(good[1]))]
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
    ):
        found = list(outcomes_of(cluster.scheduler_address, str(tmp_path))(work, 1))
    assert [(Path(o.path).name, o.failed) for o in found] == [(Path(j.path).name, j.path == "毒.txt") for j in work]
    assert "使读取程序中断" in found[1].problems[0][1]


def test_a_worker_reads_within_the_limits_that_are_told(cluster: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "图.pdf").write_bytes(bombs.forms_in_forms())
    (tmp_path / "in" / "好.txt").write_text(bombs.TITLE + "检查单位12家。", encoding="utf-8")
    told = ["--engine", "dask", "--scheduler", cluster.scheduler_address, "--seconds", "1", "--format", "jsonl"]
    assert main(["import", str(tmp_path / "in"), "--db", str(tmp_path / "l.duckdb"), *told]) == 1
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    problems = [(Path(s["path"]).name, s["kind"]) for s in said if s["type"] == "problem"]
    assert problems == [("图.pdf", "too_slow")]
    assert "读了 1 秒" in next(s["message"] for s in said if s["type"] == "problem")


def test_urls_of_shared_storage(cluster: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = str(tmp_path / "u.duckdb")
    assert main(
        ["import", SAMPLES.as_uri(), "--db", db, "--engine", "dask", "--scheduler", cluster.scheduler_address, "--format", "jsonl"]
    ) in (0, 1)
    capsys.readouterr()
    with Corpus(db, read_only=True) as corpus:
        rows = corpus.store.rows("SELECT path, brigade FROM reports WHERE brigade LIKE '清河%'")
        assert len(rows) == 3
        assert all(r["path"].startswith("file://") for r in rows)


def test_no_scheduler_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(SAMPLES), "--db", str(tmp_path / "n.duckdb"), "--engine", "dask"]) == 2
    assert "--scheduler" in capsys.readouterr().err
