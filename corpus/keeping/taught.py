"""What lessons change in the rows of a report: laid over what was extracted without them, so that a lesson can be forgotten again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.keeping.journal import told
from corpus.reading.tables import of_table
from extract import Fact, Lesson, extract_report
from extract.meaning.judge import judge_of
from extract.meaning.resolved import LEVELS
from patterns import Catalog

Row = dict[str, Any]
FIELDS = ("metric", "activity", "pattern", "doubt", "confidence_metric", "qualifier")  # what a lesson may change in a row


def may_change(rows: list[Row], lessons: Sequence[Row]) -> bool:
    """Whether any of these figures could be told like one of the lessons' (rows with label, unit and kind); says yes too often."""
    exact = {(w["label"], w["unit"], w["kind"]) for w in lessons}
    kinds = {w["kind"] for w in lessons}
    return any(
        (r["label"], r["unit"], r["kind"]) in exact or ((not r["metric"] or r["doubt"]) and (r["kind"] in kinds or r["kind"] in LEVELS))
        for r in rows
    )


def taught_rows(rows: list[Row], facts: Sequence[Fact], lessons: Sequence[Row], catalog: Catalog) -> list[Row]:
    """The rows of a report as lessons have them.

    `facts` are those of the same text, extracted with the lessons; `lessons` are rows with label, unit, kind, metric and qualifier (None:
    not said).  Figures of tables, which have no words around them, follow a lesson of just their label, unit and kind, their changes one
    of their label.
    """
    subjects = {w["label"]: w["metric"] or "" for w in lessons if w["kind"] == "count"}
    by_place = {(f.start, f.end, f.label, f.kind): f for f in facts}
    exact = {(w["label"], w["unit"] or "", w["kind"]): w["metric"] or "" for w in lessons}
    parts = {(w["label"], w["unit"] or "", w["kind"]): w.get("qualifier") for w in lessons}
    out = []
    for row in rows:
        fact = by_place.get((row["start"], row["end"], row["label"], row["kind"]))
        new: Row = {}
        in_table = of_table(row["pattern"] or "")
        key = (row["label"], row["unit"] or "", row["kind"])
        told_so = subjects.get(row["label"]) if row["kind"] in LEVELS else exact.get(key)
        if not in_table and fact is not None and (fact.kind in LEVELS or any(reader == "lessons" for reader, _, _ in fact.votes)):
            flat = fact.to_row()
            new = {name: flat[name] for name in FIELDS}
        elif (in_table or fact is None) and told_so is not None:
            new = {"metric": told_so, "activity": told_so.partition(".")[0] or "other", "confidence_metric": 1.0}
            new |= {"pattern": judge_of(catalog).taught if told_so else ""}
        if parts.get(key) is not None and new.get("metric", row["metric"]) == exact[key]:
            new["qualifier"] = parts[key]
        changed = any(row[name] != value for name, value in new.items())
        out.append({**row, **new, "original": told({name: row[name] for name in FIELDS})} if changed else row)
    return out


def retaught(rows: list[Row], report: Row, lessons: Sequence[tuple[Lesson, Row]], catalog: Catalog) -> list[Row]:
    """The rows of a stored report, as extracted, as these lessons have them; each lesson with the row of what it says."""
    words = [row for _, row in lessons]
    if not lessons or not may_change(rows, words):
        return rows
    from extract import Period

    found = extract_report(
        report["text"], brigade=report["brigade"], period=Period(report["period_start"], report["period_end"]), catalog=catalog,
        lessons=[lesson for lesson, _ in lessons],
    )  # fmt: skip
    return taught_rows(rows, found.facts, words, catalog)
