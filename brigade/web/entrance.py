"""Who is let in: by which name the page is called, the password where one is set, a token on every form."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from brigade.web.patience import Patience

blueprint = Blueprint("entrance", __name__)
OPEN = ("entrance.login", "static")  # what a stranger may ask for


@blueprint.before_app_request
def check() -> ResponseReturnValue | None:
    """Refuses names that are not this page's and what another site sends in a visitor's name; sends strangers to the password."""
    _require_our_name()
    if "token" not in session:
        session["token"] = secrets.token_hex(16)
    if request.endpoint != "static" and request.method == "POST":
        _require_our_form()
    if request.endpoint not in OPEN and current_app.config["PASSWORD"] and not session.get("in"):
        return redirect(url_for("entrance.login"))
    return None


def _require_our_name() -> None:
    """A name that somebody made point to this computer is not one of ours (DNS rebinding)."""
    name = urlsplit(f"//{request.host}").hostname
    if name not in current_app.config["HOSTS"]:
        abort(400, "这个网址不是本页的网址,请用启动时给出的网址打开;要用别的名称,请在启动时加 --host-name。")


def _require_our_form() -> None:
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403, "这个请求来自别的网站,没有执行。")
    if not _same(request.form.get("token", "") or request.headers.get("X-Token", ""), session["token"]):
        abort(400, "页面已过期,请刷新后再试。")


@blueprint.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    password, patience = current_app.config["PASSWORD"], _patience()
    who = request.remote_addr or ""
    if request.method == "GET" or not password:
        return render_template("login.html", told="")
    wait = patience.wait(who)
    if wait:
        return render_template("login.html", told=f"密码错了几次,请 {wait} 秒后再试。"), 429
    if not _same(request.form.get("password", ""), password):
        patience.failed(who)
        return render_template("login.html", told="密码不对。")
    patience.forget(who)
    _begin_anew()
    session["in"] = True
    return redirect(url_for("importing.page"))


@blueprint.post("/logout")
def logout() -> ResponseReturnValue:
    _begin_anew()
    flash("已退出。")
    return redirect(url_for("entrance.login"))


def _begin_anew() -> None:
    """What somebody may have known of the session before it was that of a visitor who is let in, or after, is worth nothing."""
    session.clear()
    session["token"] = secrets.token_hex(16)


def _patience() -> Patience:
    kept: Patience = current_app.extensions.setdefault("patience", Patience())
    return kept


def leaves() -> bool:
    """Whether there is something to log out of."""
    return bool(session.get("in"))


def _same(a: str, b: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing of either."""
    return hmac.compare_digest(a.encode("utf-8", "surrogatepass"), b.encode("utf-8", "surrogatepass"))
