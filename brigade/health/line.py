"""One line of what `brigade doctor` tells."""

from __future__ import annotations

from dataclasses import dataclass

WELL, MISSING, ILL = "ok", "missing", "bad"  # all right; left out, which not everybody needs; to be mended


@dataclass(frozen=True, slots=True)
class Line:
    """`what` is looked at, `state` one of the three, `told` what was seen and what to do; all but `state` in Chinese."""

    what: str
    state: str
    told: str
