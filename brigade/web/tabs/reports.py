"""The list of all reports, as the tabs that show it ask for it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from brigade.output.words import REVIEW
from brigade.web.asking import asked_page, rows_of
from brigade.web.workplace import workplace
from corpus.keeping.reports import Wanted, listed
from corpus.periods import period_in_chinese

tab = Blueprint("reports", __name__)


@tab.get("/reports/rows")
def rows() -> ResponseReturnValue:
    """A page of the reports that fit `words`, `state` (of review, "open" for all but those gone through) and `doubts` (1: only with doubts)."""
    args = request.args
    wanted = Wanted(args.get("words", "").strip(), args.get("state", ""), bool(args.get("doubts")), bool(args.get("unnamed")))
    with workplace().reading() as corpus:
        found = listed(corpus.store, asked_page(), wanted)
    return rows_of(found, [_row(row) for row in found.rows])


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["report_id"], "brigade": row["brigade"], "period": period_in_chinese(row["period_start"], row["period_end"]),
        "title": row["title"] or PurePath(row["path"]).name, "file": PurePath(row["path"]).name, "format": row["format"], "facts": row["facts"],
        "doubts": row["doubts"], "loose": row["loose"], "current": row["current"], "state": REVIEW[row["review"] or ""], "by": row["reviewed_by"] or "",
        "at": row["imported_at"].isoformat(" ", "minutes") if row["imported_at"] else "",
    }  # fmt: skip
