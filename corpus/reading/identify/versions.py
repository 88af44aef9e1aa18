"""Which of several versions of a report counts."""

from __future__ import annotations

from corpus.reading.words import expression
from patterns import Catalog


def rank_of(name: str, catalog: Catalog) -> int:
    """2 for a name that says final, 0 for a draft, else 1."""
    if expression("version.final", catalog).search(name):
        return 2
    return 0 if expression("version.draft", catalog).search(name) else 1
