"""What comes from a browser is not trusted: names, sizes, types, requests of other sites, visitors without the password."""

from __future__ import annotations

import hmac
import re
import secrets
import unicodedata
from pathlib import Path
from typing import Any

from corpus.reading.readers import SUFFIXES

MAX_UPLOAD = 60 * 1024 * 1024
ALLOWED = frozenset(SUFFIXES)


def safe_name(name: str) -> str:
    """The last part of a given name without what a file system or a shell could misread; never empty, never hidden."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    name = re.sub(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]', "_", name).strip(" .")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    return (stem[:80] or "文件") + (f".{suffix[:8]}" if suffix else "")


def keep(upload: Any, folder: Path) -> Path:
    """Saves an upload under a folder of its own inside `folder` and returns its path.  Raises ValueError for a type that is not read."""
    name = safe_name(upload.filename or "")
    if Path(name).suffix.lower() not in ALLOWED:
        raise ValueError(f"不支持“{Path(name).suffix or name}”类型的文件,请上传 Word、PDF、Excel、文本、网页或图片。")
    target = folder / secrets.token_hex(8) / name
    target.parent.mkdir(parents=True)
    if folder.resolve() not in target.resolve().parents:
        raise ValueError("文件名不能使用。")
    upload.save(str(target))
    return target


def same(a: str, b: str) -> bool:
    return hmac.compare_digest(a.encode(), b.encode())


def guard(app: Any, password: str | None) -> None:
    """The password where one is set, a token on every form, headers that keep foreign code and frames out."""
    from flask import Response, abort, redirect, render_template, request, session, url_for

    @app.before_request  # type: ignore[untyped-decorator]
    def check() -> Any:
        if "token" not in session:
            session["token"] = secrets.token_hex(16)
        if request.endpoint in ("login", "static"):
            return None
        if password and not session.get("in"):
            return redirect(url_for("login"))
        if request.method == "POST" and not same(request.form.get("token", "") or request.headers.get("X-Token", ""), session["token"]):
            abort(400, "页面已过期,请刷新后再试。")
        return None

    @app.route("/login", methods=["GET", "POST"])  # type: ignore[untyped-decorator]
    def login() -> Any:
        wrong = False
        if request.method == "POST":
            if password and same(request.form.get("password", ""), password):
                session["in"] = True
                return redirect(url_for("import_page"))
            wrong = True
        return render_template("login.html", wrong=wrong)

    @app.after_request  # type: ignore[untyped-decorator]
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = (
            "default-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; form-action 'self'"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response
