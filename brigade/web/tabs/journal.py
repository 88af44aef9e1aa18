"""更正记录: everything that anyone changed, to be found and undone."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

tab = Blueprint("journal", __name__)


@tab.get("/journal")
def page() -> ResponseReturnValue:
    return render_template("journal.html", tab="journal")
