"""Metrics by their Chinese names, for whoever chooses one."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from brigade.output.candidates import other_words
from brigade.web.workplace import workplace
from corpus.keeping.figures import fits
from extract.meaning.activities import activities_of
from patterns import Catalog, load_catalog
from patterns.schema import Metric

tab = Blueprint("searching", __name__)
MOST = 30  # metrics that are offered at once
_ALIKE = 50.0  # of 100, from which a name that does not contain the word is offered


@tab.get("/metrics/search")
def search() -> ResponseReturnValue:
    """The metrics whose names are most like a word, those told in a `unit` (and of a `kind`) first; without a word those used `lately`, then all."""
    args = request.args
    catalog = load_catalog(workplace().patterns)
    unit, kind = args.get("unit", ""), args.get("kind", "")
    metrics = [m for m in catalog.metrics.values() if not kind or kind not in ("count", "money", "measure") or fits(m, unit, kind, catalog)]
    found = _like(args.get("word", "").strip(), metrics, unit, args.get("lately", "").split(","), catalog)
    names = activities_of(catalog).names
    return {"rows": [{"id": m.id, "name": m.name, "activity": names.get(m.activity, ""), "unit": m.unit} for m in found[:MOST]]}


def _like(word: str, metrics: list[Metric], unit: str, lately: list[str], catalog: Catalog) -> list[Metric]:
    if not word:
        fitting = {m.id: m for m in metrics}
        told_so = [m.id for m in metrics if unit and unit in (m.unit, *m.units)]
        return [fitting[ident] for ident in dict.fromkeys([*lately, *told_so, *fitting]) if ident in fitting]
    from rapidfuzz import fuzz

    names = activities_of(catalog).names
    scores: dict[str, float] = {}
    for m in metrics:
        whole = 100.0 if word in m.name else 60.0 if word == names.get(m.activity) else 0.0
        also = other_words(m)
        whole = whole or (58.0 if word in also else 52.0 if any(word in a for a in also) else 0.0)
        score = max(whole + fuzz.ratio(word, m.name) / 10, fuzz.partial_ratio(word, m.name) * 0.6 + fuzz.ratio(word, m.name) * 0.3)
        if score >= _ALIKE:
            scores[m.id] = score + (5 if unit and unit in (m.unit, *m.units) else 0)
    return sorted((catalog.metrics[ident] for ident in scores), key=lambda m: -scores[m.id])
