"""导入: uploads into the store; whose they are and when, confirmed by a person; taken out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brigade.common import period_of
from brigade.output.imported import COUNTS, REFUSED, UNREAD, counts
from brigade.output.words import PROBLEMS
from brigade.web.uploads import forget, kept, uploaded
from brigade.web.workplace import workplace
from corpus.errors import CorpusError
from corpus.periods import period_name
from corpus.reading.bounded import contents_or_why

tab = Blueprint("importing", __name__)
OF_FILE = "SELECT report_id, brigade, period_start, period_end, facts FROM reports WHERE path = ?"


@tab.get("/import")
def page() -> ResponseReturnValue:
    with workplace().reading() as corpus:
        reports = corpus.reports().to_dict("records")
        problems = corpus.problems()
    return render_template("import.html", tab="import", reports=reports, problems=problems, kinds=PROBLEMS, counts=list(COUNTS.items()))


@tab.post("/import/file")
def one_file() -> ResponseReturnValue:
    """Reads one upload into the store; answers the page's script with JSON whatever happens to the upload."""
    try:
        path = uploaded("file", "没有选择文件。")
    except CorpusError as error:
        return {"error": workplace().hidden(str(error)), "refused": error.kind == "type"}, 400
    return _imported(path, force=False)


@tab.post("/import/forced")
def forced() -> ResponseReturnValue:
    """Stores an upload that looked like no report; it is named by the key that `one_file` gave."""
    try:
        return _imported(kept(request.form.get("upload", "")), force=True)
    except CorpusError as error:
        return {"error": workplace().hidden(str(error))}, 400


def _imported(path: Path, *, force: bool) -> dict[str, Any]:
    """What the page is told of a file: why it is not stored, or its reports; what of it is unread or doubtful; the figures of COUNTS."""
    contents = {str(path): contents_or_why(path)}  # before the store is taken: nobody waits for a file to be read
    with workplace().corpus() as corpus:
        summary = corpus.import_files([str(path)], force=force, contents=contents)
        rows = corpus.store.rows(OF_FILE, [str(path.resolve())])
    told: dict[str, Any] = {"name": path.name, "counts": counts(summary)}
    told["unread"] = [workplace().hidden(m) for _, kind, m in summary.review if kind == UNREAD]
    told["doubts"] = [workplace().hidden(m) for _, kind, m in summary.review if kind != UNREAD]
    if summary.failed:
        _, kind, why = summary.failed[0]
        return {**told, "failed": workplace().hidden(why), "upload": path.parent.name if kind == REFUSED else ""}
    told["reports"] = [
        {"id": r["report_id"], "brigade": r["brigade"], "period": period_name(r["period_start"], r["period_end"]), "facts": r["facts"]}
        for r in rows
    ]
    return told


@tab.post("/import/confirm")
def confirm() -> ResponseReturnValue:
    """Reads a report again with the brigade and the period that a person gave it."""
    period = period_of(request.form.get("period") or None)
    with workplace().corpus() as corpus:
        report = corpus.report(request.form["report"])
        if not Path(report["path"]).is_file():
            raise CorpusError("原文件已不在,无法重新读取,请重新上传。", "missing")
    contents = {report["path"]: contents_or_why(report["path"])}
    with workplace().corpus() as corpus:
        corpus.import_files([report["path"]], brigade=request.form.get("brigade") or None, period=period, contents=contents)
    flash("已确认。")
    return redirect(url_for("importing.page"))


@tab.post("/remove")
def remove() -> ResponseReturnValue:
    ident = request.form.get("report", "")
    with workplace().corpus() as corpus:
        if not corpus.store.rows("SELECT 1 FROM reports WHERE report_id = ?", [ident]):
            raise CorpusError("没有这份报告,可能已经删除,请刷新列表。", "missing")
        report = corpus.remove(ident)
        others = corpus.store.rows("SELECT 1 FROM reports WHERE path = ?", [report["path"]])
    if not others:
        forget(report["path"])
    flash(f"已删除:{report['title'] or Path(report['path']).name}")
    return redirect(url_for("importing.page"))
