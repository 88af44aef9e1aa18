"""A person's corrections laid over what was extracted.  What was extracted is kept beside it, so that any of them can be taken off again."""

from __future__ import annotations

from typing import Any

from corpus.keeping.carrying import Carried, carried_to, sentence_around, spot_of
from corpus.keeping.journal import Entry, concerns, fields_of, told
from corpus.reading.units import kind_told

Rows = list[dict[str, Any]]
# field of a fact → what it is a part of, as `corrected` names it
PARTS = {
    "metric": "metric", "value": "value", "value_max": "value", "modifier": "value", "unit": "value", "kind": "value", "decimals": "value",
    "period_start": "period", "period_end": "period", "entity": "entity", "status": "status", "qualifier": "qualifier",
}  # fmt: skip
_CONFIDENCES = {"metric": "confidence_metric", "period": "confidence_period", "entity": "confidence_entity"}
_SURE = 0.8  # what is in doubt is less sure than this
WELL_READ = 0.9  # recognition of a scan below this leaves the number itself in doubt
UNKNOWN = "?"  # in place of what was extracted: corrected by an earlier version of the program, which kept no such thing
_KEPT = (*PARTS, "activity", "pattern", "doubt", *_CONFIDENCES.values())  # what a correction may change


def bare(rows: Rows) -> Rows:
    """The rows as they were extracted: corrections taken off, added ones left out."""
    return [_bare(row) for row in rows if row["corrected"] != "add"]


def _bare(row: dict[str, Any]) -> dict[str, Any]:
    if row.get("original") == UNKNOWN:
        return {**row, "corrected": ""}
    return {**row, **fields_of(row.get("original")), "original": None, "corrected": ""}


def laid_over(extracted: Rows, entries: list[Entry], report: dict[str, Any]) -> tuple[Rows, list[Entry], list[Carried]]:
    """The rows with the entries that concern this report laid over them, in order.

    Also the entries whose sentence and figure the report does not have, and how those came here that stood otherwise elsewhere.
    """
    rows, lost, carried = extracted, [], []
    for entry in entries:
        if not concerns(entry, report):
            continue
        rows = list(rows) if rows is extracted else rows
        if entry.deed == "add":
            found = _add(entry, rows, report)
        else:
            place = carried_to(entry, rows, report)
            found = place is not None
            if place is not None:
                rows[place.at] = changed(rows[place.at], entry)
                carried += [place] if place.how else []
        if not found:
            lost.append(entry)
    return rows, lost, carried


def _add(entry: Entry, rows: Rows, report: dict[str, Any]) -> bool:
    """Adds a missed fact, or says it of the one that is read, or was added, there by now; False where the report has no such words."""
    spot = spot_of(entry, report)
    if spot is None:
        return False
    read = (i for i, r in enumerate(rows) if (r["start"], r["end"]) == spot and r["metric"] in ("", entry.after["metric"]))
    at = next(read, None)
    if at is None:
        rows.append(_added(entry, spot, report, len(rows)))
    else:
        rows[at] = changed(rows[at], entry)
    return True


def changed(row: dict[str, Any], entry: Entry) -> dict[str, Any]:
    """One fact as a person says it is."""
    if entry.deed == "wrong":
        return {**row, "corrected": "wrong", "original": _original(row)}
    after = entry.after
    new = {**row, **after}
    if "metric" in after:
        new["activity"] = after["metric"].partition(".")[0] or row["activity"]
        new["pattern"] = f"更正:{entry.who}"
    parts = dict.fromkeys(PARTS[name] for name in after)
    new |= {_CONFIDENCES[part]: 1.0 for part in parts if part in _CONFIDENCES}
    clear = "value" in parts or row.get("recognised") is None or row["recognised"] >= WELL_READ
    if clear and all((new[name] or 0) >= _SURE for name in _CONFIDENCES.values()):  # nothing else of it was in doubt
        new["doubt"] = ""
    so_far = [] if row["corrected"] in ("", "wrong") else row["corrected"].split(",")
    new["corrected"] = ",".join(dict.fromkeys([*so_far, *parts])) if row["corrected"] != "add" else "add"
    new["original"] = _original(row)
    return new


def _original(row: dict[str, Any]) -> str:
    """What was extracted, as `original` keeps it: what it keeps already, and else what stands there."""
    kept = row.get("original")
    if kept == UNKNOWN:
        return UNKNOWN
    return told({name: row[name] for name in _KEPT if name in row} | fields_of(kept))


def _added(entry: Entry, spot: tuple[int, int], report: dict[str, Any], seq: int) -> dict[str, Any]:
    """A fact that was missed, of the report's own period where nothing else is said."""
    text, (start, end) = report["text"], spot
    begin, sentence = sentence_around(text, start, end)
    metric, unit = entry.after.get("metric") or "", entry.after.get("unit") or ""
    row = {
        "seq": seq, "start": start, "end": end, "quote": text[start:end], "value": None, "value_max": None, "modifier": "exact", "unit": unit,
        "kind": kind_told(unit, "correction", "count"), "metric": metric, "label": entry.label or text[start:end],
        "activity": metric.partition(".")[0] or "other", "status": "actual", "entity": "", "period_start": report["period_start"],
        "period_end": report["period_end"], "qualifier": "", "section": "", "sentence": sentence,
        "sentence_start": begin, "pattern": f"更正:{entry.who}", "decimals": 0, "of": None, "entity_from": "", "period_from": "", "where": "",
        "recognised": None, "confidence_metric": 1.0, "confidence_period": 1.0, "confidence_entity": 1.0, "doubt": "", "corrected": "add", "original": None, "report_id": report["report_id"],
    }  # fmt: skip
    return row | entry.after
