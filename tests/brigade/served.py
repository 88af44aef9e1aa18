"""The page as it is served: a store of samples, a server of its own, and waiting for what a browser shows."""

from __future__ import annotations

import functools
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from brigade.web.app import create_app
from corpus import Corpus
from tests.conftest import SAMPLES


@functools.cache
def _samples() -> bytes:
    """A store of the samples but for those of 清河; made once for all pages of a run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.duckdb"
        with Corpus(path) as corpus:
            corpus.import_files([str(p) for p in sorted(SAMPLES.glob("*.txt")) if "qinghe" not in p.stem])
        return path.read_bytes()


class Served:
    """The page over an empty store, or one of all samples but those of 清河, which tests import themselves."""

    def __init__(self, folder: Path, password: str | None = None, *, samples: bool = True) -> None:
        from waitress.server import create_server

        self.db = str(folder / "t.duckdb")
        self.folder = folder / "web"
        if samples:
            Path(self.db).write_bytes(_samples())
        else:
            Corpus(self.db).close()
        app = create_app(self.db, self.folder, password)
        self.place = app.extensions["workplace"]
        self.server = create_server(app, host="127.0.0.1", port=0, threads=8)
        self.url = f"http://127.0.0.1:{self.server.effective_port}"
        threading.Thread(target=self.server.run, daemon=True).start()


def until(condition: Any, seconds: float = 20.0, said: Any = None) -> Any:
    """Waits until `condition()` gives something, and returns that; where it does not, `said()` tells what was there instead."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.03)
    raise AssertionError(f"did not happen: {said()}" if said else "did not happen")
