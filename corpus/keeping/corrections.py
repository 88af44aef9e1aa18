"""Corrections of facts by a person: kept apart from what was extracted, laid over it again at every import of the same text."""

from __future__ import annotations

from typing import Any

from corpus.errors import CorpusError
from corpus.keeping.store import Store, now
from corpus.reading.units import kind_told
from patterns import Catalog

DEEDS = ("wrong", "metric", "value", "add")


def corrections_of(store: Store, digests: list[str]) -> list[dict[str, Any]]:
    """The store's corrections of files with these contents, oldest first."""
    return store.rows('SELECT * FROM corrections WHERE sha256 IN (SELECT unnest(?)) ORDER BY "at"', [digests]) if digests else []


def apply(corrections: list[dict[str, Any]], report: dict[str, Any], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a report's facts with those corrections laid over them that are of the same content."""
    for correction in corrections:
        if (correction["sha256"], correction["part"]) == (report["sha256"], report["part"]):
            rows = lay_over(rows, correction, report)
    return rows


def lay_over(rows: list[dict[str, Any]], c: dict[str, Any], report: dict[str, Any]) -> list[dict[str, Any]]:
    """One correction over the rows of one report."""
    out = []
    by = f"更正:{c['who']}"
    for row in rows:
        hit = (
            row["start"] == c["start"] and row["end"] == c["end"] and (not c["label"] or c["label"] == row["label"]) and c["deed"] != "add"
        )
        if hit and c["deed"] == "wrong":
            row = {**row, "corrected": "wrong"}
        elif hit and c["deed"] == "metric":
            activity = (c["metric"] or "").partition(".")[0] or row["activity"]
            row = {**row, "metric": c["metric"], "activity": activity, "corrected": "metric", "pattern": by, "confidence_metric": 1.0}
        elif hit and c["deed"] == "value":
            row = {**row, "value": c["value"], "unit": c["unit"] or row["unit"], "corrected": "value"}
        out.append(row)
    if c["deed"] == "add" and not any(r["corrected"] == "add" and r["start"] == c["start"] and r["metric"] == c["metric"] for r in out):
        text = report["text"]
        begin = max(text.rfind(ch, 0, c["start"]) for ch in "。\n") + 1
        stops = [p for ch in "。\n" if (p := text.find(ch, c["end"])) >= 0]
        out.append({
            "seq": len(out), "start": c["start"], "end": c["end"], "quote": c["quote"], "value": c["value"], "value_max": None, "modifier": "exact",
            "unit": c["unit"] or "", "kind": kind_told(c["unit"] or "", "correction", "count"), "metric": c["metric"] or "",
            "label": c["label"] or c["quote"], "activity": (c["metric"] or "").partition(".")[0] or "other", "status": "actual", "entity": "",
            "period_start": report["period_start"], "period_end": report["period_end"], "qualifier": "", "section": "",
            "sentence": text[begin : min(stops, default=len(text))].strip(), "sentence_start": begin, "pattern": by, "decimals": 0, "of": None,
            "entity_from": "", "period_from": "", "where": "", "recognised": None, "confidence_metric": 1.0, "confidence_period": 1.0, "confidence_entity": 1.0, "doubt": "", "corrected": "add",
        })  # fmt: skip
    return out


def correct(
    store: Store,
    report_id: str,
    start: int,
    end: int,
    deed: str,
    catalog: Catalog,
    *,
    metric: str = "",
    value: float | None = None,
    unit: str = "",
    label: str = "",
    who: str = "",
    why: str = "",
) -> None:
    """Marks the fact at [start, end) wrong, changes its metric or value, or adds a missed one.

    Raises CorpusError for an unknown report, metric or fact, or a span outside the text.
    """
    found = store.rows("SELECT * FROM reports WHERE report_id = ?", [report_id])
    if not found:
        raise CorpusError(f"数据库里没有报告 {report_id},用 brigade reports 查看编号。", "missing")
    report = found[0]
    if metric and metric not in catalog.metrics:
        raise CorpusError(f"没有指标“{metric}”,用 brigade patterns list 查看编号。", "metric")
    if not 0 <= start < end <= len(report["text"]):
        raise CorpusError(f"位置 {start}..{end} 超出报告原文,请检查。", "span")
    if deed in ("value", "add") and value is None:
        raise CorpusError("改数值或补遗漏要用 --value 给出数值。", "arguments")
    rows = store.rows("SELECT * FROM facts WHERE report_id = ? ORDER BY seq", [report_id])
    if deed != "add" and not any(r["start"] == start and r["end"] == end and (not label or label == r["label"]) for r in rows):
        raise CorpusError(f"报告 {report_id} 的 {start}..{end} 处没有数据,用 brigade facts --format jsonl 查看位置。", "span")
    entry = {
        "sha256": report["sha256"], "part": report["part"], "start": start, "end": end, "quote": report["text"][start:end], "label": label, "deed": deed,
        "metric": metric, "value": value, "unit": unit, "who": who, "why": why, "at": now(),
    }  # fmt: skip
    with store.transaction():
        store._insert("corrections", [entry])
        rows = lay_over(rows, entry, report)
        store.db.execute("DELETE FROM facts WHERE report_id = ?", [report_id])
        store._insert("facts", [{**row, "report_id": report_id} for row in rows])
        store.db.execute("UPDATE reports SET facts = ? WHERE report_id = ?", [sum(r["corrected"] != "wrong" for r in rows), report_id])


def gold_of(store: Store, report_id: str) -> list[dict[str, Any]]:
    """A corrected report as gold rows for `brigade evaluate`: its facts without those marked wrong, and its dates."""
    out = []
    for row in store.rows("SELECT * FROM facts WHERE report_id = ? AND corrected <> 'wrong' ORDER BY \"start\"", [report_id]):
        keep = (
            "start",
            "end",
            "quote",
            "value",
            "value_max",
            "modifier",
            "unit",
            "kind",
            "metric",
            "label",
            "activity",
            "status",
            "entity",
            "qualifier",
        )
        dates = {k: row[k].isoformat() if row[k] else None for k in ("period_start", "period_end")}
        out.append({"type": "fact", **{k: row[k] for k in keep}, **dates})
    for row in store.rows(
        'SELECT "start", "end", quote, period_start, period_end FROM dates WHERE report_id = ? ORDER BY "start"', [report_id]
    ):
        out.append({"type": "date", **row, **{k: row[k].isoformat() if row[k] else None for k in ("period_start", "period_end")}})
    return out
