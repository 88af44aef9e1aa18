"""The cells of the current reports, read from the store a period at a time, when they are asked for."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from operator import itemgetter
from typing import Any

from corpus.cells import Cell
from corpus.comparing.source import Source
from corpus.comparing.unhurried import collector_paused
from corpus.keeping.keptcells import cells_of_period
from corpus.keeping.queries import current_periods, reviewed_groups
from extract import Period

ReportKey = tuple[str, date, date]  # brigade, first and last day


class Table:
    """The current reports that fit a condition; `keys` says which."""

    def __init__(self, source: Source, where: str = "", values: tuple[Any, ...] = ()) -> None:
        """`where` is a condition in SQL on the reports `r`, from AND on, with a question mark for each of `values`."""
        self._source, self._where, self._values = source, where, values
        self.keys: list[ReportKey] = current_periods(source.store, where, values)
        self._cells: dict[tuple[date, date], dict[str, dict[str, Cell]]] = {}

    def keep(self, condition: Callable[[ReportKey], bool]) -> Table:
        """The same with the keys that fit."""
        self.keys = [k for k in self.keys if condition(k)]
        return self

    def reviewed(self) -> set[ReportKey]:
        """Of the reports that fit the condition those that a person has gone through."""
        return reviewed_groups(self._source.store, self._where, self._values)

    def forget(self, but: Period | None = None) -> None:
        """Lets go of the cells that were read but those of one period; they are read again when they are asked for."""
        self._cells = {span: cells for span, cells in self._cells.items() if but is not None and span == (but.start, but.end)}

    def by_brigade(self) -> dict[str, list[ReportKey]]:
        """The keys of each brigade, brigades in order."""
        return {name: list(keys) for name, keys in itertools.groupby(sorted(self.keys, key=itemgetter(0)), key=itemgetter(0))}

    def cells(self, key: ReportKey) -> dict[str, Cell]:
        """metric → cell of one report."""
        brigade, start, end = key
        if (start, end) not in self._cells:
            with collector_paused():
                self._cells[start, end] = self._read(start, end)
        return self._cells[start, end].get(brigade, {})

    def _read(self, start: date, end: date) -> dict[str, dict[str, Cell]]:
        return cells_of_period(self._source.store, start, end, self._source.catalog, self._where, self._values)

    def all(self) -> dict[ReportKey, dict[str, Cell]]:
        return {key: self.cells(key) for key in self.keys}


def load(source: Source, where: str = "", values: tuple[Any, ...] = ()) -> dict[ReportKey, dict[str, Cell]]:
    """(brigade, start, end) → its cells, of the current reports that fit; see `Table`."""
    return Table(source, where, values).all()
