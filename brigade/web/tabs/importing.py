"""导入: uploads into the queue, and what comes of them; whose a report is and of when, said by a person; taken out again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from brigade.common import json_of, period_of
from brigade.output.words import PROBLEMS
from brigade.web.asking import asked_number, asked_page, number_of, rows_of, who
from brigade.web.queue import ENDED, NOT, READING, STOPPED, WAITING, Waiting
from brigade.web.uploads import ALLOWED, dated, forget, safe_name, uploaded
from brigade.web.workplace import workplace
from corpus.errors import CorpusError
from corpus.keeping import paging
from corpus.keeping.identity import set_identity
from corpus.keeping.register import rows_of as brigades_of
from corpus.keeping.reports import of_ids
from corpus.periods import period_in_chinese
from corpus.reading.identify.periods import period_told

tab = Blueprint("importing", __name__)
LASTING = 20.0  # seconds that a stream stays open
LONGEST_NAME, SHORTEST_NAME = 40, 2  # characters of the name of a brigade
_ALIKE = 80.0  # of 100, from which two names may be meant to be one
PULSE = 1.5  # seconds between two signs of life
AGAIN = 1500  # milliseconds after which a visitor asks again
_WORDS = {WAITING: "排队", READING: "正在读", STOPPED: "已停止", "done": "已导入", "doubt": "有疑问", NOT: "未导入"}


@tab.get("/import")
def page() -> ResponseReturnValue:
    return render_template("import.html", tab="import", allowed=sorted(ALLOWED), kinds=PROBLEMS)


@tab.post("/import/upload")
def upload() -> ResponseReturnValue:
    """Puts an upload into the queue; a file of a type that is not read, of which a script may send just the `name`, is listed as not imported."""
    place = workplace()
    name = safe_name(request.form.get("name", "") or (request.files["file"].filename or "" if "file" in request.files else ""))
    if Path(name).suffix.lower() not in ALLOWED:
        why = f"不支持“{Path(name).suffix or name}”类型的文件,没有读取。"
        return {"id": place.queue.add(name, state=NOT, told={"why": why})}
    path = uploaded("file", "没有选择文件。")
    dated(path, _seconds(request.form.get("modified", "")))
    number = place.queue.add(path.name, path.parent.name)
    place.reader.wake()
    return {"id": number}


def _seconds(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        return 0.0


@tab.get("/import/queue")
def queue() -> ResponseReturnValue:
    return _news(request.args.get("since", 0, int))


@tab.get("/import/events")
def events() -> ResponseReturnValue:
    """News of the queue as they come (server-sent events), each with what has changed since the last; ends when nothing is left to be read."""
    place = workplace()
    told = request.headers.get("Last-Event-ID") or request.args.get("since", "0")
    since = number_of(told) or 0
    waits = place.streams.acquire(blocking=False)

    def stream() -> Iterator[str]:
        last, end = since, time.monotonic() + LASTING
        try:
            while True:
                news = _news(last)
                last = news["last"]
                yield f"retry: {AGAIN}\nid: {last}\ndata: {json_of(news)}\n\n"
                if not news["busy"] or not waits:
                    return
                while not place.queue.wait(last, PULSE):
                    if time.monotonic() > end:
                        return
                    yield ":\n\n"  # to somebody who has gone this fails, and the stream ends
        finally:
            if waits:
                place.streams.release()

    return Response(stream_with_context(stream()), mimetype="text/event-stream")


def _news(since: int) -> dict[str, Any]:
    place = workplace()
    counts, last = place.queue.counts(), place.queue.last()  # before the files: what happens in between is told again, not missed
    files = place.queue.since(since)
    return {
        "files": _rows(files), "last": max((f.changed for f in files), default=max(since, last)), "counts": counts,
        "busy": bool(counts.get(WAITING) or counts.get(READING)), "ended": sum(counts.get(state, 0) for state in ENDED),
    }  # fmt: skip


def _rows(files: list[Waiting]) -> list[dict[str, Any]]:
    """The files as the page shows them: a row a report, one for a file without any."""
    idents = [ident for f in files for ident in f.told.get("reports", ())]
    reports = {}
    if idents:
        with workplace().reading() as corpus:
            reports = {r["report_id"]: r for r in of_ids(corpus.store, idents)}
    return [
        _row(f, reports.get(ident), n)
        for f in files
        for n, ident in enumerate([i for i in f.told.get("reports", ()) if i in reports] or [""])
    ]


def _row(file: Waiting, report: dict[str, Any] | None, n: int) -> dict[str, Any]:
    told = file.told
    same = "同一大队、同一期间库中已有另一份,请比较各版" if told.get("versions") else ""
    said = dict.fromkeys([told.get("why", ""), *told.get("doubts", ()), *told.get("unread", ()), same])
    row: dict[str, Any] = {
        "id": f"{file.id}.{n}", "file": file.id, "name": file.name, "state": file.state, "word": _WORDS[file.state], "said": "；".join(filter(None, said)),
        "asked": bool(told.get("asked")), "report": "", "brigade": "", "period": "", "facts": "", "doubts": "", "versions": False,
    }  # fmt: skip
    if report is not None:
        row |= {
            "report": report["report_id"], "brigade": report["brigade"], "period": period_in_chinese(report["period_start"], report["period_end"]),
            "facts": report["facts"], "doubts": report["doubts"] + report["loose"], "versions": report["report_id"] in told.get("versions", ()),
        }  # fmt: skip
    return row


@tab.post("/import/stop")
def stop() -> ResponseReturnValue:
    """Nothing more is begun; what is at work is read to its end."""
    return {"count": workplace().queue.turn(WAITING, STOPPED)}


@tab.post("/import/go")
def go() -> ResponseReturnValue:
    place = workplace()
    count = place.queue.turn(STOPPED, WAITING)
    place.reader.wake()
    return {"count": count}


@tab.post("/import/force")
def force() -> ResponseReturnValue:
    """Stores a file that looked like no report."""
    place, number = workplace(), asked_number("file")
    if not number or not place.queue.turn(NOT, WAITING, [number], forced=True):
        raise CorpusError("列表中没有这个文件,请刷新页面。", "missing")
    place.reader.wake()
    return {"count": 1}


@tab.post("/import/clear")
def clear() -> ResponseReturnValue:
    """Takes what has ended off the list; the store stays as it is."""
    return {"count": workplace().queue.clear()}


@tab.post("/import/set")
def set_() -> ResponseReturnValue:
    """Gives a report another brigade or period."""
    form, name = request.form, who()
    period = period_of(form["period"].strip()) if form.get("period", "").strip() else None
    if form.get("brigade", "").strip():
        expect_name(form["brigade"].strip())
    with workplace().corpus() as corpus:
        report = corpus.report(form.get("report", ""))
        known = [row["name"] for row in brigades_of(corpus.store) if row["name"]]
        number = set_identity(
            corpus.store, report, corpus.catalog, brigade=form.get("brigade", "").strip() or None, period=period, who=name
        )
        report = of_ids(corpus.store, [report["report_id"]])[0]
        several = corpus.store.rows(
            'SELECT count(*) AS n FROM reports WHERE brigade = ? AND period_start = ? AND period_end = ?',
            [report[key] for key in ("brigade", "period_start", "period_end")],
        )[0]["n"]  # fmt: skip
    when = period_in_chinese(report["period_start"], report["period_end"])
    told = f"已改为 {report['brigade'] or '大队未识别'} {when or '期间未识别'}(第 {number} 号)。"
    told += _new_name(report["brigade"], known) if form.get("brigade", "").strip() else ""
    told += f"同一大队、同一期间现有 {several} 份,请比较各版。" if several > 1 else ""
    return {"told": told, "number": number, "brigade": report["brigade"], "period": when, "versions": several > 1}


def _new_name(name: str, known: list[str]) -> str:
    """What is said of a name that nobody had until now, where others are like it."""
    if name in known:
        return ""
    from rapidfuzz import fuzz

    like = [other for other in known if name in other or other in name or fuzz.ratio(name, other) >= _ALIKE][:3]
    return f"“{name}”是新名称,库中相近的有:{'、'.join(like)};写错了请再改。" if like else ""


def expect_name(name: str) -> None:
    """Raises CorpusError for what cannot be the name of a brigade: it has letters of the script, no marks, and an end."""
    if period_told(name) is not None:
        raise CorpusError(f"“{name}”是期间,请写在“期间”一格。", "arguments")
    letters = "".join(name.split()).translate(str.maketrans("", "", "（）()·-—"))
    if len(letters) > LONGEST_NAME or not letters.isalnum() or sum("\u4e00" <= c <= "\u9fff" for c in letters) < SHORTEST_NAME:
        raise CorpusError(f"“{name[:LONGEST_NAME]}”不像大队名称,请写中文全称,如 清河县消防救援大队。", "arguments")


@tab.get("/import/names")
def names() -> ResponseReturnValue:
    """What may be written for a brigade and a period: the names of the store and its register, and the periods of its reports."""
    with workplace().reading() as corpus:
        brigades = [row["name"] for row in brigades_of(corpus.store) if row["name"]]
        periods = corpus.store.rows("SELECT DISTINCT period_start, period_end FROM reports WHERE period_end IS NOT NULL ORDER BY 2 DESC, 1")
    return {"brigades": brigades, "periods": [period_in_chinese(r["period_start"], r["period_end"]) for r in periods]}


@tab.get("/import/problems")
def problems() -> ResponseReturnValue:
    """A page of what could not be read or is to be looked at."""
    query, order = "SELECT path, kind, message, report_id FROM problems", {"kind": "kind", "path": "path"}
    with workplace().reading() as corpus:
        found = paging.listed(corpus.store, query, [], asked_page(), order, "path, kind, message")
    page, hidden = asked_page(), workplace().hidden
    first = (max(1, page.number) - 1) * page.size
    rows = [
        {"id": first + n, "file": hidden(r["path"]), "kind": PROBLEMS.get(r["kind"], r["kind"]), "told": hidden(r["message"]), "report": r["report_id"] or ""}
        for n, r in enumerate(found.rows)
    ]  # fmt: skip
    return rows_of(found, rows)


@tab.post("/remove")
def remove() -> ResponseReturnValue:
    """Takes one report out of the store, named by its id."""
    ident, name = request.form.get("report", ""), who()
    with workplace().corpus() as corpus:
        if not corpus.store.rows("SELECT 1 FROM reports WHERE report_id = ?", [ident]):
            raise CorpusError("没有这份报告,可能已经删除,请刷新列表。", "missing")
        report = corpus.remove(ident, who=name)
        others = corpus.store.rows("SELECT 1 FROM reports WHERE path = ?", [report["path"]])
    if not others:
        forget(report["path"])
    told = f"已删除:{report['title'] or Path(report['path']).name}"
    if request.headers.get("X-Token"):
        return {"told": told}
    flash(told)
    return redirect(url_for("importing.page"))
