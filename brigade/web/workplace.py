"""Where the page works: the store, which one request at a time may open, and the folder of uploads."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from flask import Flask, current_app

from brigade.common import registry_of
from corpus import Corpus


class Workplace:
    """One store and one folder; makes the folder."""

    def __init__(self, db: str, folder: str | Path) -> None:
        self.db = db
        self.folder = Path(folder).resolve()
        self.uploads = self.folder / "uploads"
        self.uploads.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()

    def serve(self, app: Flask) -> None:
        """Makes this the `workplace()` of every request to `app`."""
        app.extensions["workplace"] = self

    @contextmanager
    def corpus(self) -> Iterator[Corpus]:
        """The store; DuckDB lets one writer in, so requests of this server take turns."""
        with self._lock, Corpus(self.db, registry=registry_of(None, self.db)) as corpus:
            yield corpus

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
