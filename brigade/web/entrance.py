"""Who is let in: by which name the page is called, the password where one is set, a token on every form."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from brigade.web.accounts import Accounts
from brigade.web.patience import Patience
from brigade.web.workplace import workplace

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
    if request.endpoint in OPEN:
        return None
    if not _let_in():
        if request.headers.get("X-Token"):
            return {"error": "登录已失效,请重新登录。", "kind": "login"}, 401
        return redirect(url_for("entrance.login", next=request.full_path.rstrip("?") if request.method == "GET" else None))
    if request.method == "POST" and session.get("user"):
        _accounts().expect(session["user"], request.endpoint or "")
    return None


def _let_in() -> bool:
    """Whether the visitor has come in: with an account that still is, where there are any, else with the password, where there is one."""
    if _accounts().roles():
        name = session.get("user", "")
        return bool(name) and _same(session.get("in", ""), _accounts().stamp(name))
    password = current_app.config["PASSWORD"]
    return not password or _same(session.get("in", ""), _stamp(password))


def _stamp(password: str) -> str:
    """What a session holds of the password of the page: another one makes it worth nothing."""
    key = current_app.secret_key
    assert isinstance(key, bytes)
    return hmac.digest(key, password.encode("utf-8", "surrogatepass"), "sha256").hex()[:16]


def _accounts() -> Accounts:
    return workplace().accounts


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
    password, patience, named = current_app.config["PASSWORD"], _patience(), bool(_accounts().roles())
    who, name = request.remote_addr or "", request.form.get("name", "").strip()
    if request.method == "GET" or not (password or named):
        return render_template("login.html", told="", named=named)
    wait = patience.wait(who)
    if wait:
        return render_template("login.html", told=f"密码错了几次,请 {wait} 秒后再试。", named=named), 429
    given = request.form.get("password", "")
    if not (_accounts().admitted(name, given) if named else _same(given, password)):
        patience.failed(who)
        return render_template("login.html", told="姓名或密码不对。" if named else "密码不对。", named=named)
    patience.forget(who)
    _begin_anew()
    session["in"] = _accounts().stamp(name) if named else _stamp(password)
    if named:
        session["user"] = session["who"] = name
    return redirect(_ours(request.args.get("next", "")))


def _ours(address: str) -> str:
    """Where somebody wanted to go, where that is a page of ours, else the first page."""
    parts = urlsplit(address.replace("\\", "/"))
    return address if address.startswith("/") and not address.startswith("//") and not parts.netloc and not parts.scheme else "/"


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
