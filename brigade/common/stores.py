"""The store that a command works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Corpus


@contextmanager
def existing(db: str, patterns: str | None = None, *, read_only: bool = False) -> Iterator[Corpus]:
    """A store that is there already, to be changed.  Raises CorpusError for a missing one, which is told and not made."""
    from corpus import Corpus
    from corpus.keeping.store import Store

    if not read_only:
        Store(db, read_only=True).close()
    with Corpus(db, read_only=read_only, patterns=patterns) as corpus:
        yield corpus
