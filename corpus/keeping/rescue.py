"""The good rows of a damaged store, in a new one: whole reports with all their facts, and all that persons did."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import schema
from corpus.keeping.store import Store

_MADE_ANEW = ("cells", "kept", "history")  # of the rest, or by the new store itself
_GONE = "\ufffd"  # stands for what was not read, until the end
_DISPENSABLE = {"reports": ("text",), "facts": ("sentence",)}  # columns without which no figure is another
_STEP, _LEAST = 122_880, 2_048  # rows of DuckDB's row groups and vectors
_INCOMPLETE = """
SELECT report_id, path FROM reports AS r
WHERE facts <> (SELECT count(*) FROM facts AS f WHERE f.report_id = r.report_id AND coalesce(f.corrected, '') <> 'wrong') ORDER BY path
"""


@dataclass(slots=True)
class Rescued:
    """What came over: `reports` and `facts` in number, `lost` the paths of files that are to be imported again, `unread` how many rows of each
    table were not read, `without_text` the paths of files whose figures are all here and whose text is not."""

    reports: int = 0
    facts: int = 0
    lost: list[str] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=dict)
    without_text: list[str] = field(default_factory=list)


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
            shared = [c for c, _ in schema.TABLES[name] if c in columns[name]]
            out.unread[name] = _copied(store, name, shared)
    if out.unread["reports"]:
        paths |= _readable_paths(store)
    with store.transaction():
        out.without_text = _without_text(store)
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


def _copied(store: Store, name: str, columns: list[str]) -> int:
    """Copies the rows of a table that can be read, those without their dispensable columns too; returns how many cannot."""
    import duckdb

    try:
        end = int(store.db.execute(f"SELECT coalesce(max(rowid) + 1, 0) FROM damaged.{name}").fetchone()[0])  # deleted rows leave gaps
    except duckdb.Error:
        return 1
    lost = 0
    ranges: list[tuple[int, int]] = [(start, min(start + _STEP, end)) for start in range(0, end, _STEP)]
    while ranges:
        start, stop = ranges.pop()
        if _inserted(store, name, columns, (), start, stop):
            continue
        if stop - start > _LEAST:
            middle = start + max(1, (stop - start) // 2 // _LEAST) * _LEAST  # a piece of a vector is read with all of it
            ranges += [(start, middle), (middle, stop)]
        elif not _inserted(store, name, columns, _DISPENSABLE.get(name, ()), start, stop):
            lost += int(
                store.db.execute(f"SELECT count(*) FROM damaged.{name} WHERE rowid >= ? AND rowid < ?", [start, stop]).fetchone()[0]
            )
    return lost


def _inserted(store: Store, name: str, columns: list[str], without: tuple[str, ...], start: int, stop: int) -> bool:
    """Whether the rows could be read and were copied; the columns left out are empty in the new store."""
    import duckdb

    told = ", ".join(f'"{c}"' for c in columns)
    read = ", ".join(f"'{_GONE}' AS \"{c}\"" if c in without else f'"{c}"' for c in columns)
    try:
        store.db.execute(f"INSERT INTO {name} ({told}) SELECT {read} FROM damaged.{name} WHERE rowid >= ? AND rowid < ?", [start, stop])
    except duckdb.Error as error:
        if "corrupt" not in str(error).lower() and "checksum" not in str(error).lower():
            raise
        return False
    return True


def _without_text(store: Store) -> list[str]:
    """The paths of reports that came without their text; they are read again when their files are imported, as are those whose sentences are gone."""
    gone = store.rows('SELECT DISTINCT path FROM reports WHERE "text" = ? ORDER BY path', [_GONE])
    halves = "report_id IN (SELECT report_id FROM facts WHERE sentence = ?)"
    store.db.execute(f"UPDATE reports SET patterns_version = '' WHERE \"text\" = ? OR {halves}", [_GONE, _GONE])
    store.db.execute('UPDATE reports SET "text" = \'\' WHERE "text" = ?', [_GONE])
    store.db.execute("UPDATE facts SET sentence = '' WHERE sentence = ?", [_GONE])
    return [r["path"] for r in gone]


def _readable_paths(store: Store) -> set[str]:
    """The paths of all reports, where this column at least can be read."""
    import duckdb

    found: list[tuple[Any, ...]] = []
    try:
        found = store.db.execute("SELECT path FROM damaged.reports").fetchall()
    except duckdb.Error:
        return set()
    return {path for (path,) in found}
