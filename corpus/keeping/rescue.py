"""The good rows of a damaged store, in a new one: whole reports with all their facts, and all that persons did."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import schema
from corpus.keeping.store import Store

_MADE_ANEW = ("cells", "kept", "history")  # of the rest, or by the new store itself
_STEP, _LEAST = 122_880, 2_048  # rows of DuckDB's row groups and vectors
_INCOMPLETE = """
SELECT report_id, path FROM reports AS r
WHERE facts <> (SELECT count(*) FROM facts AS f WHERE f.report_id = r.report_id AND coalesce(f.corrected, '') <> 'wrong') ORDER BY path
"""


@dataclass(slots=True)
class Rescued:
    """What came over: `reports` and `facts` in number, `lost` the paths of files that are to be imported again, `unread` rows of each table that were not read."""

    reports: int = 0
    facts: int = 0
    lost: list[str] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=dict)


def rescue(damaged: str | Path, fresh: str | Path) -> Rescued:
    """Copies what can be read of the store `damaged` into the new store `fresh`; the damaged one is not changed.

    Raises CorpusError where there is no such store, where it cannot be opened at all, is of another version, or where `fresh` is there already.
    """
    old, new = Path(damaged), Path(fresh)
    if not old.is_file():
        raise CorpusError(f"找不到数据库 {old},请检查路径。", "missing")
    if new.exists():
        raise CorpusError(f"{new} 已经存在,请换一个新文件名。", "exists")
    try:
        with Store(new) as store:
            return _filled(store, old)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _filled(store: Store, old: Path) -> Rescued:
    import duckdb

    try:
        store.db.execute(f"ATTACH '{str(old).replace(chr(39), chr(39) * 2)}' AS damaged (READ_ONLY)")
        columns = _columns(store)
    except duckdb.Error as error:
        raise CorpusError(f"数据库 {old} 已打不开,取不出内容;请用备份(旁边的 .bak 文件),或重新导入原文件。", "damaged") from error
    if "reports" not in columns or "facts" not in columns:
        raise CorpusError(f"{old} 不是本程序的数据库,请检查路径。", "format")
    if missing := [c for c, _ in schema.FACT_COLUMNS if c not in columns["facts"]]:
        raise CorpusError(f"数据库 {old} 由其他版本的程序建立(缺少 {missing[0]}),请先用那个版本打开一次。", "migration")
    out = Rescued()
    paths: set[str] = set()
    for name in schema.TABLES:
        if name not in _MADE_ANEW and name in columns:
            shared = ", ".join(f'"{c}"' for c, _ in schema.TABLES[name] if c in columns[name])
            out.unread[name] = sum(stop - start for start, stop in _copied(store, name, shared))
    if out.unread["reports"]:
        paths |= _readable_paths(store)
    with store.transaction():
        incomplete = store.rows(_INCOMPLETE)
        store.forget(r["report_id"] for r in incomplete)
        for name in ("facts", "dates", "events", "unclaimed"):
            store.db.execute(f"DELETE FROM {name} WHERE report_id NOT IN (SELECT report_id FROM reports)")
    stored = {r["path"] for r in store.rows("SELECT path FROM reports")}
    out.lost = sorted(({r["path"] for r in incomplete} | paths) - stored)
    out.reports, out.facts = (int(store.rows(f"SELECT count(*) AS n FROM {name}")[0]["n"]) for name in ("reports", "facts"))
    out.unread = {name: count for name, count in out.unread.items() if count}
    store.db.execute("DETACH damaged")
    return out


def _columns(store: Store) -> dict[str, list[str]]:
    """The columns of the damaged store's tables, by table."""
    told = store.db.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'damaged'").fetchall()
    out: dict[str, list[str]] = {}
    for table, column in told:
        out.setdefault(table, []).append(column)
    return out


def _copied(store: Store, name: str, columns: str) -> list[tuple[int, int]]:
    """Copies the rows of a table that can be read; returns the ranges of rows that cannot."""
    import duckdb

    try:
        count = int(store.db.execute(f"SELECT count(*) FROM damaged.{name}").fetchone()[0])
    except duckdb.Error:
        return [(0, 0)]
    lost: list[tuple[int, int]] = []
    ranges: list[tuple[int, int]] = [(start, min(start + _STEP, count)) for start in range(0, count, _STEP)]
    while ranges:
        start, stop = ranges.pop()
        try:
            store.db.execute(
                f"INSERT INTO {name} ({columns}) SELECT {columns} FROM damaged.{name} WHERE rowid >= ? AND rowid < ?", [start, stop]
            )
        except duckdb.Error as error:
            if "corrupt" not in str(error).lower() and "checksum" not in str(error).lower():
                raise
            middle = (start + stop) // 2
            if stop - start <= _LEAST:
                lost.append((start, stop))
            else:
                ranges += [(start, middle), (middle, stop)]
    return lost


def _readable_paths(store: Store) -> set[str]:
    """The paths of all reports, where this column at least can be read."""
    import duckdb

    found: list[tuple[Any, ...]] = []
    try:
        found = store.db.execute("SELECT path FROM damaged.reports").fetchall()
    except duckdb.Error:
        return set()
    return {path for (path,) in found}
