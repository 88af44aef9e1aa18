"""Wrong passwords make those who try wait longer and longer."""

from __future__ import annotations

import math
import threading
import time

FREE = 3  # wrong passwords before anybody waits
LONGEST = 300  # seconds
MANY = 10_000  # visitors that are remembered


class Patience:
    """How often each visitor was wrong, and until when he has to wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed: dict[str, tuple[int, float]] = {}  # visitor → wrong passwords, until when to wait

    def wait(self, who: str) -> int:
        """Seconds that the visitor still has to wait, 0 for none."""
        with self._lock:
            return max(0, math.ceil(self._failed.get(who, (0, 0.0))[1] - time.monotonic()))

    def failed(self, who: str) -> None:
        """From the fourth wrong password on the wait doubles: 2, 4, 8 … seconds, up to five minutes."""
        with self._lock:
            times = self._failed.pop(who, (0, 0.0))[0] + 1
            wait = min(LONGEST, 2 ** min(times - FREE, 20)) if times > FREE else 0
            self._failed[who] = times, time.monotonic() + wait
            if len(self._failed) > MANY:
                del self._failed[next(iter(self._failed))]

    def forget(self, who: str) -> None:
        with self._lock:
            self._failed.pop(who, None)
