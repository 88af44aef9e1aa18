"""Importing: twice, changed, broken, two at once, killed; corrections."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus import Corpus
from corpus.errors import CorpusError
from corpus.evaluating.evaluate import evaluate
from corpus.importing.importer import local_outcomes
from corpus.importing.ingest import Job
from corpus.keeping.corrections import correct
from corpus.keeping.gold import gold_of
from corpus.keeping.store import Store
from extract import parse_period
from patterns import load_catalog
from tests.conftest import ROOT, SAMPLES
from tests.corpus.poison import Poison

COUNT = len(list(SAMPLES.glob("*.txt")))


def copy_samples(folder: Path) -> Path:
    folder.mkdir()
    for path in SAMPLES.glob("*.txt"):
        shutil.copy(path, folder)
    return folder


def counts(corpus: Corpus) -> tuple[int, int]:
    return tuple(corpus.store.rows("SELECT (SELECT count(*) FROM reports) AS a, (SELECT count(*) FROM facts) AS b")[0].values())  # type: ignore[return-value]


def test_again_changes_nothing_and_a_change_replaces(tmp_path: Path) -> None:
    folder = copy_samples(tmp_path / "r")
    with Corpus(tmp_path / "t.duckdb") as corpus:
        first = corpus.import_files([str(folder)])
        assert (first.read, first.status) == (COUNT, 0)
        before = counts(corpus)
        again = corpus.import_files([str(folder)])
        assert (again.read, again.unchanged) == (0, COUNT)
        assert counts(corpus) == before
        path = folder / "qinghe-2022H1.txt"
        path.write_text(path.read_text(encoding="utf-8").replace("612家", "613家"), encoding="utf-8")
        assert corpus.import_files([str(folder)]).read == 1
        assert counts(corpus) == before
        rows = corpus.fact_rows(brigade="清河", period=parse_period("2022H1"), metric="inspection.units")
        assert [r["value"] for r in rows] == [613]
        assert all(r["sentence"].find(r["quote"]) >= 0 for r in corpus.fact_rows())


def test_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    folder = copy_samples(tmp_path / "r")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no")
    (folder / "空.txt").write_bytes(b"")
    with Corpus(tmp_path / "t.duckdb") as corpus:
        summary = corpus.import_files([str(folder)], jobs=2)
        assert (summary.read, summary.status) == (COUNT, 1)
        assert sorted(Path(p).name for p, _, _ in summary.failed) == ["坏.docx", "空.txt"]
        assert {p["kind"] for p in corpus.problems()} >= {"damaged", "empty"}


def test_jobs_give_the_same_store(tmp_path: Path) -> None:
    folder = copy_samples(tmp_path / "r")
    found = []
    for jobs in (1, 2):
        with Corpus(tmp_path / f"{jobs}.duckdb") as corpus:
            corpus.import_files([str(folder)], jobs=jobs)
            found.append(corpus.store.rows("SELECT * FROM facts ORDER BY report_id, seq"))
    assert found[0] == found[1]


def test_a_file_that_kills_its_worker_is_named() -> None:
    paths = sorted(SAMPLES.glob("*.txt"))[:3]
    work = [Job(str(paths[0])), Poison("毒.txt"), *(Job(str(p)) for p in paths[1:])]
    found = list(local_outcomes(work, 2))
    assert [(o.path, o.failed) for o in found] == [(j.path, j.path == "毒.txt") for j in work]
    assert "使读取程序中断" in found[1].problems[0][1]


def test_nothing_that_was_told_is_lost_when_killed(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    text = (SAMPLES / "qinghe-2022H1.txt").read_text(encoding="utf-8")
    for n in range(80):
        (folder / f"{n:03}.txt").write_text(text.replace("清河县", f"清河{n}县").replace("612家", f"{600 + n}家"), encoding="utf-8")
    script = (
        "import sys; from corpus.keeping.store import Store; from corpus.importing.importer import run_import\n"
        "with Store(sys.argv[1]) as s: run_import(s, [sys.argv[2]], progress=lambda n, t, p: print(p, flush=True))"
    )
    db = tmp_path / "k.duckdb"
    for turn in (0, 6, 14, 21):
        process = subprocess.Popen([sys.executable, "-c", script, str(db), str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(3 + turn)]
        os.kill(process.pid, signal.SIGKILL)
        process.stdout.close()
        process.wait()
        with Store(db) as store:
            known = {r["path"]: r["report_id"] for r in store.rows("SELECT path, report_id FROM reports")}
            for path in filter(None, told):
                ident = known[str(Path(path).resolve())]
                assert store.rows("SELECT count(*) AS n FROM facts WHERE report_id = ?", [ident])[0]["n"] > 40
            loose = store.rows("SELECT count(*) AS n FROM facts WHERE report_id NOT IN (SELECT report_id FROM reports)")[0]["n"]
            assert loose == 0
    with Corpus(db) as corpus:
        corpus.import_files([str(folder)])
        assert counts(corpus)[0] == 80


def test_a_second_program_waits(tmp_path: Path) -> None:
    db = tmp_path / "t.duckdb"
    script = "import sys, time; from corpus.keeping.store import Store; s = Store(sys.argv[1]); print('in', flush=True); time.sleep(2); s.close()"
    process = subprocess.Popen([sys.executable, "-c", script, str(db)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None and process.stdout.readline().strip() == "in"
    start = time.monotonic()
    with Store(db) as store:
        assert store.rows("SELECT 1 AS x") == [{"x": 1}]
    process.wait()
    process.stdout.close()
    assert time.monotonic() >= start


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.duckdb").write_text("hello " * 1000)
    with pytest.raises(CorpusError, match="不是本程序的数据库"):
        Store(tmp_path / "x.duckdb")
    with pytest.raises(CorpusError, match="找不到数据库"):
        Store(tmp_path / "none.duckdb", read_only=True)
    import duckdb

    duckdb.connect(str(tmp_path / "y.duckdb")).execute("CREATE TABLE a (b INTEGER)").close()
    with pytest.raises(CorpusError, match="不是本程序的数据库"):
        Store(tmp_path / "y.duckdb")
    with Store(tmp_path / "z.duckdb") as store:
        store.db.execute("UPDATE meta SET \"value\" = '99' WHERE \"key\" = 'schema'")
    with pytest.raises(CorpusError, match="升级"):
        Store(tmp_path / "z.duckdb")


def test_corrections_survive_a_new_import_and_become_gold(tmp_path: Path) -> None:
    folder = copy_samples(tmp_path / "r")
    catalog = load_catalog()
    with Corpus(tmp_path / "t.duckdb") as corpus:
        corpus.import_files([str(folder)])
        report = corpus.report("清河县消防救援大队2022年上半年")
        ident = report["report_id"]
        fact = corpus.fact_rows(report_id=ident, metric="inspection.units")[0]
        correct(corpus.store, ident, fact["start"], fact["end"], "change", catalog, value=613, who="王", why="台账")
        seal = corpus.fact_rows(report_id=ident, metric="enforcement.seals")[0]
        correct(corpus.store, ident, seal["start"], seal["end"], "wrong", catalog, who="王", why="重复")
        at = report["text"].index("五进")
        correct(corpus.store, ident, at, at + 1, "add", catalog, metric="publicity.campaigns", value=5, unit="进", who="王", why="漏")
        with pytest.raises(CorpusError):
            correct(corpus.store, ident, 0, 2, "change", catalog, value=1, who="王", why="x")
        store = corpus.store
        store.db.execute("UPDATE reports SET patterns_version = 'old'")
        assert corpus.import_files([str(folder)]).read == COUNT
        assert corpus.fact_rows(report_id=ident, metric="inspection.units")[0]["value"] == 613
        assert corpus.fact_rows(report_id=ident, metric="enforcement.seals") == []
        assert any(r["corrected"] == "add" for r in corpus.fact_rows(report_id=ident))
        import json

        gold = tmp_path / "qinghe-2022H1.jsonl"
        gold.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in gold_of(store, ident)), encoding="utf-8")
    result = evaluate(gold, folder / "qinghe-2022H1.txt", catalog)
    assert 0.9 < result.figures["f1"] < 1
    assert {e["field"] for e in result.errors} >= {"数值", "多出", "漏掉"}
