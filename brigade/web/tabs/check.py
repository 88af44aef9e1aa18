"""查错: the figures of a draft, checked; what was found as a page and as comments in the draft's Word file."""

from __future__ import annotations

import re

from flask import Blueprint, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from brigade.common import period_of, write_text
from brigade.output import check_page, word
from brigade.web.uploads import uploaded, uploaded_if_any
from brigade.web.workplace import workplace
from corpus.answers import Draft, answers_file, read_answers, split
from corpus.checks.run import run_checks
from corpus.reading.readers import read
from corpus.review import context_of

tab = Blueprint("check", __name__)


@tab.route("/check", methods=["GET", "POST"])
def page() -> ResponseReturnValue:
    return render_template("check.html", tab="check", findings=None) if request.method == "GET" else _checked()


def _checked() -> ResponseReturnValue:
    """Checks an uploaded draft against the store and a ledger; what was found is kept beside the draft, where `reviewed` gives it out."""
    path = uploaded("draft", "请选择要检查的草稿。")
    ledger = uploaded_if_any("ledger")
    document = read(path)
    with workplace().corpus() as corpus:
        period = period_of(request.form.get("period") or None)
        context = context_of(document, corpus=corpus, period=period, ledger=str(ledger) if ledger else None)
        answers = read_answers(answers_file(path, workplace().db))
        findings, answered = split(run_checks(context), answers, Draft.of(context))
    write_text(path.parent / "reviewed.html", check_page.page(context.report.title or path.name, document.text, findings))
    word.write(str(path.parent / "reviewed.docx"), document, findings)
    return render_template(
        "check.html",
        tab="check",
        findings=findings,
        draft=path.parent.name,
        name=path.stem,
        count=len(context.rows),
        answered=len(answered),
    )


@tab.get("/check/<draft>/<kind>")
def reviewed(draft: str, kind: str) -> ResponseReturnValue:
    """The page or the Word file that a check made; only those, only inside the folder of uploads."""
    path = workplace().uploads / draft / f"reviewed.{kind}"
    if not re.fullmatch(r"[0-9a-f]{16}", draft) or kind not in ("html", "docx") or not path.is_file():
        abort(404)
    return send_file(path, as_attachment=kind == "docx", download_name="草稿批注.docx" if kind == "docx" else None)
