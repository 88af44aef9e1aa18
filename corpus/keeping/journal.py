"""The journal: everything a person changed, in order.  Lines are only ever added; undoing is a line of its own."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import paging
from corpus.keeping.paging import Listed, Page
from corpus.keeping.store import Store

OF_FACTS = ("change", "wrong", "add")  # deeds that lie over the facts of a report
OF_VERSIONS = ("current", "beside")  # deeds that say which report of a brigade and period counts
UNDOING = ("undo", "redo")
FINAL = (*UNDOING, "remove")  # deeds that cannot be undone themselves
OF_WHOM = ("report_id", "path", "part", "sha256", "brigade", "period_start", "period_end")  # fields that tell whose report a line is about
_UNDONE = "SELECT target FROM journal WHERE deed IN ('undo', 'redo') GROUP BY target HAVING arg_max(deed, id) = 'undo'"
# a lesson (teach) goes with the correction that it came with, its `target`
_IN_FORCE = f"(id NOT IN ({_UNDONE}) AND (deed <> 'teach' OR target IS NULL OR target NOT IN ({_UNDONE})))"
_DAYS = ("period_start", "period_end")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.  `deed` is change, wrong or add (of a fact), current, beside, review, set or remove (of a report), teach (a lesson), rename (of a brigade), undo or redo (of the line `target`).

    A lesson that came with a correction has its line as `target` and goes with it.

    A line about a figure tells where it stood: the report's file, content and period, the place in its text, the figure's words,
    what they say, their sentence, and the how manieth of its like it was there (`nth`, from 0).  `before` and `after` hold the fields
    that it changed; `before` is empty where it is not known.
    """

    deed: str
    who: str
    why: str
    target: int | None = None
    report_id: str = ""
    path: str = ""
    part: str = ""
    sha256: str = ""
    brigade: str = ""
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    start: int = 0
    end: int = 0
    quote: str = ""
    label: str = ""
    sentence: str = ""
    nth: int = 0
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    id: int = 0
    at: dt.datetime | None = None


def write(store: Store, entry: Entry) -> int:
    """Adds a line and returns its number; call inside a transaction."""
    number = int(store.rows("SELECT coalesce(max(id), 0) + 1 AS n FROM journal")[0]["n"])
    row = {name: getattr(entry, name) for name in Entry.__slots__}
    row |= {"id": number, "at": dt.datetime.now(), "before": told(entry.before), "after": told(entry.after)}
    store.insert("journal", [row])
    return number


def told(fields: dict[str, Any]) -> str:
    """Fields as they are kept, days in ISO form."""
    return json.dumps(fields, ensure_ascii=False, default=str) if fields else ""


def fields_of(words: str | None) -> dict[str, Any]:
    """What `told` wrote."""
    fields: dict[str, Any] = json.loads(words) if words else {}
    return {k: dt.date.fromisoformat(v) if k in _DAYS and v else v for k, v in fields.items()}


def read(store: Store, where: str = "TRUE", values: Sequence[Any] = ()) -> list[Entry]:
    """The lines that fit a condition in SQL, in order."""
    return [_entry(row) for row in store.rows(f"SELECT * FROM journal WHERE {where} ORDER BY id", values)]


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**{**row, "before": fields_of(row["before"]), "after": fields_of(row["after"])})


def line(store: Store, number: int) -> Entry:
    """One line.  Raises CorpusError where there is none of this number."""
    found = read(store, "id = ?", [number])
    if not found:
        raise CorpusError(f"没有第 {number} 号更正,用 brigade history 查看编号。", "missing")
    return found[0]


def of_facts(store: Store, reports: Iterable[dict[str, Any]]) -> list[Entry]:
    """The lines in force about figures that may lie over any of these reports: of their content, their file, or their brigade and period."""
    told_of = list(reports)
    if not told_of:
        return []
    columns = [[r[name] for r in told_of] for name in ("sha256", "path", "brigade", "period_start", "period_end")]
    return read(
        store,
        f"""deed IN {OF_FACTS} AND {_IN_FORCE} AND (
            sha256 IN (SELECT unnest(?::VARCHAR[])) OR path IN (SELECT unnest(?::VARCHAR[]))
            OR (brigade, period_start, period_end) IN (SELECT unnest(?::VARCHAR[]), unnest(?::DATE[]), unnest(?::DATE[])))""",
        columns,
    )


def choices(store: Store, reports: Iterable[dict[str, Any]]) -> list[Entry]:
    """The lines in force that say of any of these reports that it counts."""
    told_of = list(reports)
    columns = [[r[name] for r in told_of] for name in ("report_id", "sha256")]
    own = "(report_id IN (SELECT unnest(?::VARCHAR[])) OR sha256 IN (SELECT unnest(?::VARCHAR[])))"
    return read(store, f"deed IN {OF_VERSIONS} AND {_IN_FORCE} AND {own}", columns) if told_of else []


def concerns(entry: Entry, report: dict[str, Any]) -> bool:
    """Whether a line about a figure may lie over a report: its own, or another version of it."""
    same_part = entry.part == report["part"]
    own = same_part and (entry.sha256 == report["sha256"] or entry.path == report["path"])
    period = (entry.brigade, entry.period_start, entry.period_end)
    return own or (bool(entry.brigade) and entry.period_end is not None and period == tuple(report[k] for k in ("brigade", *_DAYS)))


def holding() -> str:
    """The condition in SQL that a line is in force."""
    return _IN_FORCE


def in_force(store: Store, number: int) -> bool:
    """Whether a line holds: it was not undone, or done again since."""
    return bool(store.rows(f"SELECT 1 FROM journal WHERE id = ? AND {_IN_FORCE}", [number]))


def over(store: Store, entry: Entry) -> int:
    """The last line in force behind this one that says something else of the same figure, or the same report; 0 where there is none."""
    if entry.deed in OF_VERSIONS:
        later = read(store, f"id > ? AND deed IN {OF_VERSIONS} AND {_IN_FORCE} AND brigade = ? AND period_start = ? AND period_end = ?",
                     [entry.id, entry.brigade, entry.period_start, entry.period_end])  # fmt: skip
        return later[-1].id if later else 0
    same = ("quote", "label", "sentence", "nth")
    where = " AND ".join(f"{name} = ?" for name in same)
    later = read(store, f"id > ? AND deed IN {OF_FACTS} AND {_IN_FORCE} AND {where}", [entry.id, *(getattr(entry, name) for name in same)])
    later = [
        e for e in later if (e.sha256 == entry.sha256 or e.path == entry.path) and (e.deed == "wrong" or set(e.after) & set(entry.after))
    ]
    return later[-1].id if later else 0


def last(store: Store, *, undone: bool) -> int | None:
    """The line that undoing would take next (of a lesson the correction that it came with), or (`undone`) the one undone last; None where there is none."""
    if undone:
        query = f"""SELECT target AS n FROM journal WHERE deed = 'undo' AND target NOT IN (SELECT id FROM journal WHERE {_IN_FORCE})
                    ORDER BY id DESC LIMIT 1"""
    else:
        query = f"SELECT CASE deed WHEN 'teach' THEN coalesce(target, id) ELSE id END AS n FROM journal WHERE deed NOT IN {FINAL} AND {_IN_FORCE} ORDER BY id DESC LIMIT 1"
    rows = store.rows(query)
    return int(rows[0]["n"]) if rows else None


def lessons_with(store: Store, number: int) -> list[int]:
    """The lessons that came with a correction."""
    return [int(r["id"]) for r in store.rows("SELECT id FROM journal WHERE deed = 'teach' AND target = ? ORDER BY id", [number])]


def all_in_force(store: Store) -> set[int]:
    """The numbers of all lines that hold."""
    return {int(r["id"]) for r in store.rows(f"SELECT id FROM journal WHERE deed NOT IN {UNDOING} AND {_IN_FORCE}")}


def of_report(store: Store, report: dict[str, Any]) -> list[Entry]:
    """The lines about a report, its earlier contents and its other versions, with those that undid them."""
    own = "SELECT id FROM journal WHERE path = ? OR sha256 = ? OR (brigade <> '' AND brigade = ? AND period_start = ? AND period_end = ?)"
    values = [report[name] for name in ("path", "sha256", "brigade", *_DAYS)]
    return read(store, f"id IN ({own}) OR target IN ({own})", values * 2)


_ORDER = {"id": "id", "at": "at", "who": "who", "deed": "deed", "brigade": "brigade"}
_TOLD = ("who", "why", "quote", "label", "sentence", "brigade")
_WORDS = " OR ".join(
    [*(f"contains({name}, $words)" for name in _TOLD), *(f"contains(coalesce({name}, ''), $figure)" for name in ('"before"', '"after"'))]
)


def listed(
    store: Store, page: Page, *, words: str = "", deed: str = "", holds: bool | None = None, report: dict[str, Any] | None = None
) -> tuple[list[Entry], Listed]:
    """A page of the lines, the newest first, without those that undo: with `words`, of one `deed`, in force or not, about one `report`.

    Returns them and the page that they are, whose rows are those of the journal with `holds`.
    """
    query = f"SELECT *, {_IN_FORCE} AS holds FROM journal WHERE deed NOT IN {UNDOING}"
    values: dict[str, Any] = {}
    for name, clause, value in (("words", _WORDS, words), ("deed", "deed = $deed", deed)):
        if value:
            query += f" AND ({clause})"
            values[name] = value
    if words:
        values["figure"] = words.replace(",", "").replace("，", "")  # as the fields of a line hold it
    if holds is not None:
        query += f" AND {'' if holds else 'NOT '}{_IN_FORCE}"
    if report is not None:
        query += " AND (path = $path OR sha256 = $sha OR (brigade <> '' AND brigade = $brigade AND period_start = $first AND period_end = $last))"
        values |= {"path": report["path"], "sha": report["sha256"], "brigade": report["brigade"]}
        values |= {"first": report["period_start"], "last": report["period_end"]}
    found = paging.listed(store, query, values, page, _ORDER, "id DESC")
    return [_entry({k: v for k, v in row.items() if k != "holds"}) for row in found.rows], found
