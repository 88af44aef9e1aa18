"""What a comparison reads from."""

from __future__ import annotations

from typing import Protocol

from corpus.keeping.registry import Registry
from corpus.keeping.store import Store
from patterns import Catalog


class Source(Protocol):
    """A store of reports with the patterns they are read by and, where there is one, the register of brigades; `Corpus` is one."""

    @property
    def store(self) -> Store: ...

    @property
    def catalog(self) -> Catalog: ...

    @property
    def registry(self) -> Registry | None: ...
