"""One cell from all that a report says of a metric."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from corpus.cells.cell import Cell, missing
from corpus.cells.intervals import interval
from corpus.cells.own import own
from corpus.cells.sources import Row
from corpus.cells.units import compatible
from patterns import Catalog


def cells_of(brigade: str, start: date | None, end: date | None, rows: list[Row], catalog: Catalog) -> dict[str, Cell]:
    """metric → cell, for the facts of one report, or of a report and tables that add to it; metrics they say nothing of are not in it."""
    by_metric: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        metric = catalog.metrics.get(row["metric"])
        if metric is not None and row["kind"] == metric.kind and own(row, start, end):
            by_metric[row["metric"]].append(row)
    cells = {metric: _cell(missing(brigade, start, end, metric), told, catalog) for metric, told in by_metric.items()}
    for entry in catalog.tables["derived"].get("zero", []):
        whole = cells.get(entry["of"])
        if whole is not None and whole.how == "zero":
            note = f"由“{catalog.metrics[entry['of']].name}”为零得出"
            cells |= {metric: whole._replace(metric=metric, note=note) for metric in entry["gives"] if metric not in cells}
    return cells


def _cell(blank: Cell, rows: list[Row], catalog: Catalog) -> Cell:
    blank = blank._replace(marks=_marks(rows))
    totals = [r for r in rows if not r["qualifier"]]
    return _stated(blank, totals, catalog) if totals else _summed(blank, rows, catalog)


def _marks(rows: list[Row]) -> tuple[str, ...]:
    marks = {
        "ocr": any(r.get("recognised") is not None for r in rows),
        "corrected": any(r.get("corrected") for r in rows),
        "doubt": any(r.get("doubt") for r in rows),
    }
    return tuple(name for name, holds in marks.items() if holds)


def _from(blank: Cell, row: Row, how: str, sources: list[Row]) -> Cell:
    return blank._replace(
        value=row["value"],
        value_max=row["value_max"],
        modifier=row["modifier"],
        unit=row["unit"] or "",
        how=how,
        sources=tuple(sources),
    )


def _ambiguous(blank: Cell, rows: list[Row], note: str) -> Cell:
    return blank._replace(how="ambiguous", unit=rows[0]["unit"] or "", sources=tuple(rows), note=note)


# ---- totals that are told --------------------------------------------------------------------------------------------


def _stated(blank: Cell, totals: list[Row], catalog: Catalog) -> Cell:
    figures = [r for r in totals if r["value"]]
    if not figures:
        return _from(blank, totals[0], "zero", totals)
    if len(figures) < len(totals):
        return _ambiguous(blank, totals, "既说没有,又给出了数字")
    if not compatible((r["unit"] for r in figures), catalog):
        return _ambiguous(blank, figures, "单位不一致")
    agreed = _agreed(figures)
    if not agreed:
        several = len({r["report_id"] for r in figures}) > 1
        return _ambiguous(blank, figures, "各份材料数字不一致" if several else "前后数字不一致")
    best = next((r for r in agreed if r["modifier"] == "exact"), agreed[0])
    return _from(blank, best, "stated", agreed)


def _agreed(figures: list[Row]) -> list[Row]:
    """The facts that tell one figure: all of them, the one whole of which the others are parts, or none where they disagree."""
    if len({r["value"] for r in figures if r["modifier"] == "exact"}) > 1:
        whole = _whole_of_parts(figures) or _made_of_others(figures)
        return [] if whole is None else [whole]
    spans = [interval(r) for r in figures]
    return figures if max(low for low, _ in spans) <= min(high for _, high in spans) else []


def _whole_of_parts(rows: list[Row]) -> Row | None:
    """The one figure that the others are told to be parts of (`of`), or None."""
    known = {(r["report_id"], r["seq"]) for r in rows}
    parts = [r for r in rows if r.get("of") is not None and (r["report_id"], r["of"]) in known]
    rest = [r for r in rows if r not in parts]
    return rest[0] if parts and len({r["value"] for r in rest}) == 1 else None


def _made_of_others(rows: list[Row]) -> Row | None:
    """The first figure of a sentence, where the others, told behind it, make it: 罚款31.9万元,其中单位罚款30.2万元、个人罚款1.7万元."""
    whole, *parts = sorted(rows, key=lambda r: (r["report_id"], r["start"] or 0))
    here = {(r["report_id"], r["sentence"]) for r in rows}
    if (
        len(parts) < 2
        or len(here) > 1
        or not whole["sentence"]
        or any(r["modifier"] != "exact" or r["unit"] != whole["unit"] for r in rows)
    ):
        return None
    spans = [interval(r) for r in parts]
    low, high = interval(whole)
    return whole if sum(a for a, _ in spans) <= high and sum(b for _, b in spans) >= low else None


# ---- parts without a total --------------------------------------------------------------------------------------------


def _summed(blank: Cell, rows: list[Row], catalog: Catalog) -> Cell:
    parts: dict[str, Row] = {}  # by qualifier
    for row in rows:
        if parts.get(row["qualifier"], row)["value"] != row["value"]:
            return _ambiguous(blank, rows, f"“{row['qualifier']}”前后数字不一致")
        parts[row["qualifier"]] = row
    obstacle = _obstacle(parts, catalog.metrics[blank.metric].kind, catalog) or _unclear(parts, catalog)
    if obstacle:
        return _ambiguous(blank, rows, obstacle)
    told = list(parts.values())
    value = round(sum(r["value"] for r in told), 6)
    if not value:
        return _from(blank, told[0], "zero", told)
    modifier = _common_modifier(told)
    return blank._replace(
        value=value,
        value_max=round(sum(_top(r) for r in told), 6) if modifier == "range" else None,
        modifier=modifier,
        unit=told[0]["unit"] or "",
        how="summed",
        sources=tuple(told),
        note="由" + "、".join(parts) + ("相加" if len(told) > 1 else "而来,没有总数"),
    )


def _obstacle(parts: dict[str, Row], kind: str, catalog: Catalog) -> str:
    """Why these parts make no sum, "" where they do."""
    if not compatible((r["unit"] for r in parts.values()), catalog):
        return "各部分单位不一致"
    if any(a != b and a in b for a in parts for b in parts):
        return "各部分可能互相包含"
    if kind == "ratio" and len(parts) > 1:
        return "比率不能相加"
    return ""


def _unclear(parts: dict[str, Row], catalog: Catalog) -> str:
    """Why nobody knows whether words that were only taught name the whole or a part of it, "" where that does not matter."""
    taught = [w for w, r in parts.items() if r.get("pattern") == catalog.tables["judge"]["taught"] and w == r["label"]]
    return f"“{'”“'.join(taught[:3])}”是总数还是其中一部分不明,请更正限定" if taught and len(parts) > 1 else ""


def _common_modifier(rows: list[Row]) -> str:
    """exact where all are, the one other modifier where there is one, else about."""
    others = {r["modifier"] for r in rows} - {"exact"}
    if len(others) > 1:
        return "about"
    return others.pop() if others else "exact"


def _top(row: Row) -> Any:
    return row["value"] if row["value_max"] is None else row["value_max"]
