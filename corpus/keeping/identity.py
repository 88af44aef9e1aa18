"""Whose a stored report is and of when, as a person says it: mended in place, and kept for later imports of its file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal, keptcells
from corpus.keeping.corrections import relay
from corpus.keeping.journal import Entry
from corpus.keeping.overlay import bare
from corpus.keeping.register import registered
from corpus.keeping.registry import Registry
from corpus.keeping.series import join_series
from corpus.keeping.store import Store
from corpus.keeping.versions import settle
from corpus.reading.tables import of_table
from extract import Period, extract_report
from extract.model import AND
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
    register = Registry(registered(store))
    after: dict[str, Any] = {}
    if brigade and brigade.strip() and (name := register.called(brigade) or " ".join(brigade.split())) != report["brigade"]:
        after |= {"brigade": name, "brigade_from": "option"}
    if period is not None and (period.start, period.end) != (report["period_start"], report["period_end"]):
        after |= {"period_start": period.start, "period_end": period.end, "period_from": "option"}
    if not after:
        raise CorpusError("大队和期间与现有的相同,没有改动;用 --brigade 或 --period 给出新的。", "arguments")
    before = {name: report[name] for name in _FIELDS}
    place = {name: report[name] for name in _PLACE}
    fields = {name: {**before, **after}[name] for name in ("brigade", "period_start", "period_end")}
    entry = Entry("set", who, why, **place, **fields, before=before, after=after)
    with store.transaction():
        number = journal.write(store, entry)
        take_identity(store, report["report_id"], {**before, **after}, catalog)
    return number


def identity_now(store: Store, entry: Entry) -> dict[str, Any]:
    """Whose the report of a line is and of when by the lines in force: what the last of them says, else what was there before them all."""
    told = journal.read(store, "deed = 'set' AND report_id = ?", [entry.report_id])
    fields = dict(told[0].before)
    holds = {e.id for e in journal.read(store, f"deed = 'set' AND report_id = ? AND {journal.holding()}", [entry.report_id])}
    for name in _FIELDS:
        first = next((e for e in told if name in e.after), None)
        if first is not None:
            fields[name] = first.before[name]
        for line in told:
            if line.id in holds and name in line.after:
                fields[name] = line.after[name]
    fields["brigade"] = Registry(registered(store)).called(fields["brigade"]) or fields["brigade"]
    return fields


def take_identity(store: Store, report_id: str, fields: dict[str, Any], catalog: Catalog) -> bool:
    """Puts a report under the brigade and period of the fields; whether it is stored.  Call inside a transaction."""
    found = store.rows("SELECT * FROM reports WHERE report_id = ?", [report_id])
    for report in found:
        _put(store, report, fields, catalog)
    return bool(found)


def turn_identity(store: Store, entry: Entry, catalog: Catalog) -> bool:
    """Puts the report of a line, which may have come back from another path, under what the lines in force say; whether it is stored."""
    query = "SELECT report_id FROM reports WHERE report_id = ? OR (sha256 = ? AND part = ?)"
    found = store.rows(query, [entry.report_id, entry.sha256, entry.part])
    fields = identity_now(store, entry)
    for row in found:
        take_identity(store, row["report_id"], fields, catalog)
    return bool(found)


def _put(store: Store, report: dict[str, Any], fields: dict[str, Any], catalog: Catalog) -> None:
    report_id = report["report_id"]
    days = {name: _day(fields[name]) for name in ("period_start", "period_end")}
    if any(report[name] != day for name, day in days.items()):
        _move_facts(store, report, Period(days["period_start"], days["period_end"]), fields["period_from"] == "option", catalog)
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


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


STAYED = "报告的期间已改，表中此列的期间未能随之确定，请重新导入文件"


def _move_facts(store: Store, report: dict[str, Any], period: Period, mended: bool, catalog: Catalog) -> None:
    """The facts as the text tells them in a report of another period; figures of tables go from the old period to the new.

    Other columns of tables may be of a year that is told or of 去年同期, which only the file can say: they stay, with a doubt (`mended`: the
    new period is a person's), and the next import reads the file again.
    """
    ident = report["report_id"]
    rows = bare(store.rows("SELECT * FROM facts WHERE report_id = ? ORDER BY seq", [ident]))
    read = extract_report(report["text"], brigade=report["brigade"], period=period, catalog=catalog)
    by_place = {(f.start, f.end, f.label, f.kind): f for f in read.facts}
    old = (report["period_start"], report["period_end"])
    for row in rows:
        fact = by_place.get((row["start"], row["end"], row["label"], row["kind"]))
        stayed = STAYED in (row["doubt"] or "")
        # that the report tells no period is no doubt where a person does
        untold = catalog.tables["scopes"]["period"]["doubts"]["own"] if mended else STAYED
        if mended and untold in (row["doubt"] or ""):
            row["confidence_period"] = 1.0
        row["doubt"] = AND.join(why for why in (row["doubt"] or "").split(AND) if why and why not in (STAYED, untold))
        if of_table(row["pattern"] or ""):
            if not stayed and (row["period_start"], row["period_end"]) == old:
                row |= {"period_start": period.start, "period_end": period.end}
            elif mended or not stayed:  # one that stayed before is right again under the period that the file tells
                row["doubt"] = AND.join(filter(None, [row["doubt"], STAYED]))
                store.db.execute("UPDATE reports SET patterns_version = '' WHERE report_id = ?", [ident])
        elif fact is not None:
            row |= {"period_start": fact.period.start, "period_end": fact.period.end, "status": fact.status}
        elif (row["period_start"], row["period_end"]) == old:
            row |= {"period_start": period.start, "period_end": period.end}
    dates = [{k: v for k, v in d.to_dict().items() if k != "type"} | {"report_id": ident} for d in read.dates]
    for name, told in (("facts", rows), ("dates", dates)):
        store.db.execute(f"DELETE FROM {name} WHERE report_id = ?", [ident])
        store.insert(name, told)


Said = tuple[str | None, Period | None]  # the brigade and the period that a person gave, None for what nobody gave


def told_identities(store: Store) -> dict[tuple[str, str], Said]:
    """What persons said of reports, by the path of the file and the part in it, and by its content and the part."""
    out: dict[tuple[str, str], Said] = {}
    for entry in journal.read(store, f"deed = 'set' AND {journal.holding()}"):
        for key in ((entry.path, entry.part), (entry.sha256, entry.part)):
            brigade, period = out.get(key, (None, None))
            if entry.after.get("brigade_from") == "option":
                brigade = entry.after["brigade"]
            if entry.after.get("period_from") == "option":
                period = Period(_day(entry.after["period_start"]), _day(entry.after["period_end"]))
            out[key] = brigade, period
    return out
