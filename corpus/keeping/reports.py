"""The reports of a store as a list to work through: what is doubtful in each, and how far a person has gone through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.keeping import paging
from corpus.keeping.paging import Listed, Page
from corpus.keeping.store import Store
from corpus.keeping.undecided import COUNTED

# figures that nobody has looked at: in doubt, or of no metric though they count something
LOOSE = f"metric = '' AND kind IN {COUNTED} AND corrected = ''"
OPEN = "open"  # every state but the last
_COUNTED = f"""
SELECT report_id, count(*) FILTER (doubt <> '') AS doubts, count(*) FILTER ({LOOSE}) AS loose FROM facts
WHERE (doubt <> '' OR metric = '') AND corrected <> 'wrong' GROUP BY report_id
"""
_LIST = f"""
SELECT r.* EXCLUDE ("text"), coalesce(c.doubts, 0) AS doubts, coalesce(c.loose, 0) AS loose
FROM reports r LEFT JOIN ({_COUNTED}) c USING (report_id)
"""
_ORDER = {
    "brigade": "brigade", "period": "period_end", "title": "title", "facts": "facts", "doubts": "doubts", "loose": "loose", "state": "review",
    "at": "imported_at", "format": "format",
}  # fmt: skip
_USUAL = "coalesce(review, '') = 'done', doubts > 0 DESC, brigade, period_start DESC, path"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Reports whose brigade, title or file has `words`, in a `state` of review (OPEN: not gone through), with doubts, without brigade or period."""

    words: str = ""
    state: str = ""
    doubts: bool = False
    unnamed: bool = False


def listed(store: Store, page: Page, wanted: Wanted) -> Listed:
    """A page of the reports without their text, each with its `doubts` and with figures of no metric (`loose`); those to be gone through first."""
    clauses: list[str] = []
    values: list[Any] = []
    for word in wanted.words.split():
        clauses.append(
            "(contains(brigade, ?) OR contains(title, ?) OR contains(path, ?) OR contains(CAST(year(period_end) AS VARCHAR), ?))"
        )
        values += [word] * 4
    if wanted.state == OPEN:
        clauses.append("coalesce(review, '') <> 'done'")
    elif wanted.state:
        clauses.append("coalesce(review, '') = ?")
        values.append("" if wanted.state == "none" else wanted.state)
    if wanted.doubts:
        clauses.append("doubts > 0")
    if wanted.unnamed:
        clauses.append("(brigade = '' OR period_end IS NULL)")
    where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    return paging.listed(store, f"SELECT * FROM ({_LIST}){where}", values, page, _ORDER, _USUAL)


def next_open(store: Store, after: str) -> str:
    """The id of the next report to be gone through but for `after`, in the order of the list; "" where there is none."""
    rows = store.rows(
        f"SELECT report_id FROM ({_LIST}) WHERE coalesce(review, '') <> 'done' AND report_id <> ? ORDER BY {_USUAL} LIMIT 1", [after]
    )
    return str(rows[0]["report_id"]) if rows else ""


def of_ids(store: Store, idents: list[str]) -> list[dict[str, Any]]:
    """The reports with these ids, as in the list."""
    own = "report_id IN (SELECT unnest(?::VARCHAR[]))"
    counted = _COUNTED.replace("WHERE", f"WHERE {own} AND", 1)
    query = f"""SELECT r.* EXCLUDE ("text"), coalesce(c.doubts, 0) AS doubts, coalesce(c.loose, 0) AS loose
                FROM reports r LEFT JOIN ({counted}) c USING (report_id) WHERE {own}"""
    return store.rows(query, [idents, idents])


def fingerprints(store: Store, but: str) -> dict[str, int]:
    """What the figures of each other report count, as a number that changes with it."""
    query = "SELECT report_id, bit_xor(hash(seq, metric, doubt, qualifier)) AS told FROM facts WHERE report_id <> ? GROUP BY report_id"
    return {r["report_id"]: r["told"] for r in store.rows(query, [but])}
