"""One DuckDB file with all reports and their facts.  A report goes in whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import schema
from corpus.keeping.rows import PackedRow, packed
from corpus.reading.places import key_of

WAIT = 30.0  # seconds that a second program waits for the store


def report_id_of(path: str, part: str = "") -> str:
    """The stable id of a file (its resolved path) and, where a table holds several brigades, the part."""
    return hashlib.sha256(f"{key_of(path)}\0{part}".encode("utf-8", "surrogatepass")).hexdigest()[:10]


class Store:
    """Opens, creates and guards the file; all writing is in transactions."""

    def __init__(self, path: str | Path, *, read_only: bool = False, create: bool = True) -> None:
        """Raises CorpusError where the file is missing (and not to be created), no store, too new, or in use for long."""
        import duckdb

        self.path = Path(path)
        self.read_only = read_only
        if not self.path.exists():
            if read_only or not create:
                raise CorpusError(f"找不到数据库 {self.path},请先用 brigade import 建立,或用 --db 指出位置。", "missing")
            if not self.path.parent.is_dir():
                raise CorpusError(f"数据库所在文件夹 {self.path.parent} 不存在,请先建立。", "missing")
        if self.path.is_dir():
            raise CorpusError(f"{self.path} 是文件夹,--db 要给出数据库文件。", "folder")
        deadline = time.monotonic() + WAIT
        told = False
        while True:
            try:
                self.db = duckdb.connect(str(self.path), read_only=read_only)
                break
            except duckdb.IOException as error:
                text = str(error)
                if "lock" not in text.lower() and "being used" not in text.lower():
                    raise CorpusError(f"{self.path} 不是本程序的数据库,或已损坏,请换一个 --db 文件。", "damaged") from error
                if time.monotonic() > deadline:
                    raise CorpusError(f"数据库 {self.path} 正被另一个程序使用,请等它结束后再试。", "locked") from error
                if not told:
                    print(f"数据库 {self.path} 正被另一个程序使用,等待中……", file=sys.stderr)
                    told = True
                time.sleep(0.3)
            except duckdb.Error as error:
                raise CorpusError(f"{self.path} 不是本程序的数据库,或已损坏,请换一个 --db 文件。", "damaged") from error
        self._check()

    def _check(self) -> None:
        names = {row[0] for row in self.db.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        if not names and not self.read_only:
            with self.transaction():
                schema.create(self.db)
            return
        if "meta" not in names or "reports" not in names:
            self.db.close()
            raise CorpusError(f"{self.path} 不是本程序的数据库,请换一个 --db 文件。", "format")
        row = self.db.execute('SELECT "value" FROM meta WHERE "key" = \'schema\'').fetchone()
        version = int(row[0]) if row else 0
        if version > schema.VERSION:
            self.db.close()
            raise CorpusError(f"数据库 {self.path} 由更新版本的程序建立(版本 {version}),请升级本程序。", "too_new")
        if version < schema.VERSION:
            self.db.close()
            raise CorpusError(f"数据库 {self.path} 的版本 {version} 过旧,请用 brigade import 重新导入到新的文件。", "too_old")

    def close(self) -> None:
        self.db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: whatever goes wrong inside, the store is as before."""
        self.db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    # ---- reading --------------------------------------------------------------------------------------------------

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        cursor = self.db.execute(query, list(values))
        names = [d[0] for d in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def stream(self, query: str, values: Sequence[Any] = (), unlike: frozenset[str] = frozenset()) -> Iterator[PackedRow]:
        """As `rows`, a thousand at a time and packed; see `corpus.keeping.rows`."""
        cursor = self.db.cursor().execute(query, list(values))
        names = [d[0] for d in cursor.description]
        yield from packed(names, itertools.chain.from_iterable(iter(lambda: cursor.fetchmany(1000), [])), unlike)

    def known(self) -> dict[str, tuple[str, str, str]]:
        """path → (sha256, patterns_version, report_id) of every file in the store (its first part)."""
        return {
            r["path"]: (r["sha256"], r["patterns_version"], r["report_id"])
            for r in self.rows("SELECT path, sha256, patterns_version, report_id FROM reports")
        }

    # ---- writing --------------------------------------------------------------------------------------------------

    def put(self, reports: list[tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]]) -> None:
        """Replaces reports and their rows; call inside a transaction."""
        self.forget(report["report_id"] for report, _ in reports)
        self._insert("reports", [report for report, _ in reports])
        for name in ("facts", "dates", "events", "unclaimed"):
            self._insert(name, [{**row, "report_id": report["report_id"]} for report, tables in reports for row in tables.get(name, ())])

    def forget(self, idents: Iterable[str]) -> None:
        asked = list(idents)
        gone = (
            [r["report_id"] for r in self.rows("SELECT report_id FROM reports WHERE report_id IN (SELECT unnest(?))", [asked])]
            if asked
            else []
        )
        if gone:  # of new reports nothing is searched for in the large tables
            for name in ("facts", "dates", "events", "unclaimed", "reports"):
                self.db.execute(f"DELETE FROM {name} WHERE report_id IN (SELECT unnest(?))", [gone])

    def _insert(self, name: str, rows: list[dict[str, Any]]) -> None:
        """All rows in one statement, handed over as a table: binding each value costs DuckDB many times as much."""
        if not rows:
            return
        import pandas as pd

        columns = schema.TABLES[name]
        quoted = ", ".join(f'"{c}"' for c, _ in columns)
        frame = pd.DataFrame({c: _series([row.get(c) for row in rows], kind.split()[0]) for c, kind in columns})
        self.db.register("incoming", frame)
        try:
            self.db.execute(f"INSERT INTO {name} ({quoted}) SELECT {quoted} FROM incoming")
        finally:
            self.db.unregister("incoming")

    def problem(self, path: str, kind: str, message: str, report_id: str = "") -> None:
        self._insert("problems", [{"path": path, "kind": kind, "message": message, "report_id": report_id, "at": now()}])

    def settle_versions(self, pairs: Iterable[tuple[str, Any, Any]]) -> None:
        """Of several reports of one brigade and period, the final or else the newest is current."""
        known = sorted({p for p in pairs if p[0] and p[2] is not None}, key=str)
        if not known:
            return
        names, starts, ends = (list(column) for column in zip(*known, strict=True))
        self.db.execute(
            """
            UPDATE reports SET "current" = (n = 1) FROM (
                SELECT report_id AS ident, row_number() OVER (PARTITION BY brigade, period_start, period_end ORDER BY rank DESC, modified DESC, report_id) AS n
                FROM reports JOIN (SELECT unnest(?::VARCHAR[]) AS b, unnest(?::DATE[]) AS s, unnest(?::DATE[]) AS e) ON brigade = b AND period_start = s AND period_end = e
            ) WHERE report_id = ident AND "current" <> (n = 1)
            """,
            [names, starts, ends],
        )


def _series(values: list[Any], kind: str) -> Any:
    """A column of the type that DuckDB is to see; text as UTF-8 can hold it."""
    import pandas as pd

    if kind == "VARCHAR":
        try:
            joined = "".join(filter(None, values))
            joined.encode("utf-8")
            clean = "\0" not in joined
        except UnicodeEncodeError:
            clean = False
        if not clean:  # a lone surrogate becomes a question mark, NUL a space
            values = [v if v is None else v.replace("\0", " ").encode("utf-8", "replace").decode("utf-8") for v in values]
        return pd.Series(values, dtype=object)
    if kind in ("INTEGER", "BIGINT"):
        return pd.Series(values, dtype="Int64")
    if kind == "DOUBLE":
        return pd.Series(values, dtype="float64")
    if kind == "BOOLEAN":
        return pd.Series(values, dtype="boolean")
    return pd.Series([None if v is None else str(v) for v in values], dtype=object)


def now() -> dt.datetime:
    return dt.datetime.now().replace(microsecond=0)
