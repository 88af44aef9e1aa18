"""One page of a long list: what a query gives, filtered, in an order, from one row on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.keeping.store import Store

MOST = 500  # rows a page
_LAST = 10**9  # pages; a number beyond is nonsense that no store can count with


@dataclass(frozen=True, slots=True)
class Page:
    """`number` counts from 1; `sort` names a column of the list, "" for its own order; `gone` rows before this page are no more in the list."""

    number: int = 1
    size: int = 100
    sort: str = ""
    down: bool = False
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of one page, how many rows there are in all, and how many pages that makes (at least 1)."""

    rows: list[dict[str, Any]]
    total: int
    pages: int


def listed(store: Store, query: str, values: Sequence[Any] | Mapping[str, Any], page: Page, order: Mapping[str, str], usual: str) -> Listed:
    """What `query` (SQL without an order) gives on a page.

    `order` names what each column that may be sorted by is in SQL; `usual` (SQL) is the order of the list itself and settles ties.
    """
    size = max(1, min(page.size, MOST))
    before = max(0, (max(1, min(page.number, _LAST)) - 1) * size - max(0, min(page.gone, _LAST)))
    total = int(store.rows(f"SELECT count(*) AS n FROM ({query})", values)[0]["n"])
    first = f"{order[page.sort]} {'DESC' if page.down else 'ASC'} NULLS LAST, " if page.sort in order else ""
    rows = store.rows(f"{query} ORDER BY {first}{usual} LIMIT {size} OFFSET {before}", values)
    return Listed(rows, total, max(1, -(-total // size)))
