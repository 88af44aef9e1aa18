"""Views of the comparison that somebody gave a name: a list beside the uploads (SQLite), each with the query that shows it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.errors import CorpusError

MOST, LONGEST_NAME, LONGEST_QUERY = 200, 40, 6000
_TABLE = "CREATE TABLE IF NOT EXISTS views (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL, who TEXT NOT NULL, at REAL NOT NULL)"


class Views:
    """The named views of one server.  Safe to use from several threads."""

    def __init__(self, path: str | Path) -> None:
        self._path = str(path)
        with self._open() as db:
            db.execute(_TABLE)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=10)) as db, db:
            yield db

    def all(self) -> list[dict[str, object]]:
        """id, name, query and who of each, by name."""
        with self._open() as db:
            rows = db.execute("SELECT id, name, query, who FROM views ORDER BY name").fetchall()
        return [dict(zip(("id", "name", "query", "who"), row, strict=True)) for row in rows]

    def save(self, name: str, query: str, who: str) -> int:
        """Keeps a query under a name, in place of what had the name before.  Raises CorpusError where either is empty or too long."""
        name = " ".join("".join(c for c in name if c.isprintable()).split())
        if not name or len(name) > LONGEST_NAME:
            raise CorpusError(f"请给视图起一个名称,不超过 {LONGEST_NAME} 个字。", "arguments")
        if not query or len(query) > LONGEST_QUERY:
            raise CorpusError("先选好要比较的内容,再保存视图。" if not query else "选择的内容太多,不能保存为视图。", "arguments")
        with self._open() as db:
            if db.execute("SELECT count(*) FROM views WHERE name <> ?", (name,)).fetchone()[0] >= MOST:
                raise CorpusError(f"已有 {MOST} 个视图,请先删除一些。", "arguments")
            db.execute("DELETE FROM views WHERE name = ?", (name,))
            return int(
                db.execute("INSERT INTO views (name, query, who, at) VALUES (?, ?, ?, ?)", (name, query, who, time.time())).lastrowid or 0
            )

    def remove(self, ident: int) -> str:
        """Forgets a view; returns its name.  Raises CorpusError where there is none of this number."""
        with self._open() as db:
            row = db.execute("DELETE FROM views WHERE id = ? RETURNING name", (ident,)).fetchone()
        if row is None:
            raise CorpusError("没有这个视图,可能已经删除,请刷新页面。", "missing")
        return str(row[0])
