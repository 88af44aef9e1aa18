"""导入: uploads into the store; whose they are and when, confirmed by a person; taken out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brigade.common import period_of
from brigade.web.uploads import uploaded
from brigade.web.workplace import workplace
from corpus.errors import CorpusError
from corpus.importing.importer import Summary
from corpus.periods import period_name

tab = Blueprint("importing", __name__)
OF_FILE = "SELECT report_id, brigade, period_start, period_end, facts FROM reports WHERE path = ?"


@tab.get("/import")
def page() -> ResponseReturnValue:
    with workplace().corpus() as corpus:
        reports = corpus.reports().to_dict("records")
        problems = corpus.problems()
    return render_template("import.html", tab="import", reports=reports, problems=problems)


@tab.post("/import/file")
def one_file() -> ResponseReturnValue:
    """Reads one upload into the store; answers the page's script with JSON whatever happens to the upload."""
    try:
        path = uploaded("file", "没有选择文件。")
    except CorpusError as error:
        return {"error": str(error)}, 400
    with workplace().corpus() as corpus:
        summary = corpus.import_files([str(path)])
        rows = corpus.store.rows(OF_FILE, [str(path.resolve())])
    return _read(path, summary, rows)


def _read(path: Path, summary: Summary, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page is told of a file: why it could not be read, or its reports, what is doubtful, what else there is to say."""
    if summary.failed:
        return {"name": path.name, "failed": summary.failed[0][2].replace(str(path), path.name)}
    reports = [
        {"id": r["report_id"], "brigade": r["brigade"], "period": period_name(r["period_start"], r["period_end"]), "facts": r["facts"]}
        for r in rows
    ]
    doubts = [m for _, kind, m in summary.review if kind == "review"]
    notes = [m for _, kind, m in summary.review if kind != "review"]
    return {"name": path.name, "reports": reports, "doubts": doubts, "notes": notes}


@tab.post("/import/confirm")
def confirm() -> ResponseReturnValue:
    """Reads a report again with the brigade and the period that a person gave it."""
    period = period_of(request.form.get("period") or None)
    with workplace().corpus() as corpus:
        report = corpus.report(request.form["report"])
        if not Path(report["path"]).is_file():
            raise CorpusError("原文件已不在,无法重新读取,请重新上传。", "missing")
        corpus.import_files([report["path"]], brigade=request.form.get("brigade") or None, period=period)
    flash("已确认。")
    return redirect(url_for("importing.page"))


@tab.post("/remove")
def remove() -> ResponseReturnValue:
    with workplace().corpus() as corpus:
        report = corpus.remove(request.form["report"])
    flash(f"已删除:{report['title'] or report['path']}")
    return redirect(url_for("importing.page"))
