"""查错: the figures of a draft, checked; what was found as a page and as comments in the draft's Word file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from brigade.common import period_of, write_text
from brigade.output import check_page, word
from brigade.web.headers import with_inline
from brigade.web.jobs import Job
from brigade.web.uploads import KEY, uploaded, uploaded_if_any
from brigade.web.workplace import Workplace, workplace
from corpus.answers import Draft, answers_file, read_answers, split
from corpus.checks.run import run_checks
from corpus.errors import CorpusError
from corpus.reading.bounded import read
from corpus.review import context_of
from extract import Period

tab = Blueprint("check", __name__)


@tab.get("/check")
def page() -> ResponseReturnValue:
    return render_template("check.html", tab="check", job=None)


@tab.post("/check")
def begin() -> ResponseReturnValue:
    """Begins to check an uploaded draft against the store and a ledger; `outcome` shows how far that is and what was found."""
    path = uploaded("draft", "请选择要检查的草稿。")
    ledger = uploaded_if_any("ledger")
    period, place = period_of(request.form.get("period") or None), workplace()
    place.jobs.start(path.parent.name, lambda job: _checked(place, path, ledger, period, job))
    return redirect(url_for("check.outcome", draft=path.parent.name))


def _checked(place: Workplace, path: Path, ledger: Path | None, period: Period | None, job: Job) -> dict[str, Any]:
    """What is shown of the check; its page and its Word file are kept beside the draft, where `reviewed` gives them out."""
    job.step = "正在读取草稿"
    document = read(path)
    job.step = "正在提取数据并与往期和台账核对"
    with place.reading() as corpus:
        context = context_of(document, corpus=corpus, period=period, ledger=str(ledger) if ledger else None)
        answers = read_answers(answers_file(path, place.db))
        findings, answered = split(run_checks(context), answers, Draft.of(context))
    job.step = "正在写出批注"
    write_text(path.parent / "reviewed.html", check_page.page(context.report.title or path.name, document.text, findings))
    word.write(str(path.parent / "reviewed.docx"), document, findings)
    return {"findings": findings, "name": path.stem, "count": len(context.rows), "answered": len(answered)}


@tab.get("/check/<draft>")
def outcome(draft: str) -> ResponseReturnValue:
    job = workplace().jobs.get(draft)
    if job is None:
        raise CorpusError("这次检查的结果已不在,请重新上传草稿。", "missing")
    if job.error:
        raise CorpusError(job.error, "check")
    return render_template("check.html", tab="check", job=job, draft=draft, **(job.result or {}))


@tab.get("/check/<draft>/<kind>")
def reviewed(draft: str, kind: str) -> ResponseReturnValue:
    """The page or the Word file that a check made; only those, only inside the folder of uploads."""
    path = workplace().uploads / draft / f"reviewed.{kind}"
    if not re.fullmatch(KEY, draft) or kind not in ("html", "docx") or not path.is_file():
        abort(404)
    if kind == "html":
        return with_inline(path.read_text(encoding="utf-8"), [check_page.STYLE])
    return send_file(path, as_attachment=True, download_name="草稿批注.docx")
