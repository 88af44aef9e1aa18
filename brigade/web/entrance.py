"""Who is let in: the password where one is set, a token on every form, headers that keep foreign code and frames out."""

from __future__ import annotations

import hmac
import secrets

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

blueprint = Blueprint("entrance", __name__)
HEADERS = {
    "Content-Security-Policy": "default-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@blueprint.before_app_request
def check() -> ResponseReturnValue | None:
    """Sends strangers to the password, and refuses what another site's form sends in a visitor's name."""
    if "token" not in session:
        session["token"] = secrets.token_hex(16)
    if request.endpoint in ("entrance.login", "static"):
        return None
    if current_app.config["PASSWORD"] and not session.get("in"):
        return redirect(url_for("entrance.login"))
    if request.method == "POST" and not _same(request.form.get("token", "") or request.headers.get("X-Token", ""), session["token"]):
        abort(400, "页面已过期,请刷新后再试。")
    return None


@blueprint.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    wrong = False
    if request.method == "POST":
        password = current_app.config["PASSWORD"]
        if password and _same(request.form.get("password", ""), password):
            session["in"] = True
            return redirect(url_for("importing.page"))
        wrong = True
    return render_template("login.html", wrong=wrong)


@blueprint.after_app_request
def headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def _same(a: str, b: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing of either."""
    return hmac.compare_digest(a.encode(), b.encode())
