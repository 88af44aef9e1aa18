"""Reports of one brigade and period side by side: what they tell otherwise, and which of them counts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from brigade.common import names_of
from brigade.output.changes import change_rows, counted
from brigade.output.words import RANKS
from brigade.web.asking import who
from brigade.web.workplace import workplace
from corpus import Corpus
from corpus.errors import CorpusError
from corpus.keeping.differences import differences, facts_of
from corpus.keeping.versions import choose, of_periods, settle, write_choice
from corpus.periods import period_in_chinese

tab = Blueprint("versions", __name__)
CHOICES = ("current", "beside")


@tab.get("/import/versions/<ident>")
def page(ident: str) -> ResponseReturnValue:
    """All versions, and one of them, `other` or the next, beside the report."""
    with workplace().reading() as corpus:
        report = corpus.report(ident)
        versions = _versions(corpus, report)
        others = [v for v in versions if v["report_id"] != report["report_id"]]
        other = next((v for v in others if v["report_id"] == request.args.get("other")), others[0] if others else None)
        changes = []
        if other is not None:
            told = facts_of(corpus.store, [report["report_id"], other["report_id"]])
            changes = differences(told[other["report_id"]], told[report["report_id"]])
        rows = change_rows(changes, names_of(corpus.catalog))
    when = period_in_chinese(report["period_start"], report["period_end"])
    return render_template(
        "versions.html",
        tab="import",
        report=report,
        period=when,
        versions=[_shown(v) for v in versions],
        other=other,
        rows=rows,
        told=counted(changes),
    )


@tab.post("/import/versions/choose")
def choice() -> ResponseReturnValue:
    """Makes a version the one that counts, or one that counts beside the others."""
    form, name = request.form, who()
    if form.get("how") not in CHOICES:
        raise CorpusError("没有说是以它为现行,还是两份都计入。", "arguments")
    with workplace().corpus() as corpus:
        report = corpus.report(form.get("report", ""))
        if form["how"] == "current":
            choose(corpus.store, report, corpus.catalog, who=name, why=form.get("why", ""))
        else:
            _beside(corpus, report, name, form.get("why", ""))
    words = "已以这一份为现行" if form["how"] == "current" else "这一份与现行的都计入"
    return {"told": f"{words}:{report['title'] or Path(report['path']).name}"}


def _beside(corpus: Corpus, report: dict[str, Any], name: str, why: str) -> None:
    from corpus.keeping import keptcells

    group = (report["brigade"], report["period_start"], report["period_end"])
    if not all(group):
        raise CorpusError("这份报告的大队或期间未知,请先补上。", "arguments")
    with corpus.store.transaction():
        write_choice(corpus.store, "beside", report, name, why)
        settle(corpus.store, [group])
        keptcells.refresh(corpus.store, [group], corpus.catalog)


def _versions(corpus: Corpus, report: dict[str, Any]) -> list[dict[str, Any]]:
    found = of_periods(corpus.store, [(report["brigade"], report["period_start"], report["period_end"])])
    return sorted(found or [report], key=lambda v: (not v["current"], v["report_id"]))


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    told = [RANKS.get(row["rank"], ""), f"第{row['revision']:g}稿" if row["revision"] and row["revision"] > 1 else ""]
    changed = datetime.fromtimestamp(row["modified"]).strftime("%Y-%m-%d %H:%M") if row["modified"] else ""
    return {**row, "version": " ".join(filter(None, told)), "file": Path(row["path"]).name, "changed": changed}
