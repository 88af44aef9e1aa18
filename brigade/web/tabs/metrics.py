"""指标: what is known to be counted, how often the store has it, what a sentence gives, and labels that still want a metric."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from brigade.common import metrics_with
from brigade.web.workplace import workplace
from extract import Fact, extract_report
from extract.examples import reasons
from extract.meaning.activities import activities_of
from patterns import Catalog

tab = Blueprint("metrics", __name__)
HOW_OFTEN = "SELECT metric, count(*) AS n FROM facts WHERE corrected <> 'wrong' GROUP BY metric"
LONGEST = 2000  # characters of a sentence that is tried


@tab.get("/metrics")
def page() -> ResponseReturnValue:
    word, sentence = request.args.get("word", ""), request.args.get("sentence", "")[:LONGEST]
    with workplace().reading() as corpus:
        catalog = corpus.catalog
        found = {r["metric"]: r["n"] for r in corpus.store.rows(HOW_OFTEN)}
        suggestions = corpus.suggest(20)
    return render_template(
        "metrics.html", tab="metrics", rows=metrics_with(word, catalog), found=found, names=activities_of(catalog).names, word=word, sentence=sentence,
        tried=_tried(sentence, catalog) if sentence else [], suggestions=suggestions, catalog=catalog,
    )  # fmt: skip


def _tried(sentence: str, catalog: Catalog) -> list[tuple[Fact, str]]:
    """Each fact of the sentence, with the metrics it might have had instead."""
    facts = extract_report(sentence, period="2023", catalog=catalog).facts
    return [(fact, ";".join(reasons(fact, catalog))) for fact in facts]
