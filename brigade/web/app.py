"""The application: its settings, its error pages, and the tabs it is made of."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable
from pathlib import Path

from flask import Flask, get_flashed_messages, render_template, request, session
from flask.json.provider import DefaultJSONProvider
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from brigade.output.words import KINDS, ROLES, SEVERITY, STATUS, figure
from brigade.web import entrance, headers
from brigade.web.asking import call_me
from brigade.web.names import LOCAL
from brigade.web.queue import WAITING
from brigade.web.tabs import HELP, NAMES, TABS
from brigade.web.uploads import MAX_UPLOAD, remove_old
from brigade.web.workplace import Workplace, workplace
from corpus.errors import CorpusError


def create_app(db: str, folder: str | Path, password: str | None = None, names: Iterable[str] = LOCAL) -> Flask:
    """The Flask application over one store; uploads are kept under `folder` and nowhere else.  Every request opens the store for itself.

    `names` are those by which the page may be called (see `own_names`).
    """
    mimetypes.add_type("text/javascript", ".js")  # Windows may know it by another name, under which no browser runs it
    app = Flask("brigade.web")
    assert isinstance(app.json, DefaultJSONProvider)
    app.json.ensure_ascii = False
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_UPLOAD,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_HTTPONLY=True,
        PASSWORD=password,
        HOSTS=frozenset(names),
    )
    place = Workplace(db, folder)
    app.secret_key = place.secret()
    place.serve(app)
    remove_old(place)
    if place.queue.counts().get(WAITING):
        place.reader.wake()
    app.jinja_env.globals.update(
        figure=figure,
        KINDS=KINDS,
        STATUS=STATUS,
        SEVERITY=SEVERITY,
        messages=get_flashed_messages,
        token=lambda: session.get("token", ""),
        leaves=entrance.leaves,
        tabs=NAMES,
        about=HELP,
        me=lambda: session.get("who", ""),
        role=lambda: place.accounts.known(session.get("user", "")),
        account=lambda: ROLES.get(place.accounts.known(session.get("user", "")), ""),
    )
    app.jinja_env.filters["basename"] = lambda path: re.split(r"[\\/]", path)[-1]  # of a path of any system, or a URL
    app.jinja_env.filters["hidden"] = place.hidden
    for part in (entrance.blueprint, headers.blueprint, *TABS):
        app.register_blueprint(part)
    app.add_url_rule("/me", "me", lambda: {"who": call_me(request.form.get("who", ""))}, methods=["POST"])
    app.register_error_handler(CorpusError, _refused)
    app.register_error_handler(413, _too_big)
    for status in (400, 403, 404, 405):
        app.register_error_handler(status, _not_found)
    app.register_error_handler(500, _broken)
    return app


def _refused(error: CorpusError) -> ResponseReturnValue:
    return _told(workplace().hidden(str(error)), 503 if error.kind == "busy" else 400, error.kind)


def _too_big(_: HTTPException) -> ResponseReturnValue:
    return _told(f"上传的文件超过 {MAX_UPLOAD // 1048576} MB,没有保存。", 413)


def _broken(_: HTTPException) -> ResponseReturnValue:
    """What nobody foresaw; Flask prints it for who runs the server."""
    return _told("出错了,没有完成;请联系管理员查看服务窗口中的信息。", 500)


def _not_found(error: HTTPException) -> ResponseReturnValue:
    """What we said ourselves in Chinese, in place of werkzeug's English one sentence for all."""
    said = str(error.description)
    message = said if any("\u4e00" <= c <= "\u9fff" for c in said) else "找不到这个页面。"
    return _told(message, error.code or 404)


def _told(message: str, status: int, kind: str = "") -> ResponseReturnValue:
    """An error as JSON for a script of ours, which is known by its header, else as a page; by its `kind` a script may know what to do."""
    if request.headers.get("X-Token"):
        return {"error": message, "kind": kind}, status
    return render_template("error.html", message=message), status
