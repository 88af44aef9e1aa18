"""核对: a report's text beside its facts, and a person's corrections of these."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brigade.common import stored_report
from brigade.output.report_page import STYLE, marked
from brigade.output.words import REASONS
from brigade.web.workplace import workplace
from corpus.errors import CorpusError
from corpus.keeping import corrections
from corpus.reading.names import metric_id

tab = Blueprint("review", __name__)
DEEDS = ("wrong", "metric", "value", "add")


@tab.get("/review")
def choose() -> ResponseReturnValue:
    with workplace().corpus() as corpus:
        reports = corpus.reports().to_dict("records")
    return render_template("review.html", tab="review", reports=reports, report=None)


@tab.get("/review/<ident>")
def page(ident: str) -> ResponseReturnValue:
    with workplace().corpus() as corpus:
        reports = corpus.reports().to_dict("records")
        told = stored_report(corpus, ident)
    body = marked(told.report["text"], told.facts, told.left, told.names)
    return render_template("review.html", tab="review", reports=reports, body=body, style=STYLE, reasons=REASONS, **told._asdict())


@tab.post("/review/<ident>/correct")
def correct(ident: str) -> ResponseReturnValue:
    """Lays a correction over the fact at a place of the text, or adds one that was missed."""
    form = request.form
    deed = form["deed"]
    if deed not in DEEDS:
        raise CorpusError("不认识的更正方式。", "arguments")
    with workplace().corpus() as corpus:
        metric = metric_id(form["metric"].split(" ")[0], corpus.catalog) if deed in ("metric", "add") else None
        try:
            start, end = int(form["start"]), int(form["end"])
        except ValueError as error:
            raise CorpusError("更正的位置不对,请重新点选数据。", "arguments") from error
        value = form["value"] if deed in ("value", "add") else None
        corrections.correct(
            corpus.store, ident, start, end, "change" if deed in ("value", "metric") else deed, corpus.catalog, metric=metric, value=value,
            unit=form.get("unit", "") if value is not None else "", label=form.get("label", ""), who=form.get("who", ""), why=form.get("why", ""),
        )  # fmt: skip
    flash("已更正。")
    return redirect(url_for("review.page", ident=ident) + f"#f{form['start']}")
