"""What scripts of the page ask for, and how they are answered: pages of lists as JSON, and who is at work."""

from __future__ import annotations

from typing import Any

from flask import request, session

from corpus.errors import CorpusError
from corpus.keeping.paging import Listed, Page

LONGEST = 20  # characters of a name


def asked_page() -> Page:
    """The page of a list that the query of the request asks for; nonsense is the first page."""
    args = request.args
    return Page(
        args.get("page", 1, int), args.get("size", 100, int), args.get("sort", ""), args.get("dir") == "desc", args.get("gone", 0, int)
    )


def rows_of(found: Listed, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A page of a list as the tables of the page take it."""
    return {"data": rows, "last_page": found.pages, "last_row": found.total}


def asked_number(name: str) -> int:
    """The number that a field of the request's form holds; 0, which nothing has, for what is none that a store could have."""
    return number_of(request.form.get(name, "")) or 0


def number_of(told: str) -> int | None:
    """A number as a script of the page sends it, None for anything else: ² is a digit too, and some numbers no store could have."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


def who() -> str:
    """Who is at work.  Raises CorpusError (who) where nobody has told yet: the page then asks, and sends again."""
    name = str(session.get("who", ""))
    if not name:
        raise CorpusError("请先填写操作人姓名。", "who")
    return name


def call_me(name: str) -> str:
    """Remembers for this visit who is at work; returns the name as it is written down."""
    if session.get("user"):
        raise CorpusError("已用账号登录,操作人就是账号的姓名;换人请先退出。", "arguments")
    told = "".join(c for c in name if c.isprintable()).strip()[:LONGEST]
    if not told:
        raise CorpusError("请填写操作人姓名。", "who")
    session["who"] = told
    return told
