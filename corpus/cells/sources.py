"""The rows that cells came from, fetched only where somebody looks at them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, overload

Row = Mapping[str, Any]
Key = tuple[str, int]  # report, and the place of a fact among its facts


def keys_of(kept: str) -> list[Key]:
    """[["r1", 3], …] as keys."""
    return [(report, place) for report, place in json.loads(kept)]


class Fetched(Sequence[Row]):
    """Rows of which the keys are known: as JSON, for hardly any of them are ever looked at."""

    __slots__ = ("_fetch", "_kept")

    def __init__(self, kept: str, fetch: Callable[[Sequence[Key]], list[Row]]) -> None:
        self._kept, self._fetch = kept, fetch

    @property
    def keys(self) -> list[Key]:
        return keys_of(self._kept)

    def __bool__(self) -> bool:
        return self._kept != "[]"

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._fetch(self.keys))

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return self._fetch(self.keys)[at]


class Together(Sequence[Row]):
    """Several sequences of rows, one behind the other."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[Sequence[Row]]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[Row]:
        return (row for part in self._parts for row in part)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return list(self)[at]


def together(*parts: Sequence[Row]) -> Sequence[Row]:
    """The rows of all, fetched no sooner than they are looked at."""
    return Together([part for part in parts if part])
