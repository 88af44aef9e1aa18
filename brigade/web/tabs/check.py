"""查错: a draft is checked; its findings stand beside the text, are answered, mended, and given out as Word files."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from brigade.common import json_of, period_of
from brigade.output import revisions, word
from brigade.output.findings import counted, marked, rows_of
from brigade.web.asking import number_of, who
from brigade.web.checked import NAME, Checked
from brigade.web.jobs import Job
from brigade.web.uploads import KEY, forget, kept, uploaded, uploaded_if_any
from brigade.web.workplace import Workplace, workplace
from corpus.answers import SCOPES, Answer, add_answers, answers_file, read_answers, withdraw
from corpus.aside import report_aside
from corpus.checks.run import run_checks
from corpus.errors import CorpusError
from corpus.periods import period_in_chinese
from corpus.reading.bounded import read
from corpus.review import context_of
from extract import Period

tab = Blueprint("check", __name__)
RECENT = 20  # checks that are listed
LONGEST = 200  # characters of a reason


@tab.get("/check")
def page() -> ResponseReturnValue:
    return render_template("check.html", tab="check", recent=_recent())


@tab.post("/check")
def begin() -> ResponseReturnValue:
    """Begins to check an uploaded draft against the store and a ledger, the one of an earlier version where none is given; `outcome` shows the rest."""
    path, form, place = uploaded("draft", "请选择要检查的草稿。"), request.form, workplace()
    ledger = uploaded_if_any("ledger")
    if ledger is None and form.get("ledger_upload"):
        ledger = kept(form["ledger_upload"])
    period = period_of(form.get("period", "").strip() or None)
    brigade = form.get("brigade", "").strip() or None
    place.jobs.start(path.parent.name, lambda job: _checked(place, path, ledger, brigade, period, job))
    return redirect(url_for("check.outcome", draft=path.parent.name))


def _checked(place: Workplace, path: Path, ledger: Path | None, brigade: str | None, period: Period | None, job: Job) -> None:
    """Checks the draft and keeps what was found beside it."""
    job.step = "正在读取草稿"
    document = read(path)
    job.step = "正在提取数据并与往期和台账核对"
    with place.reading() as corpus:
        context = context_of(
            document, corpus=corpus, brigade=brigade, period=period, ledger=str(ledger) if ledger else None, reader=report_aside
        )
        findings = run_checks(context)
    own = context.report.period
    Checked(
        name=path.name, title=context.report.title or path.stem, text=document.text, brigade=context.brigade,
        period=f"{own.start}—{own.end}" if own.end else "", when=period_in_chinese(own.start, own.end), count=len(context.rows),
        at=datetime.now().isoformat(" ", "minutes"), findings=findings, notes=list(context.ledger_notes), doubts=list(context.doubts), ledger_upload=ledger.parent.name if ledger else "",
        ledger=[{"metric": e.metric, "name": e.name, "value": float(e.value), "unit": e.unit, "where": e.where} for e in context.ledger],
    ).save(path.parent)  # fmt: skip


@tab.get("/check/<draft>")
def outcome(draft: str) -> ResponseReturnValue:
    job = workplace().jobs.get(draft)
    if job is not None and job.error:
        raise CorpusError(job.error, "check")
    if job is not None and not job.done:
        return render_template("checking.html", tab="check", draft=draft, job=job)
    checked = _kept(draft)
    answers = _answers()
    rows = rows_of(checked.findings, [checked.answer_of(f, answers) for f in checked.findings], checked.taken)
    return render_template(
        "checked.html", tab="check", draft=draft, checked=checked, body=marked(checked.text, checked.findings),
        shown=json_of({"draft": draft, "rows": rows}).replace("<", "\\u003c"), counts=counted(checked.open(answers)), scopes=SCOPES,
    )  # fmt: skip


@tab.get("/check/<draft>/state")
def state(draft: str) -> ResponseReturnValue:
    """How far a check is."""
    job = workplace().jobs.get(draft)
    if job is None or job.done:
        return {"done": True}
    return {"done": False, "step": job.step, "seconds": job.seconds}


@tab.post("/check/<draft>/answer")
def answer(draft: str) -> ResponseReturnValue:
    """Silences a finding, or all of its kind, with a reason; takes an answer back where none is given (`withdraw`)."""
    form, name, place = request.form, who(), workplace()
    checked = _kept(draft)
    finding = _finding(checked)
    path = answers_file(place.uploads / draft, place.db)
    with place.answering:
        if "withdraw" in form:
            withdraw(path, finding, checked.draft)
        else:
            reason, scope = form.get("reason", "").strip()[:LONGEST], form.get("scope", "once")
            if not reason:
                raise CorpusError("请写明为什么不用改。", "arguments")
            if scope not in SCOPES:
                raise CorpusError("没有说是忽略这一条还是这一类。", "arguments")
            add_answers(path, [finding], reason, checked.draft, scope, who=name)
    return _state(checked)


@tab.post("/check/<draft>/mend")
def mend(draft: str) -> ResponseReturnValue:
    """Accepts a certain mend, or (`off`) takes it back."""
    checked = _kept(draft)
    finding = _finding(checked)
    if finding.mend is None or revisions.disputed(finding, checked.findings):
        raise CorpusError("这一条没有把握怎样改,请自行修改草稿。", "arguments")
    number = checked.findings.index(finding)
    others = [n for n in checked.taken if n != number]
    checked.taken = others if "off" in request.form else sorted([*others, number])
    checked.save(workplace().uploads / draft)
    return _state(checked)


@tab.get("/check/<draft>/<kind>.docx")
def file(draft: str, kind: str) -> ResponseReturnValue:
    """The draft with comments for what is open, or with the accepted mends as tracked changes."""
    checked = _kept(draft)
    if kind not in ("commented", "mended"):
        abort(404)
    document = read(_draft(draft))
    if kind == "commented":
        findings = checked.open(_answers())
        made = workplace().made(".docx", lambda path: word.write(path, document, findings))
    else:
        findings = [checked.findings[n] for n in checked.taken]
        made = workplace().made(".docx", lambda path: _none(revisions.write_fixed(path, document, findings)))
    stem = Path(checked.name).stem
    return send_file(made, as_attachment=True, download_name=f"{stem}{'批注' if kind == 'commented' else '修订'}.docx")


@tab.post("/check/<draft>/remove")
def remove(draft: str) -> ResponseReturnValue:
    """Takes a check off the list, with the draft that was uploaded; answers stay for the next version."""
    name = _kept(draft).name
    forget(workplace().uploads / draft / NAME)
    flash(f"已删除“{name}”的检查结果和上传的草稿;忽略的理由保留,下次检查照用。")
    return redirect(url_for("check.page"))


def _none(_: object) -> None:
    return None


def _recent() -> list[dict[str, Any]]:
    """The checks that are kept, the newest first."""
    place, answers = workplace(), _answers()
    found = sorted(place.uploads.glob(f"*/{NAME}"), key=lambda p: p.stat().st_mtime, reverse=True)[:RECENT]
    out = []
    for path in found:
        checked = Checked.load(path.parent)
        if checked is not None:
            out.append({"draft": path.parent.name, "checked": checked, "open": counted(checked.open(answers))})
    return out


def _kept(draft: str) -> Checked:
    """Raises CorpusError where the check is there no more."""
    checked = Checked.load(workplace().uploads / draft) if re.fullmatch(KEY, draft) else None
    if checked is None:
        raise CorpusError("这次检查的结果已不在,请重新上传草稿。", "missing")
    return checked


def _draft(draft: str) -> Path:
    """The draft itself, beside which the check is kept."""
    found = [p for p in (workplace().uploads / draft).iterdir() if p.name != NAME]
    if len(found) != 1:
        raise CorpusError("草稿已不在,请重新上传。", "missing")
    return found[0]


def _answers() -> list[Answer]:
    place = workplace()
    return read_answers(answers_file(place.uploads, place.db))


def _finding(checked: Checked) -> Any:
    """The finding whose number the form names."""
    told = number_of(request.form.get("n", ""))
    if told is None or told >= len(checked.findings):
        raise CorpusError("没有说是哪一条,请刷新页面后再试。", "arguments")
    return checked.findings[told]


def _state(checked: Checked) -> dict[str, Any]:
    answers = _answers()
    rows = rows_of(checked.findings, [checked.answer_of(f, answers) for f in checked.findings], checked.taken)
    return {"rows": rows, "counts": counted(checked.open(answers))}
