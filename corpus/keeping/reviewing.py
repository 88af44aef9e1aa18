"""How far a person has gone through a report."""

from __future__ import annotations

import datetime as dt
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal
from corpus.keeping.journal import Entry
from corpus.keeping.store import Store

STATES = ("", "doing", "done")  # not yet, under way, gone through


def review(store: Store, report: dict[str, Any], state: str, *, who: str = "", why: str = "") -> int:
    """Writes down how far a report has been gone through; returns the line of the journal.  Raises CorpusError for an unknown state."""
    if state not in STATES:
        raise CorpusError("核对状态只能是未核对、核对中或已核对。", "arguments")
    place = {name: report[name] for name in ("report_id", "path", "part", "sha256", "brigade", "period_start", "period_end")}
    before = {name: report[name] if name != "review" else report[name] or "" for name in ("review", "reviewed_by", "reviewed_at")}
    after = {"review": state, "reviewed_by": who, "reviewed_at": dt.datetime.now().isoformat(" ", "seconds")}
    entry = Entry("review", who, why, **place, before=before, after=after)
    with store.transaction():
        number = journal.write(store, entry)
        take_review(store, entry, entry.after)
    return number


def review_now(store: Store, entry: Entry) -> dict[str, Any]:
    """The state of the report of a line by the lines in force: what the last of them says, else what was there before them all."""
    of_it = "deed = 'review' AND report_id = ? AND sha256 = ?"
    told = journal.read(store, of_it, [entry.report_id, entry.sha256])
    holding = journal.read(store, f"{of_it} AND {journal.holding()}", [entry.report_id, entry.sha256])
    return holding[-1].after if holding else told[0].before


def take_review(store: Store, entry: Entry, fields: dict[str, Any]) -> bool:
    """Gives the report of a line the state that the fields say, where its content is still the same; call inside a transaction."""
    same = "report_id = ? AND sha256 = ?"
    values = [fields.get(name) for name in ("review", "reviewed_by", "reviewed_at")]
    store.db.execute(
        f"UPDATE reports SET review = ?, reviewed_by = ?, reviewed_at = ? WHERE {same}", [*values, entry.report_id, entry.sha256]
    )
    return bool(store.rows(f"SELECT 1 FROM reports WHERE {same}", [entry.report_id, entry.sha256]))


def doubtful(store: Store, report_id: str) -> int:
    """How many figures of a report are in doubt or without a metric's certainty."""
    return int(
        store.rows("SELECT count(*) AS n FROM facts WHERE report_id = ? AND corrected <> 'wrong' AND doubt <> ''", [report_id])[0]["n"]
    )
