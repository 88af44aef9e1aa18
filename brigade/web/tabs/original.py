"""The original page or scan of a report, with the place of a figure on it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from brigade.web.workplace import workplace
from corpus.errors import CorpusError
from corpus.processes.bounded import OutOfBounds
from corpus.reading.originals import Sought, find, picture

tab = Blueprint("original", __name__)
FORMS = ("pdf", "image")  # of which there is a page to be shown
_AROUND = 40  # characters
_NOT_SEEN = "原文件中找不到这个数字所在的页。"


@tab.get("/review/<ident>/original")
def spot(ident: str) -> ResponseReturnValue:
    """The page on which the text at [start, end) stands, its size, and the boxes around it; `why` where it cannot be shown."""
    report = _report(ident)
    start, end = request.args.get("start", 0, int), request.args.get("end", 0, int)
    text = report["text"]
    if not 0 <= start < end <= len(text):
        raise CorpusError("位置不在原文中,请重新点选数据。", "arguments")
    where = re.search(r"\d+", _where(ident, start))
    sought = Sought(text[start:end], text[max(0, start - _AROUND) : start], text[end : end + _AROUND], int(where[0]) if where else 0)
    try:
        found = find(report["path"], report["format"], sought)
    except OutOfBounds as error:
        raise CorpusError("原文件太大,没有读完,请直接打开文件查看。", "too_slow") from error
    except Exception as error:  # whatever a damaged file makes a library say
        raise CorpusError("原文件打不开,请直接打开文件查看。", "unreadable") from error
    if found is None:
        return {"page": 0, "why": _NOT_SEEN}
    return {"page": found.page, "width": found.width, "height": found.height, "boxes": found.boxes}


@tab.get("/review/<ident>/original/<int:page>.png")
def page(ident: str, page: int) -> ResponseReturnValue:
    report = _report(ident)
    try:
        drawn = picture(report["path"], report["format"], page)
    except Exception:  # whatever a damaged file makes a library say
        abort(404, "这一页不能显示。")
    return Response(drawn, mimetype="image/png")


def _report(ident: str) -> dict[str, Any]:
    """The report.  Raises CorpusError where its original is not there, or has no pages to be shown."""
    with workplace().reading() as corpus:
        report = corpus.report(ident)
    if report["format"] not in FORMS:
        raise CorpusError("这份报告的原件不是 PDF 或图片,没有可对照的页面。", "type")
    if not Path(report["path"]).is_file():
        raise CorpusError("原文件已不在原处,不能对照。", "missing")
    return report


def _where(ident: str, start: int) -> str:
    """Where the reader saw what stands at a place, by the nearest fact before it."""
    query = 'SELECT "where" FROM facts WHERE report_id = ? AND "start" <= ? AND "where" <> \'\' ORDER BY "start" DESC LIMIT 1'
    with workplace().reading() as corpus:
        rows = corpus.store.rows(query, [corpus.report(ident)["report_id"], start])
    return str(rows[0]["where"]) if rows else ""
