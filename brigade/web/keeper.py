"""The store stays open for a moment behind a request: to open it is most of what a short one takes, and another mostly follows."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from corpus.keeping.opening import connect

IDLE = 0.5  # seconds that it stays open behind the last request
LONGEST = 5.0  # seconds that it stays open in all, since other programs may wait for it
GAP = 1.0  # seconds after these in which it closes with each request


class Keeper:
    """A connection of its own beside those of the requests; safe to use from several threads."""

    def __init__(self, db: str) -> None:
        self._path = Path(db)
        self._news = threading.Condition()
        self._kept: Any = None
        self._last = self._opened = 0.0
        self._not_before = float("-inf")

    def keep(self) -> None:
        """To be called while a request has the store open."""
        now = time.monotonic()
        with self._news:
            self._last = now
            if self._kept is None and now >= self._not_before:
                self._kept, self._opened = connect(self._path, read_only=False, create=False), now
                threading.Thread(target=self._close, daemon=True, name="keeper").start()

    def _close(self) -> None:
        """Waits until the time of what was opened is over."""
        with self._news:
            while (left := min(self._last + IDLE, self._opened + LONGEST) - time.monotonic()) > 0:
                self._news.wait(left)
            if time.monotonic() >= self._opened + LONGEST:
                self._not_before = time.monotonic() + GAP
            self._kept.close()
            self._kept = None
