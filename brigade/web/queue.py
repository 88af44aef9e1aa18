"""Files that wait to be imported: a list that survives a closed tab, a restart of the server and a kill (SQLite beside the uploads)."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# states of a file: waiting, at work, stopped by a person; stored, stored with doubts, not stored
WAITING, READING, STOPPED, DONE, DOUBT, NOT = "waiting", "reading", "stopped", "done", "doubt", "not"
ENDED = (DONE, DOUBT, NOT)
_TABLE = """CREATE TABLE IF NOT EXISTS files (
  id INTEGER PRIMARY KEY, upload TEXT, name TEXT, state TEXT, told TEXT, forced INTEGER DEFAULT 0, at REAL, changed INTEGER, hidden INTEGER DEFAULT 0)"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file of the list.  `upload` is the key of its upload, "" where none is kept; `told` what came of it; `changed` counts upwards."""

    id: int
    upload: str
    name: str
    state: str
    forced: bool
    changed: int
    told: dict[str, Any] = field(default_factory=dict)


class Queue:
    """The list of one server.  Safe to use from several threads."""

    def __init__(self, path: str | Path) -> None:
        self._path = str(path)
        self._news = threading.Condition()
        with self._open() as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute(_TABLE)
            # what was at work when the server ended is to be read again
            db.execute("UPDATE files SET state = ?, changed = (SELECT max(changed) + 1 FROM files) WHERE state = ?", (WAITING, READING))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=10)) as db, db:
            yield db

    def add(self, name: str, upload: str = "", state: str = WAITING, told: dict[str, Any] | None = None) -> int:
        """Puts a file at the end; returns its number."""
        with self._changing() as (db, n):
            row = (upload, name, state, json.dumps(told or {}, ensure_ascii=False), time.time(), n)
            return int(
                db.execute("INSERT INTO files (upload, name, state, told, at, changed) VALUES (?, ?, ?, ?, ?, ?)", row).lastrowid or 0
            )

    def take(self) -> Waiting | None:
        """The next file that waits, now at work; None where none does."""
        with self._changing() as (db, n):
            row = db.execute("SELECT id FROM files WHERE state = ? ORDER BY id LIMIT 1", (WAITING,)).fetchone()
            if row is None:
                return None
            db.execute("UPDATE files SET state = ?, changed = ? WHERE id = ?", (READING, n, row[0]))
        return self.get(row[0])

    def end(self, ident: int, state: str, told: dict[str, Any]) -> None:
        """Writes down what came of a file."""
        with self._changing() as (db, n):
            db.execute(
                "UPDATE files SET state = ?, told = ?, changed = ? WHERE id = ?", (state, json.dumps(told, ensure_ascii=False), n, ident)
            )

    def turn(self, now: str, then: str, idents: Iterable[int] = (), *, forced: bool = False) -> int:
        """Gives files of a state another one, all of them or just those named; returns how many."""
        only = list(idents)
        which = f" AND id IN ({', '.join('?' * len(only))})" if only else ""
        with self._changing() as (db, n):
            done = db.execute(
                f"UPDATE files SET state = ?, forced = forced OR ?, changed = ? WHERE state = ? AND NOT hidden{which}",
                (then, forced, n, now, *only),
            )
            return done.rowcount

    def clear(self) -> int:
        """Takes what has ended off the list; nothing is taken out of the store.  Returns how many files that were."""
        with self._changing() as (db, n):
            ended = ", ".join("?" * len(ENDED))
            return db.execute(f"UPDATE files SET hidden = 1, changed = ? WHERE state IN ({ended}) AND NOT hidden", (n, *ENDED)).rowcount

    def get(self, ident: int) -> Waiting | None:
        found = self._files("id = ?", (ident,))
        return found[0] if found else None

    def since(self, changed: int) -> list[Waiting]:
        """The files on the list that have become other ones since."""
        return self._files("changed > ? AND NOT hidden", (changed,))

    def counts(self) -> dict[str, int]:
        """How many files on the list are in each state."""
        with self._open() as db:
            return dict(db.execute("SELECT state, count(*) FROM files WHERE NOT hidden GROUP BY state").fetchall())

    def last(self) -> int:
        """The number of the last change."""
        with self._open() as db:
            return int(db.execute("SELECT coalesce(max(changed), 0) FROM files").fetchone()[0])

    def uploads(self) -> set[str]:
        """The uploads of which something is still to be done or asked."""
        with self._open() as db:
            rows = db.execute("SELECT upload FROM files WHERE upload <> '' AND NOT hidden AND state <> ?", (DONE,))
            return {row[0] for row in rows.fetchall()}

    def wait(self, changed: int, seconds: float) -> bool:
        """Waits until there is news since a change; False where there is none in time."""
        end = time.monotonic() + seconds
        with self._news:
            while self.last() <= changed:
                left = end - time.monotonic()
                if left <= 0 or not self._news.wait(left):
                    return self.last() > changed
        return True

    def _files(self, where: str, values: tuple[Any, ...]) -> list[Waiting]:
        with self._open() as db:
            rows = db.execute(
                f"SELECT id, upload, name, state, forced, changed, told FROM files WHERE {where} ORDER BY id", values
            ).fetchall()
        return [Waiting(i, upload, name, state, bool(forced), n, json.loads(told)) for i, upload, name, state, forced, n, told in rows]

    @contextmanager
    def _changing(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """A change, with its number; whoever waits is told."""
        with self._news:
            with self._open() as db:
                db.execute("BEGIN IMMEDIATE")
                n = int(db.execute("SELECT coalesce(max(changed), 0) + 1 FROM files").fetchone()[0])
                yield db, n
            self._news.notify_all()
