"""工作台: what waits for a person, each with its count and the way to it; the last imports."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from brigade.output.words import REVIEW
from brigade.web.queue import DOUBT, NOT, READING, WAITING
from brigade.web.workplace import workplace
from corpus.keeping.waiting import Waits, periods_of, unreported, what_waits
from corpus.periods import period_in_chinese, period_name

tab = Blueprint("home", __name__)
NAMED = 60  # brigades that are named


@tab.get("/")
def page() -> ResponseReturnValue:
    place = workplace()
    with place.reading() as corpus:
        waits = what_waits(corpus.store)
        spans = periods_of(corpus.store)
        asked = request.args.get("period", "")
        now = next((span for span in spans if period_name(*span) == asked), spans[0] if spans else None)
        registry = corpus.registry
        silent = unreported(corpus.store, registry, now) if registry is not None and now is not None else None
    return render_template(
        "home.html", tab="home", waits=waits, tasks=_tasks(waits, place.queue.counts()), worst=[_report(r) for r in waits.worst],
        last=[_report(r) for r in waits.last], silent=silent, named=NAMED, now=period_name(*now) if now else "",
        periods=[(period_name(*span), period_in_chinese(*span)) for span in spans],
    )  # fmt: skip


def _tasks(waits: Waits, queue: dict[str, int]) -> list[tuple[int, str, str, str]]:
    """(count, its unit, what waits, where to go) of all that there is any of."""
    told = [
        (queue.get(WAITING, 0) + queue.get(READING, 0), "个", "正在导入的文件", "/import"),
        (queue.get(DOUBT, 0), "个", "导入时有疑问的文件", "/import"),
        (queue.get(NOT, 0), "个", "没有导入的文件", "/import"),
        (waits.unnamed, "份", "大队或期间未识别的报告", "/import"),
        (waits.doubts, "处", f"存疑的数字,在 {waits.doubtful:,} 份报告中", "/review?doubts=1&state="),
        (waits.open, "份", "还没核对完的报告", "/review"),
        (waits.phrases, "种", "待定的说法,还没有归到指标", "/metrics"),
    ]
    return [task for task in told if task[0]]


def _report(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["report_id"], "brigade": row["brigade"] or "大队未识别", "period": period_in_chinese(row["period_start"], row["period_end"]) or "期间未识别",
        "file": PurePath(row["path"]).name, "doubts": row["doubts"], "state": REVIEW[row["review"] or ""],
        "at": row["imported_at"].isoformat(" ", "minutes") if row["imported_at"] else "",
    }  # fmt: skip
