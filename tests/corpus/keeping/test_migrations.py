"""Stores of every earlier version open: nothing in them is lost, a copy stays beside, and a failed step leaves all as it was."""

from __future__ import annotations

import datetime as dt
import gzip
import threading
from pathlib import Path
from typing import Any

import duckdb
import pytest

from brigade.cli import main
from corpus import Corpus
from corpus.errors import CorpusError
from corpus.keeping import journal, schema
from corpus.keeping.migrations import STEPS, bring_forward, version_of
from corpus.keeping.store import Store
from corpus.keeping.undoing import undo
from extract import parse_period

STORES = sorted((Path(__file__).parent / "stores").glob("*.gz"))  # each made by the program of its version: v1.duckdb.gz …
RENAMED = {
    "facts.confidence": "facts.recognised",
    **{f"corrections.{name}": f"journal.{name}" for name in ("sha256", "part", "start", "end", "quote", "who", "why", "at")},
}
RETOLD = (
    "corrections.deed",
    "corrections.metric",
    "corrections.value",
    "corrections.unit",
    "corrections.label",
)  # see the test of corrections
Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(params=STORES, ids=lambda p: p.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "库 1.duckdb"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def _order(row: tuple[object, ...]) -> list[str]:
    """Times by the clock, not by how they print."""
    return [v.isoformat() if isinstance(v, dt.datetime) else str(v) for v in row]


def content(path: Path) -> Tables:
    """Every table of a store with its rows, by column names so that later columns do not count."""
    with duckdb.connect(str(path), read_only=True) as db:
        names = [row[0] for row in db.execute("SELECT table_name FROM information_schema.tables").fetchall()]
        columns = {n: [c[0] for c in db.execute(f'DESCRIBE "{n}"').fetchall()] for n in names}
        return {
            f"{n}.{c}": sorted(db.execute(f'SELECT "{c}" FROM "{n}"').fetchall(), key=_order)
            for n in names
            for c in columns[n]
            if n != "meta"
        }


@pytest.mark.parametrize("read_only", [False, True])
def test_it_opens_with_all_that_it_held(old: Path, read_only: bool, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(old)
    with Store(old, read_only=read_only) as store:
        assert store.rows('SELECT "value" FROM meta WHERE "key" = \'schema\'') == [{"value": str(schema.VERSION)}]
    after = content(old)
    for column, values in before.items():
        if column in RETOLD:
            continue
        assert after[column if column in after else RENAMED[column]][: len(values)] == values  # the history grows
    (backup,) = old.parent.glob("*.bak")
    assert backup.name in capsys.readouterr().err
    assert content(backup) == before
    with Store(old, read_only=read_only):
        pass
    assert len(list(old.parent.iterdir())) == 2
    assert capsys.readouterr().err == ""


def test_its_tables_are_those_of_a_new_store(old: Path, tmp_path: Path) -> None:
    Store(old).close()
    Store(tmp_path / "new.duckdb").close()
    shape = "SELECT table_name, column_name, data_type FROM information_schema.columns ORDER BY ALL"
    with duckdb.connect(str(old)) as a, duckdb.connect(str(tmp_path / "new.duckdb")) as b:
        assert a.execute(shape).fetchall() == b.execute(shape).fetchall()


def test_commands_work_on_it(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "--db", str(old), "--brigade", "清河", "--metric", "inspection.units", "--format", "jsonl"]) == 0
    out = capsys.readouterr().out
    assert '"value": 613.0' in out and '"corrected": "value"' in out
    assert main(["compare", "--db", str(old), "--period", "2023H1", "--metric", "inspection.units"]) == 0
    with Corpus(old) as corpus:
        assert {p["kind"] for p in corpus.problems()} >= {"damaged"}
        assert len(journal.read(corpus.store)) == 4


def test_corrections_become_lines_of_the_journal(old: Path) -> None:
    """What the earlier program kept by place hangs on the sentence now; what it had not kept cannot be taken back before a new import."""
    with Corpus(old) as corpus:
        lines = {e.quote: e for e in journal.read(corpus.store)}
        assert {q: (e.deed, e.after) for q, e in lines.items()} == {
            "4次": ("change", {"metric": "publicity.campaigns"}),
            "612家": ("change", {"value": 613.0}),
            "6份": ("wrong", {}),
            "五": ("add", {"metric": "publicity.campaigns", "value": 5.0, "unit": "进"}),
        }
        assert all(e.who == "王" and e.brigade == "清河县消防救援大队" for e in lines.values())
        assert "612家" in lines["612家"].sentence
        with pytest.raises(CorpusError, match="重新导入"):
            undo(corpus.store, corpus.catalog, lines["612家"].id)
        assert undo(corpus.store, corpus.catalog, lines["6份"].id).effect
        assert [r["value"] for r in corpus.fact_rows(brigade="清河", metric="enforcement.seals", period=parse_period("2022H1"))] == [6]
        assert [r["value"] for r in corpus.fact_rows(brigade="清河", metric="inspection.units", period=parse_period("2022H1"))] == [613]
        assert undo(corpus.store, corpus.catalog, lines["五"].id).effect
        assert not [r for r in corpus.fact_rows(brigade="清河") if r["corrected"] == "add"]


def test_a_step_that_fails_leaves_the_store_as_it_was(old: Path) -> None:
    before = content(old)
    newest = max(STEPS)
    steps = {**STEPS, newest + 1: ("CREATE TABLE half (a INTEGER)", "ALTER TABLE nowhere ADD COLUMN b INTEGER")}
    with duckdb.connect(str(old)) as db, pytest.raises(CorpusError, match="没有改动"):
        bring_forward(db, old, steps)
    assert content(old) == before
    Store(old).close()
    assert sorted(p.suffix for p in old.parent.glob("*.bak*")) == [".bak", ".bak2"]


def test_without_room_for_the_copy_nothing_is_done(old: Path) -> None:
    before = content(old)
    with duckdb.connect(str(old), read_only=True) as db:
        version = version_of(db)
    (old.parent / f"{old.name}.v{version}.bak.part").mkdir()
    with pytest.raises(CorpusError, match="备份"):
        Store(old)
    assert content(old) == before


@pytest.mark.parametrize("kept", [None, *STORES], ids=lambda kept: kept.name if kept else "new")
def test_two_of_one_program_open_a_store_at_once(kept: Path | None, tmp_path: Path) -> None:
    """As two requests to a page that was started a moment ago: neither is refused while the other makes the tables or brings them forward."""
    path, refused = tmp_path / "t.duckdb", []
    if kept is not None:
        path.write_bytes(gzip.decompress(kept.read_bytes()))
    together = threading.Barrier(4)

    def look() -> None:
        together.wait()
        try:
            Store(path).close()
        except CorpusError as error:
            refused.append(str(error))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not refused
