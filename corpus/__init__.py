"""Many reports: reading files, the store of facts, comparing and checking.  Knows `extract` and `patterns`, not `brigade`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.api import Corpus

__all__ = ["Corpus"]


def __getattr__(name: str) -> Any:
    if name == "Corpus":  # DuckDB is loaded only by who asks for a store
        from corpus.api import Corpus

        return Corpus
    raise AttributeError(name)
