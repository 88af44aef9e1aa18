"""Rows of facts that lie in memory by the hundred thousand: one tuple each, and equal words kept once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any


class PackedRow(Mapping[str, Any]):
    """A read-only row: reads like a dict and takes a quarter of its room."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: dict[str, int], values: tuple[Any, ...]) -> None:
        self._places, self._values = places, values

    def __getitem__(self, name: str) -> Any:
        return self._values[self._places[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def packed(names: list[str], rows: Iterable[tuple[Any, ...]], unlike: frozenset[str] = frozenset()) -> Iterator[PackedRow]:
    """The rows packed; the values of all columns but those `unlike` one another are shared between equal rows."""
    places = {name: i for i, name in enumerate(names)}
    shared = [name not in unlike for name in names]
    pool: dict[Any, Any] = {}
    for row in rows:
        yield PackedRow(
            places,
            tuple([pool.setdefault(v, v) if keep and isinstance(v, (str, date)) else v for v, keep in zip(row, shared, strict=True)]),
        )
