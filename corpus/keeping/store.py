"""One DuckDB file with all reports and their facts.  A report goes in whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.failures import of_store
from corpus.keeping import schema
from corpus.keeping.migrations import bring_forward, check, record
from corpus.keeping.opening import connect, empty
from corpus.keeping.rows import PackedRow, packed
from corpus.reading.places import key_of

_MAKING = threading.Lock()
_VERIFIED = 1 << 30  # bytes of a store; to read through a larger one takes longer than an import may


def report_id_of(path: str, part: str = "") -> str:
    """The stable id of a file (its resolved path) and, where a table holds several brigades, the part."""
    return hashlib.sha256(f"{key_of(path)}\0{part}".encode("utf-8", "surrogatepass")).hexdigest()[:10]


class Store:
    """Opens, creates and guards the file; all writing is in transactions."""

    def __init__(self, path: str | Path, *, read_only: bool = False, create: bool = True) -> None:
        """Opens the store, or makes it; one of an earlier version is brought forward, also where it is only to be read.

        Raises CorpusError where the file is missing (and not to be created), no store, too new, not to be brought forward, or in use for long.
        """
        self.path = Path(path)
        self.read_only = read_only
        self._writing = self.closed = False
        self.db = connect(self.path, read_only=read_only, create=create)
        try:
            with self.telling():
                if not self._made() and check(self.db, self.path):
                    self._bring_forward()
        except BaseException:
            self.db.close()
            raise

    def _made(self) -> bool:
        """Whether the file was empty: it is given its tables."""
        if self.db.execute("SELECT 1 FROM information_schema.tables LIMIT 1").fetchone():
            return False
        if self.read_only:  # killed before its first transaction
            self.db.close()
            self.db = empty()
            return True
        with _MAKING:  # two of one program see the empty file at once; other programs wait for the file
            if self.db.execute("SELECT 1 FROM information_schema.tables LIMIT 1").fetchone():
                return False
            with self.transaction():
                schema.create(self.db)
                record(self.db, schema.VERSION)
        return True

    def _bring_forward(self) -> None:
        if not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)):
            raise CorpusError(
                f"数据库 {self.path} 由较早版本的程序建立,要先升级,但所在位置不可写,请复制到可写的文件夹再打开。", "migration"
            )
        if self.read_only:
            self.db.close()
            self.db = connect(self.path, read_only=False, create=False)
        with _MAKING:
            if check(self.db, self.path):  # unless another has done so meanwhile
                bring_forward(self.db, self.path)
        if self.read_only:
            self.db.close()
            self.db = connect(self.path, read_only=True, create=False)

    def close(self) -> None:
        self.closed = True
        self.db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: whatever goes wrong inside, the store is as before."""
        with self.telling():
            self.db.execute("BEGIN")
            self._writing = True
            try:
                yield
                self._writing = False
                self.db.execute("COMMIT")
            except BaseException:
                self._writing = False
                with suppress(Exception):  # what failed to be committed is rolled back already
                    self.db.execute("ROLLBACK")
                raise

    @contextmanager
    def telling(self) -> Iterator[None]:
        """What DuckDB says of a full disk, a damaged file and the like is raised as a CorpusError."""
        try:
            yield
        except Exception as error:
            told = of_store(error, self.path) if type(error).__module__.lstrip("_").startswith("duckdb") else None
            if told is None:
                raise
            raise told from error

    def verify(self) -> None:
        """Reads every block of a store of usual size.  Raises CorpusError for a damaged one, into which nothing more must be written."""
        if self.path.exists() and self.path.stat().st_size <= _VERIFIED:
            with self.telling():
                for name in schema.TABLES:
                    self.db.execute(f"SELECT bit_xor(hash(COLUMNS(*))) FROM {name}").fetchall()

    # ---- reading --------------------------------------------------------------------------------------------------

    def rows(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """What a query gives, `values` for its ? in turn, or by name for its $names."""
        with self.telling():
            cursor = self.db.execute(query, dict(values) if isinstance(values, Mapping) else list(values))
            names = [d[0] for d in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def stream(self, query: str, values: Sequence[Any] = (), unlike: frozenset[str] = frozenset()) -> Iterator[PackedRow]:
        """As `rows`, a thousand at a time and packed; see `corpus.keeping.rows`.

        Inside a transaction it sees what was written so far; nothing else may then be asked before its end.
        """
        with self.telling():
            cursor = (self.db if self._writing else self.db.cursor()).execute(query, list(values))
            names = [d[0] for d in cursor.description]
            yield from packed(names, itertools.chain.from_iterable(iter(lambda: cursor.fetchmany(1000), [])), unlike)

    def tuples(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """As `stream`, the rows as they come."""
        cursor = (self.db if self._writing else self.db.cursor()).execute(query, list(values))
        return itertools.chain.from_iterable(iter(lambda: cursor.fetchmany(1000), []))

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
        self.insert("reports", [report for report, _ in reports])
        for name in ("facts", "dates", "events", "unclaimed"):
            self.insert(name, [{**row, "report_id": report["report_id"]} for report, tables in reports for row in tables.get(name, ())])

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

    def insert(self, name: str, rows: list[dict[str, Any]]) -> None:
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
        self.insert("problems", [{"path": path, "kind": kind, "message": message, "report_id": report_id, "at": now()}])


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
