"""帮助: the user's guide as pages, the same Markdown that the site is made of."""

from __future__ import annotations

import functools
import re

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from brigade.output import guide

tab = Blueprint("helping", __name__)
_TABLE = '<div class="scroll" tabindex="0" role="region" aria-label="表"><table class="plain">'


@tab.get("/help")
@tab.get("/help/<name>")
def page(name: str = "index") -> ResponseReturnValue:
    if name not in guide.ORDER:
        abort(404)
    titles = [(key, guide.title_of(text)) for key, text in guide.pages().items()]
    return render_template("help.html", tab="help", body=_html(name), titles=titles, name=name)


@tab.get("/help/pictures/<name>.png")
def picture(name: str) -> ResponseReturnValue:
    found = guide.pictures().get(f"{name}.png")
    if found is None:
        abort(404)
    return Response(found, mimetype="image/png")


@functools.cache
def _html(name: str) -> str:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(guide.pages()[name])
    made = re.sub(r'href="(\w+)\.md"', r'href="/help/\1"', made)
    made = re.sub(r'src="pictures/', 'src="/help/pictures/', made)
    return made.replace("<table>", _TABLE).replace("</table>", "</table></div>")
