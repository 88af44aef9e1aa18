"""One thing found in a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `spans` are the figures in the text, the one to look at first; `figures` what they say."""

    code: str
    severity: str  # error, warning, info
    message: str
    spans: tuple[tuple[int, int], ...]
    figures: tuple[dict[str, Any], ...] = ()
    mend: tuple[int, int, str] | None = None  # (start, end, what should stand there) where that is certain

    def to_dict(self) -> dict[str, Any]:
        """The fields by name, as `brigade check --format jsonl` prints them."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "spans": [list(s) for s in self.spans],
            "figures": list(self.figures),
            "mend": None if self.mend is None else list(self.mend),
        }

    @property
    def quotes(self) -> tuple[str, ...]:
        return tuple(str(f["quote"]) for f in self.figures)
