"""How long the work on one file may take, and how much memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MIB = 1 << 20
WAITING = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """A file may take `seconds` of a processor and `seconds_a_mib` more for each MiB of it, and WAITING times as long by the clock, since
    others may be at work.  The time begins anew with each page that is recognised and each file of an archive, up to `longest` in all.
    The process that reads it may hold `mib` MiB of memory, itself included.
    """

    seconds: float = 20.0
    seconds_a_mib: float = 3.0
    longest: float = 3600.0
    mib: int = 1024

    def time(self, path: str | Path) -> float:
        """Seconds of a processor for a file without a sign that it is going on; for what is not on this machine, the most."""
        if "://" in str(path):
            return self.longest
        try:
            size = Path(path).stat().st_size
        except OSError:
            size = 0
        return min(self.longest, self.seconds + self.seconds_a_mib * size / MIB)
