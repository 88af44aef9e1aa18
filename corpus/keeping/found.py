"""What a store has found of each metric: how often, in how many brigades, and the figures themselves."""

from __future__ import annotations

from corpus.keeping import paging
from corpus.keeping.paging import Listed, Page
from corpus.keeping.store import Store

_HOW_OFTEN = """
SELECT f.metric, count(*) AS figures, count(DISTINCT r.brigade) FILTER (r.brigade <> '') AS brigades
FROM facts f JOIN reports r USING (report_id) WHERE f.corrected <> 'wrong' AND f.metric <> '' GROUP BY f.metric
"""
_OF_METRIC = """
SELECT f.report_id, f."start", f.quote, f."value", f.value_max, f.modifier, f.unit, f.label, f.status, f.entity, f.qualifier, f.sentence, f.doubt, f.corrected,
       f.period_start, f.period_end, r.brigade, r."current"
FROM facts f JOIN reports r USING (report_id) WHERE f.corrected <> 'wrong' AND f.metric = $metric
"""
_ORDER = {"brigade": "r.brigade", "period": "f.period_end", "value": 'f."value"', "label": "f.label"}


def how_often(store: Store) -> dict[str, tuple[int, int]]:
    """metric → how many figures (those marked wrong left out) in how many brigades."""
    return {r["metric"]: (r["figures"], r["brigades"]) for r in store.rows(_HOW_OFTEN)}


def of_metric(store: Store, metric: str, page: Page, *, words: str = "") -> Listed:
    """A page of the figures of a metric, those whose brigade or label contains `words`, by brigade and the latest first."""
    query, values = _OF_METRIC, {"metric": metric}
    if words:
        query, values = query + " AND (contains(r.brigade, $words) OR contains(f.label, $words))", {**values, "words": words}
    return paging.listed(store, query, values, page, _ORDER, 'r.brigade, f.period_end DESC NULLS LAST, f.report_id, f."start", f.seq')
