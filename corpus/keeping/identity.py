"""Whose a stored report is and of when, as a person says it: mended in place, and kept for later imports of its file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal, keptcells
from corpus.keeping.corrections import relay
from corpus.keeping.journal import Entry
from corpus.keeping.overlay import bare
from corpus.keeping.series import join_series
from corpus.keeping.store import Store
from corpus.keeping.versions import settle
from extract import Period, extract_report
from patterns import Catalog

_PLACE = ("report_id", "path", "part", "sha256")
_FIELDS = ("brigade", "period_start", "period_end", "brigade_from", "period_from")


def set_identity(
    store: Store,
    report: dict[str, Any],
    catalog: Catalog,
    *,
    brigade: str | None = None,
    period: Period | None = None,
    who: str = "",
    why: str = "",
) -> int:
    """Gives a report another brigade or period; its facts follow, and so do later imports of its file.

    Returns the line in the journal.  Raises CorpusError where neither is given, or where nothing would change.
    """
    after = {name: report[name] for name in _FIELDS}
    if brigade:
        after |= {"brigade": brigade, "brigade_from": "option"}
    if period is not None:
        after |= {"period_start": period.start, "period_end": period.end, "period_from": "option"}
    before = {name: report[name] for name in _FIELDS}
    if (brigade is None and period is None) or all(after[name] == before[name] for name in _FIELDS[:3]):
        raise CorpusError("大队和期间与现有的相同,没有改动;用 --brigade 或 --period 给出新的。", "arguments")
    place = {name: report[name] for name in _PLACE}
    fields = {"brigade": after["brigade"], "period_start": after["period_start"], "period_end": after["period_end"]}
    entry = Entry("set", who, why, **place, **fields, before=before, after=after)
    with store.transaction():
        number = journal.write(store, entry)
        take_identity(store, report["report_id"], after, catalog)
    return number


def take_identity(store: Store, report_id: str, fields: dict[str, Any], catalog: Catalog) -> bool:
    """Puts a report under the brigade and period of the fields; whether it is stored.  Call inside a transaction."""
    found = store.rows("SELECT * FROM reports WHERE report_id = ?", [report_id])
    if not found:
        return False
    report = found[0]
    days = {name: _day(fields[name]) for name in ("period_start", "period_end")}
    if any(report[name] != day for name, day in days.items()):
        _move_facts(store, report, Period(days["period_start"], days["period_end"]), catalog)
    told = {**fields, **days}
    assignments = ", ".join(f"{name} = ?" for name in _FIELDS)
    store.db.execute(f"UPDATE reports SET {assignments}, series = NULL WHERE report_id = ?", [*(told[name] for name in _FIELDS), report_id])
    groups = {
        (report["brigade"], report["period_start"], report["period_end"]),
        (fields["brigade"], days["period_start"], days["period_end"]),
    }
    join_series(store, {report_id: (report["series"] or "").startswith("table")}, groups, catalog)
    settle(store, groups)
    relay(store, [{**report, **told}], catalog)
    keptcells.refresh(store, groups, catalog)
    return True


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _move_facts(store: Store, report: dict[str, Any], period: Period, catalog: Catalog) -> None:
    """The facts as the text tells them in a report of another period; figures of tables go from the old period to the new."""
    ident = report["report_id"]
    rows = bare(store.rows("SELECT * FROM facts WHERE report_id = ? ORDER BY seq", [ident]))
    read = extract_report(report["text"], brigade=report["brigade"], period=period, catalog=catalog)
    by_place = {(f.start, f.end, f.label, f.kind): f for f in read.facts}
    old = (report["period_start"], report["period_end"])
    for row in rows:
        fact = by_place.get((row["start"], row["end"], row["label"], row["kind"]))
        if fact is not None:
            row |= {"period_start": fact.period.start, "period_end": fact.period.end, "status": fact.status}
        elif (row["period_start"], row["period_end"]) == old:
            row |= {"period_start": period.start, "period_end": period.end}
    dates = [{k: v for k, v in d.to_dict().items() if k != "type"} | {"report_id": ident} for d in read.dates]
    for name, told in (("facts", rows), ("dates", dates)):
        store.db.execute(f"DELETE FROM {name} WHERE report_id = ?", [ident])
        store.insert(name, told)


def told_identities(store: Store) -> dict[str, tuple[str | None, Period | None]]:
    """path → the brigade and the period that a person gave its report, None for what nobody gave."""
    out: dict[str, tuple[str | None, Period | None]] = {}
    for entry in journal.read(store, f"deed = 'set' AND {journal.holding()}"):
        brigade, period = out.get(entry.path, (None, None))
        if entry.after["brigade_from"] == "option":
            brigade = entry.after["brigade"]
        if entry.after["period_from"] == "option":
            period = Period(_day(entry.after["period_start"]), _day(entry.after["period_end"]))
        out[entry.path] = brigade, period
    return out
