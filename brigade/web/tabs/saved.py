"""比较 › 视图: what somebody chose to compare, kept under a name."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import Blueprint, request, session
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from brigade.web.asking import asked_number
from brigade.web.wanted import wanted
from brigade.web.workplace import workplace
from corpus.errors import CorpusError

tab = Blueprint("saved", __name__)


@tab.get("/compare/views")
def views() -> ResponseReturnValue:
    return {"rows": workplace().views.all()}


@tab.post("/compare/views")
def save() -> ResponseReturnValue:
    """Keeps the `query` under a `name`; one that asks for nothing that there is is refused."""
    place, query = workplace(), request.form.get("query", "")
    args = MultiDict(parse_qsl(query))
    with place.reading() as corpus:
        wanted(args, corpus)
    place.views.save(request.form.get("name", ""), query, str(session.get("who", "")))
    return {"told": "已保存视图。", "rows": place.views.all()}


@tab.post("/compare/views/remove")
def remove() -> ResponseReturnValue:
    number = asked_number("view")
    if not number:
        raise CorpusError("没有说是哪个视图,请在列表中点选。", "arguments")
    name = workplace().views.remove(number)
    return {"told": f"已删除视图“{name}”。", "rows": workplace().views.all()}
