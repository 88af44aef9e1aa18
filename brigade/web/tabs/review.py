"""核对: a report's text beside its facts, and a person's corrections of these."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brigade.common import stored_report
from brigade.output.journal import sentence
from brigade.output.report_page import STYLE, marked
from brigade.output.words import REASONS
from brigade.web.workplace import workplace
from corpus import Corpus
from corpus.errors import CorpusError
from corpus.keeping import corrections, journal
from corpus.keeping.journal import Entry
from corpus.keeping.undoing import redo, undo
from corpus.reading.names import metric_id

tab = Blueprint("review", __name__)
DEEDS = ("wrong", "metric", "value", "add")


@tab.get("/review.css")
def style() -> Response:
    """How the marked text looks, as in the saved page of a report."""
    return Response(STYLE, mimetype="text/css")


@tab.get("/review")
def choose() -> ResponseReturnValue:
    with workplace().reading() as corpus:
        reports = corpus.reports().to_dict("records")
    return render_template("review.html", tab="review", reports=reports, report=None)


@tab.get("/review/<ident>")
def page(ident: str) -> ResponseReturnValue:
    with workplace().reading() as corpus:
        reports = corpus.reports().to_dict("records")
        told = stored_report(corpus, ident)
        history = [_line(entry, corpus) for entry in journal.of_report(corpus.store, told.report) if entry.deed not in journal.UNDOING]
    body = marked(told.report["text"], told.facts, told.left, told.names)
    return render_template("review.html", tab="review", reports=reports, body=body, reasons=REASONS, history=history, **told._asdict())


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
        number = corrections.correct(
            corpus.store, ident, start, end, "change" if deed in ("value", "metric") else deed, corpus.catalog, metric=metric, value=value,
            unit=form.get("unit", "") if value is not None else "", label=form.get("label", ""), who=form.get("who", ""), why=form.get("why", ""),
            teach="teach" in form,
        )  # fmt: skip
        taught = bool(journal.lessons_with(corpus.store, number))
    flash("已更正。" + ("同样说法的其他数据和以后的报告也随之归类。" if taught else ""))
    return redirect(url_for("review.page", ident=ident) + f"#f{form['start']}")


@tab.post("/review/<ident>/turn")
def turn(ident: str) -> ResponseReturnValue:
    """Undoes a correction of the report, or does it again."""
    form = request.form
    if not form.get("number", "").isdigit():
        raise CorpusError("没有说是哪一条更正,请在更正记录中点选。", "arguments")
    with workplace().corpus() as corpus:
        again = "redo" in form
        done = (redo if again else undo)(corpus.store, corpus.catalog, int(form["number"]), who=form.get("who", ""))
    flash(f"已{'重做' if again else '撤销'}第 {done.entry.id} 号更正" + ("。" if done.effect else ",现有数据没有变化。"))
    return redirect(url_for("review.page", ident=ident) + "#history")


def _line(entry: Entry, corpus: Corpus) -> dict[str, Any]:
    """A line of the journal as the page shows it."""
    at = entry.at.isoformat(" ", "minutes") if entry.at else ""
    told = sentence(entry, corpus.catalog)
    return {"id": entry.id, "at": at, "who": entry.who, "why": entry.why, "told": told, "holds": journal.in_force(corpus.store, entry.id)}
