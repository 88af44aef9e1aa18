"""The phrases that wait for a decision: labels of figures without a metric, or with a doubtful one, that no lesson speaks of."""

from __future__ import annotations

from typing import Any

from corpus.keeping import paging
from corpus.keeping.journal import holding
from corpus.keeping.paging import Listed, Page
from corpus.keeping.store import Store

SURE = 0.8  # confidence from which a metric is not asked about
COUNTED = ("count", "money", "measure")  # kinds of facts whose labels may yet become metrics; as a tuple it reads in SQL too
# the one that stands first in the store is the example: its text is looked up afterwards, for no more than are shown
_LABELS = f"""
SELECT f.label, coalesce(f.unit, '') AS unit, list(DISTINCT f.kind) AS kinds, count(*) AS "count", count(DISTINCT r.brigade) AS brigades,
       any_value(f.metric ORDER BY f.metric DESC) AS metric, bool_or(f.metric <> '') AS doubtful, min_by(f.report_id, f.rowid) AS report_id, min_by(f.seq, f.rowid) AS seq
FROM facts f JOIN reports r USING (report_id)
WHERE (f.metric = '' OR coalesce(f.confidence_metric, 1) < {SURE}) AND f.kind IN {COUNTED} AND f.corrected = '' AND f.label <> ''
  AND (f.label, coalesce(f.unit, '')) NOT IN (
    SELECT label, coalesce(json_extract_string("after", '$.unit'), '') FROM journal WHERE deed = 'teach' AND label IS NOT NULL AND {holding()})
"""
_GROUPED = "GROUP BY f.label, coalesce(f.unit, '')"
_USUAL = '"count" DESC, brigades DESC, label, unit'
_ORDER = {"label": "label", "unit": "unit", "count": '"count"', "brigades": "brigades", "doubtful": "doubtful"}
STATES = {"none": "NOT bool_or(f.metric <> '')", "doubt": "bool_or(f.metric <> '')"}  # no metric at all, or a doubtful one


def undecided(store: Store, page: Page, *, words: str = "", state: str = "") -> Listed:
    """A page of them, the most frequent first, of those that contain `words` and are in a `state` (a key of STATES).

    Each with label, unit, kinds, count, brigades, metric (the doubtful one), doubtful, and `example`: a sentence with report_id, start, end
    and sentence_start.
    """
    query, values = _LABELS, {}
    if words:
        query, values = query + " AND contains(f.label, $words)", {"words": words}
    having = f" HAVING {STATES[state]}" if state in STATES else ""
    found = paging.listed(store, query + _GROUPED + having, values, page, _ORDER, _USUAL)
    _with_examples(store, found.rows)
    return found


def most_frequent(store: Store, limit: int) -> list[dict[str, Any]]:
    """The first `limit` of them, as `undecided` gives them."""
    rows = store.rows(f"{_LABELS} {_GROUPED} ORDER BY {_USUAL} LIMIT ?", [limit])
    _with_examples(store, rows)
    return rows


_SENTENCES = """SELECT report_id, seq, sentence, sentence_start, "start", "end" FROM facts
WHERE (report_id, seq) IN (SELECT unnest(?::VARCHAR[]), unnest(?::INTEGER[]))"""


def _with_examples(store: Store, rows: list[dict[str, Any]]) -> None:
    told = store.rows(_SENTENCES, [[r["report_id"] for r in rows], [r["seq"] for r in rows]]) if rows else []
    by_key = {(t["report_id"], t["seq"]): t for t in told}
    for row in rows:
        row["example"] = by_key.get((row.pop("report_id"), row.pop("seq")), {})


_SAID = f"""
SELECT f.report_id, f."start", f."end", f.quote, f.sentence, f.sentence_start, f.metric, r.brigade, r.period_start, r.period_end
FROM facts f JOIN reports r USING (report_id)
WHERE f.label = $label AND coalesce(f.unit, '') = $unit AND f.kind IN {COUNTED} AND f.corrected NOT IN ('add', 'wrong')
"""


def said_so(store: Store, label: str, unit: str, page: Page) -> Listed:
    """A page of the figures told in these words, with their sentences and whose report they stand in, the latest first."""
    return paging.listed(
        store, _SAID, {"label": label, "unit": unit}, page, {}, 'r.period_end DESC NULLS LAST, r.brigade, f.report_id, f."start"'
    )
