"""The cells of the current reports, kept beside them, so that comparing need not go through all facts."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, cast

from corpus.cells import Cell, Row, cells_of
from corpus.cells.sources import Fetched, Key, keys_of
from corpus.errors import CorpusError
from corpus.keeping.queries import current_periods, facts_by_key, facts_of_reports
from corpus.keeping.store import Store
from patterns import Catalog

MANY = 8  # times that rows are fetched for one cell; after that for all
Group = tuple[str, date, date]  # brigade, first and last day


def refresh(store: Store, groups: Iterable[tuple[str, Any, Any]], catalog: Catalog, told: Mapping[str, list[Row]] | None = None) -> None:
    """Makes the cells of these brigades and periods anew; call inside the transaction that changed their facts.

    `told` are the facts of reports that are at hand, by report id; those of others are read from the store.
    """
    known = sorted({g for g in groups if g[0] and g[1] and g[2]}, key=str)
    if not known:
        return
    columns = [list(column) for column in zip(*known, strict=True)]
    asked = "SELECT unnest(?::VARCHAR[]), unnest(?::DATE[]), unnest(?::DATE[])"
    for name in ("cells", "kept"):
        store.db.execute(f"DELETE FROM {name} WHERE (brigade, period_start, period_end) IN ({asked})", columns)
    current = store.rows(
        f"""SELECT brigade, period_start, period_end, list(report_id ORDER BY report_id) AS reports FROM reports
            WHERE "current" AND (brigade, period_start, period_end) IN ({asked}) GROUP BY ALL""",
        columns,
    )
    rows = [_row(cell) for group, facts in _facts(store, current, told or {}) for cell in cells_of(*group, facts, catalog).values()]
    store.insert("cells", rows)
    store.insert("kept", [{**row, "patterns_version": catalog.version} for row in current])


def _facts(store: Store, current: list[dict[str, Any]], told: Mapping[str, list[Row]]) -> Iterator[tuple[Group, list[Row]]]:
    """The facts of each brigade and period, of its current reports."""
    asked = []
    for row in current:
        group = (row["brigade"], row["period_start"], row["period_end"])
        if all(ident in told for ident in row["reports"]):
            yield group, [fact for ident in row["reports"] for fact in told[ident] if fact["metric"] and fact["corrected"] != "wrong"]
        else:
            asked.append(group)
    if asked:
        columns = [list(column) for column in zip(*asked, strict=True)]
        where = "AND (r.brigade, r.period_start, r.period_end) IN (SELECT unnest(?::VARCHAR[]), unnest(?::DATE[]), unnest(?::DATE[]))"
        facts = facts_of_reports(store, where, columns)
        for group, rows in itertools.groupby(facts, key=itemgetter("brigade", "report_start", "report_end")):
            yield group, list(rows)


def _row(cell: Cell) -> dict[str, Any]:
    fields = ("brigade", "period_start", "period_end", "metric", "value", "value_max", "modifier", "unit", "how", "note")
    sources = json.dumps([[r["report_id"], r["seq"]] for r in cell.sources])
    return {**{f: getattr(cell, f) for f in fields}, "marks": ",".join(cell.marks), "sources": sources}


def cells_of_period(
    store: Store, start: date, end: date, catalog: Catalog, where: str = "", values: Sequence[Any] = ()
) -> dict[str, dict[str, Cell]]:
    """brigade → metric → cell of the current reports of a period; `where` is a further condition on the reports `r`, from AND on.

    Where no cells are kept, or they were made by other patterns, they are made of the facts.
    """
    out: dict[str, dict[str, Cell]] = {}
    for cell in _kept(store, start, end, [catalog.version, start, end, *values], where):
        out.setdefault(cell.brigade, {})[cell.metric] = cell
    span = [start, end]
    fresh = "AND r.period_start = ? AND r.period_end = ? AND r.brigade NOT IN (SELECT brigade FROM kept WHERE patterns_version = ? AND period_start = ? AND period_end = ?)"
    asked = [*span, catalog.version, *span, *values]
    if not current_periods(store, f"{fresh} {where}", asked):  # far quicker than to look for facts that are not there
        return out
    facts = facts_of_reports(store, f"{fresh} {where}", asked)
    for brigade, told in itertools.groupby(facts, key=itemgetter("brigade")):
        out[brigade] = cells_of(brigade, start, end, list(told), catalog)
    return out


_KEPT = """
SELECT r.brigade, r.metric, r."value", r.value_max, r.modifier, r.unit, r.how, r.note, r.marks, r.sources
FROM cells r JOIN kept k ON r.brigade = k.brigade AND r.period_start = k.period_start AND r.period_end = k.period_end
WHERE k.patterns_version = ? AND r.period_start = ? AND r.period_end = ?
"""


def _kept(store: Store, start: date, end: date, asked: Sequence[Any], where: str) -> Iterator[Cell]:
    """The kept cells of a period; equal words lie in memory once."""
    fetch = _Fetcher(store)
    once = cast("dict[str, str]", {}).setdefault
    marks: dict[str, tuple[str, ...]] = {}
    for row in store.tuples(_KEPT + where, asked):
        who, metric, value, top, modifier, unit, how, note, told, keys = row
        said = marks.get(told)
        if said is None:
            said = marks[told] = tuple(filter(None, told.split(",")))
        fetch.all.append(keys)
        yield Cell(
            once(who, who), start, end, once(metric, metric), value, top, once(modifier, modifier), once(unit, unit), once(how, how), Fetched(keys, fetch),
            once(note, note), said,
        )  # fmt: skip


class _Fetcher:
    """Fetches rows of facts a few at a time, and all that may yet be asked for once many were; opens the store anew where it was closed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: dict[Key, Any] = {}
        self._asked = 0
        self.all: list[str] = []  # the keys of all cells, as they are kept

    def __call__(self, keys: Sequence[Key]) -> list[Any]:
        if any(key not in self._rows for key in keys):
            self._asked += 1
            wanted = list(keys) if self._asked < MANY else [key for kept in self.all for key in keys_of(kept)]
            self._rows |= {(r["report_id"], r["seq"]): r for r in self._read(wanted)}
        if any(key not in self._rows for key in keys):
            raise CorpusError("数据库在比较之后有了变化,请重新比较。", "changed")
        return [self._rows[key] for key in keys]

    def _read(self, keys: list[Key]) -> list[Any]:
        if not self._store.closed:
            return facts_by_key(self._store, keys)
        with Store(self._store.path, read_only=True) as store:
            return facts_by_key(store, keys)
