"""核对: the list of reports to go through, and a report's text beside its facts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from brigade.common import json_of, stored_report
from brigade.common.stored import StoredReport
from brigade.output.bench import packed, rows_of
from brigade.output.report_page import STYLE, marked
from brigade.output.words import REASONS, REVIEW
from brigade.web.tabs.original import FORMS
from brigade.web.workplace import workplace
from corpus.periods import period_in_chinese
from extract.meaning.activities import activities_of

tab = Blueprint("review", __name__)
_STATES = {"": "none", "doing": "doing", "done": "done"}


@tab.get("/review.css")
def style() -> Response:
    """How the marked text looks, as in the saved page of a report."""
    return Response(STYLE, mimetype="text/css")


@tab.get("/review")
def choose() -> ResponseReturnValue:
    states = {_STATES[key]: name for key, name in REVIEW.items()}
    return render_template("reports.html", tab="review", states=states)


@tab.get("/review/<ident>")
def page(ident: str) -> ResponseReturnValue:
    """The bench: text and facts of one report."""
    with workplace().reading() as corpus:
        told = stored_report(corpus, ident, brief=True)
        names = activities_of(corpus.catalog).names
        versions = corpus.store.rows(
            """SELECT count(*) AS n FROM reports WHERE brigade <> '' AND brigade = ? AND period_start = ? AND period_end = ?""",
            [told.report[name] for name in ("brigade", "period_start", "period_end")],
        )[0]["n"]
    report = told.report
    shown = {
        "id": report["report_id"],
        "state": report["review"] or "",
        "rows": packed(rows_of(told.facts, told.names, report)),
        "left": _left(told),
    }
    there = {f["activity"] for f in told.facts if f["metric"]}
    return render_template(
        "review.html", tab="review", report=report, period=period_in_chinese(report["period_start"], report["period_end"]), body=_text(told),
        shown=json_of(shown).replace("<", "\\u003c"), activities={k: n for k, n in names.items() if k in there}, versions=versions, states=REVIEW,
        pictured=report["format"] in FORMS,
    )  # fmt: skip


@tab.get("/review/<ident>/text")
def text(ident: str) -> ResponseReturnValue:
    """The text and the facts anew, after one was added or taken off."""
    with workplace().reading() as corpus:
        told = stored_report(corpus, ident, brief=True)
    return {"text": _text(told), "rows": packed(rows_of(told.facts, told.names, told.report))}


def _text(told: StoredReport) -> str:
    return marked(told.report["text"], told.facts, told.left, told.names, bare=True)


def _left(told: StoredReport) -> list[dict[str, Any]]:
    """Numerals that are no facts, with the reason."""
    return [{"start": r["start"], "end": r["end"], "quote": r["quote"], "reason": REASONS.get(r["reason"], r["reason"])} for r in told.left]
