"""Where the page works: the store, which one request at a time may change, and the folder of uploads."""

from __future__ import annotations

import functools
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, current_app

from brigade.common import registry_of
from brigade.web.accounts import Accounts
from brigade.web.jobs import Jobs
from brigade.web.keeper import Keeper
from brigade.web.queue import Queue
from brigade.web.telling import hidden, told
from brigade.web.views import Views
from corpus import Corpus
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from brigade.web.reading import Reader

_KEY = 32  # bytes
STREAMS = 3  # visitors who are told of news as it comes
PATIENT = 3.0  # seconds that a request waits for its turn to change the store


class Workplace:
    """One store and one folder; makes the folder."""

    def __init__(self, db: str, folder: str | Path) -> None:
        self.db = db
        self.patterns: str | None = None  # of the program; a page with others is not foreseen
        self.folder = Path(folder).resolve()
        self.uploads = self.folder / "uploads"
        self.uploads.mkdir(parents=True, exist_ok=True)
        for private in (self.folder, self.uploads):
            private.chmod(0o700)
        self._lock = threading.Lock()
        self.jobs = Jobs()
        self._keeper = Keeper(db)
        self.accounts = Accounts(self)
        self.answering = threading.Lock()  # answers to findings are one file
        self.queue = Queue(self.folder / "queue.sqlite")
        self.views = Views(self.folder / "views.sqlite")
        self.streams = threading.BoundedSemaphore(STREAMS)

    @functools.cached_property
    def reader(self) -> Reader:
        """Reads the queue into the store."""
        from brigade.web.reading import Reader

        return Reader(self, self.queue)

    def secret(self) -> bytes:
        """The key of this page's sessions, made once, so that nobody has to come in again because the page was started anew."""
        kept = self.folder / "secret"
        with suppress(OSError):
            key = kept.read_bytes()
            if len(key) == _KEY:
                return key
        key = secrets.token_bytes(_KEY)
        beside = kept.with_name(f"{secrets.token_hex(8)}.part")
        beside.touch(0o600)
        beside.write_bytes(key)
        beside.replace(kept)
        return key

    def serve(self, app: Flask) -> None:
        """Makes this the `workplace()` of every request to `app`."""
        app.extensions["workplace"] = self

    @contextmanager
    def corpus(self) -> Iterator[Corpus]:
        """The store, to be changed: requests of this server take turns.  Raises CorpusError (busy) for one that would wait too long."""
        if not self._lock.acquire(timeout=PATIENT):
            raise CorpusError("数据库正在保存别的内容,请过一会儿再试一次。", "busy")
        try:
            with self.reading() as corpus:
                yield corpus
        finally:
            self._lock.release()

    @contextmanager
    def reading(self) -> Iterator[Corpus]:
        """The store, to be read, as it is at each question; nobody waits for who changes it (DuckDB gives each its own view)."""
        with Corpus(self.db, registry=registry_of(None, self.db)) as corpus:
            yield corpus
            self._keeper.keep()

    def hidden(self, message: str) -> str:
        """A message without the folders of this computer, and without commands."""
        return told(hidden(message, self.db, self.folder))

    def made(self, suffix: str, write: Callable[[str], None]) -> BytesIO:
        """A file that `write` makes at a path in the folder, given back from memory; the file itself is gone."""
        path = self.folder / f"{secrets.token_hex(8)}{suffix}"
        try:
            write(str(path))
            return BytesIO(path.read_bytes())
        finally:
            path.unlink(missing_ok=True)


def workplace() -> Workplace:
    """The workplace of the application that answers this request."""
    place: Workplace = current_app.extensions["workplace"]
    return place
