"""What is asked of a store, as plain functions over it: reports (and taking one out), facts, labels, problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from corpus.keeping.rows import PackedRow
from corpus.keeping.store import Store
from corpus.periods import period_name
from extract import Period

_FACTS = """
SELECT f.*, r.brigade, r.title, r.path, r."current", r.period_start AS report_start, r.period_end AS report_end
FROM facts f JOIN reports r USING (report_id)
"""
# what cells and their readers look at; texts that they do not need would fill the memory
_ROWS = """
SELECT f.report_id, f.seq, f."start", f."end", f.quote, f."value", f.value_max, f.modifier, f.unit, f.kind, f.metric, f.label, f.status, f.entity,
       f.period_start, f.period_end, f.qualifier, f.sentence, f.decimals, f."of", f."where", f.recognised, f.doubt, f.corrected, f.pattern, r.brigade, r.path,
       r.period_start AS report_start, r.period_end AS report_end
FROM facts f JOIN reports r USING (report_id)
"""
_CELL_FACTS = f"""{_ROWS} WHERE r."current" AND r.brigade <> '' AND r.period_end IS NOT NULL AND f.metric <> '' AND f.corrected <> 'wrong'
  AND f.kind NOT IN ('change', 'rate')"""


def reports(store: Store) -> list[dict[str, Any]]:
    """All reports without their text, with the name of their `period`; by brigade, period and path."""
    return _with_period(
        store.rows('SELECT * EXCLUDE ("text", part, size, modified) FROM reports ORDER BY brigade, period_start, path'),
        "period_start",
        "period_end",
    )


def told_at_import(store: Store) -> dict[tuple[str, str], tuple[str | None, Period | None]]:
    """(path, sha256) → brigade and period that a person told of a file at its import; None for what was found in it."""
    rows = store.rows(
        """SELECT path, sha256, max(CASE WHEN brigade_from = 'option' THEN brigade END) AS who,
                  max(CASE WHEN period_from = 'option' THEN period_start END) AS first, max(CASE WHEN period_from = 'option' THEN period_end END) AS last
           FROM reports WHERE brigade_from = 'option' OR period_from = 'option' GROUP BY path, sha256"""
    )
    return {(r["path"], r["sha256"]): (r["who"], Period(r["first"], r["last"]) if r["last"] else None) for r in rows}


def reports_called(store: Store, words: str) -> list[dict[str, Any]]:
    """The reports, with their text, that words may mean: the one with this id, else all whose id begins, title has or path ends so."""
    rows = store.rows("SELECT * FROM reports WHERE starts_with(report_id, ?) OR contains(title, ?) OR ends_with(path, ?)", [words] * 3)
    return [r for r in rows if r["report_id"] == words] or rows


def problems(store: Store, kind: str | None = None, path: str = "") -> list[dict[str, Any]]:
    """What went wrong or is to be looked at, by path; of one kind, of paths that contain `path`."""
    where, values = ("AND kind = ?", [path, kind]) if kind else ("", [path])
    return store.rows(f"SELECT * FROM problems WHERE contains(path, ?) {where} ORDER BY path, kind, message", values)


def facts(
    store: Store,
    *,
    brigade: str | None = None,
    period: Period | None = None,
    metric: str | None = None,
    activity: str | None = None,
    text: str | None = None,
    report_id: str | None = None,
    current: bool = False,
    removed: bool = False,
) -> list[dict[str, Any]]:
    """The facts that fit all that is given, with the brigade and `period` of their report; those marked wrong only where `removed`.

    `brigade` and `text` (label or sentence) need only be contained, `metric` may be the beginning of an id up to a dot.
    """
    asked: list[tuple[str, list[Any]]] = [("TRUE" if removed else "f.corrected <> 'wrong'", [])]
    if brigade:
        asked.append(("contains(r.brigade, ?)", [brigade]))
    if period:
        asked.append(("f.period_start >= ? AND f.period_end <= ?", [period.start, period.end]))
    if metric:
        asked.append(("(f.metric = ? OR starts_with(f.metric, ? || '.'))", [metric, metric]))
    if activity:
        asked.append(("f.activity = ?", [activity]))
    if text:
        asked.append(("(contains(f.label, ?) OR contains(f.sentence, ?))", [text, text]))
    if report_id:
        asked.append(("f.report_id = ?", [report_id]))
    if current:
        asked.append(('r."current"', []))
    where = " AND ".join(clause for clause, _ in asked)
    values = [value for _, given in asked for value in given]
    rows = store.rows(f'{_FACTS} WHERE {where} ORDER BY r.brigade, r.period_start, f.report_id, f."start", f.seq', values)
    return _with_period(rows, "report_start", "report_end")


_BENCH = """
SELECT seq, "start", "end", quote, "value", value_max, modifier, unit, kind, metric, label, activity, status, entity, period_start, period_end, qualifier, "where",
       doubt, recognised, corrected
FROM facts WHERE report_id = ? ORDER BY "start", seq
"""


def facts_to_review(store: Store, report_id: str) -> list[dict[str, Any]]:
    """The facts of a report, those marked wrong too, with what a person looks at and no more: a long report has thousands."""
    return store.rows(_BENCH, [report_id])


def current_periods(store: Store, where: str = "", values: Sequence[Any] = ()) -> list[tuple[str, date, date]]:
    """(brigade, first day, last day) of the current reports that have all three; `where` is a further condition on `r`, from AND on."""
    query = f"SELECT r.brigade, r.period_start, r.period_end FROM reports r WHERE r.\"current\" AND r.brigade <> '' AND r.period_end IS NOT NULL {where}"
    return [(who, first, last) for who, first, last in store.tuples(query, values)]


def reviewed_groups(store: Store, where: str = "", values: Sequence[Any] = ()) -> set[tuple[str, date, date]]:
    """(brigade, first day, last day) of which every current report has been gone through; `where` as in `current_periods`."""
    query = f"""SELECT r.brigade, r.period_start, r.period_end FROM reports r WHERE r."current" AND r.brigade <> '' AND r.period_end IS NOT NULL {where}
                GROUP BY ALL HAVING bool_and(review = 'done')"""
    return {(r["brigade"], r["period_start"], r["period_end"]) for r in store.rows(query, values)}


def facts_of_reports(store: Store, where: str = "", values: Sequence[Any] = ()) -> Iterator[PackedRow]:
    """The facts with a metric of all current reports, brigade by brigade and period by period; `where` as in `current_periods`."""
    query = f"{_CELL_FACTS} {where} ORDER BY r.brigade, r.period_start, r.period_end, f.report_id, f.seq"
    return store.stream(query, values, frozenset(("sentence",)))


def rows_of_other_times(store: Store, start: date, end: date, brigade: str = "", metric: str = "") -> list[dict[str, Any]]:
    """What the current reports of a period tell as done by their own brigades in another time; of one brigade and metric where these are given."""
    only = [(f"{name} = ?", value) for name, value in (("r.brigade", brigade), ("f.metric", metric)) if value]
    query = f"""{_CELL_FACTS} AND (r.period_start, r.period_end) = (?, ?) AND f.status = 'actual' AND f.entity = '' AND
                f.period_end IS NOT NULL AND (f.period_start, f.period_end) <> (r.period_start, r.period_end)
                {" ".join(f"AND {clause}" for clause, _ in only)} ORDER BY r.brigade, f.metric, f.period_start, f.report_id, f.seq"""
    return store.rows(query, [start, end, *(value for _, value in only)])


def facts_by_key(store: Store, keys: Sequence[tuple[str, int]]) -> list[PackedRow]:
    """The facts with these report ids and places among their facts, in this order."""
    idents, places = [k[0] for k in keys], [k[1] for k in keys]
    query = f"{_ROWS} WHERE (f.report_id, f.seq) IN (SELECT unnest(?::VARCHAR[]), unnest(?::INTEGER[]))"
    found = {(r["report_id"], r["seq"]): r for r in store.stream(query, [idents, places], frozenset(("sentence",)))}
    return [found[key] for key in keys if key in found]


def _with_period(rows: list[dict[str, Any]], start: str, end: str) -> list[dict[str, Any]]:
    for row in rows:
        row["period"] = period_name(row[start], row[end])
    return rows
