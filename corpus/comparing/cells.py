"""The facts of one report to one cell a metric, with how its value was got.

stated: one own, unqualified, actual figure (told twice alike counts once); summed: disjoint parts and no total; zero: a stated zero;
ambiguous: figures that disagree, shown and never chosen from; missing: nothing said, which is not 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from patterns import Catalog

Row = Mapping[str, Any]
LOW_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a metric of a brigade in a period; `sources` are the rows of the facts it came from."""

    brigade: str
    period_start: date | None
    period_end: date | None
    metric: str
    value: float | None
    value_max: float | None
    modifier: str
    unit: str
    how: str  # stated, summed, zero, ambiguous, missing, derived
    sources: tuple[Row, ...] = ()
    note: str = ""
    marks: tuple[str, ...] = ()  # ocr, corrected
    base: Cell | None = field(default=None, compare=False)


def interval(row: Row) -> tuple[float, float]:
    """The range of true values that a figure stands for: half a unit of its last stated digit, widened by its modifier.

    余 and 多 reach to the next step of the stated digit (20余 → [20, 30)), 近 reaches as far below, 约 ten percent either way.
    """
    value = float(row["value"])
    if row.get("value_max") is not None:
        return value, float(row["value_max"])
    half = 0.5 * 10.0 ** -row["decimals"] if row["decimals"] is not None else 0.0
    exact = row["kind"] in ("count", "rate", "duration", "rank") and row["decimals"] == 0
    low, high = (value, value) if exact else (value - half, value + half)
    modifier = row["modifier"]
    step = _step(value)
    if modifier == "over":
        return value, value + step
    if modifier == "under":
        return value - step, value
    if modifier == "about":
        return value - 0.1 * abs(value), value + 0.1 * abs(value)
    return low, high


def _step(value: float) -> float:
    """The place of the last digit that is not zero: 20 → 10, 2180 → 10, 300 → 100, 23 → 10."""
    n = abs(round(value))
    if n < 10:
        return max(1.0, float(n))
    step = 10
    while n % (step * 10) == 0:
        step *= 10
    return float(step)


def compatible(units: Iterable[str], catalog: Catalog) -> bool:
    """Whether figures in these units may be compared: one unit, or all in one group of patterns/units.toml [same]; "" fits any."""
    told = set(units) - {""}
    return len(told) < 2 or any(told <= set(forms.split()) for forms in catalog.tables["units"].get("same", {}).values())


def own(row: Row, start: date | None, end: date | None) -> bool:
    """Whether a fact speaks of the reporting brigade and its whole period: actual, no other entity, no day, quarter or plan."""
    if row["status"] != "actual" or row["entity"] or row["corrected"] == "wrong":
        return False
    a, b = row["period_start"], row["period_end"]
    if a is None or b is None or start is None or end is None:
        return a == start and b == end
    if (a, b) == (start, end):
        return True
    # 截至6月20日 in a half-year's report: the cut-off stands for the period
    return bool(a == start and b <= end and (b - a).days + 1 >= 0.85 * ((end - start).days + 1))


def cells_of(brigade: str, start: date | None, end: date | None, rows: list[Row], catalog: Catalog) -> dict[str, Cell]:
    """metric → cell, for the facts of one report; metrics it says nothing of are not in it."""
    by_metric: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        metric = catalog.metrics.get(row["metric"])
        if metric is not None and row["kind"] == metric.kind and own(row, start, end):
            by_metric[row["metric"]].append(row)
    blank = Cell(brigade, start, end, "", None, None, "exact", "", "missing")
    return {metric: _cell(replace(blank, metric=metric), found, catalog) for metric, found in by_metric.items()}


def missing(brigade: str, start: date | None, end: date | None, metric: str) -> Cell:
    return Cell(brigade, start, end, metric, None, None, "exact", "", "missing")


def _cell(blank: Cell, rows: list[Row], catalog: Catalog) -> Cell:
    marks = _marks(rows)
    total = [r for r in rows if not r["qualifier"]]
    if total:
        return _stated(blank, total, rows, marks, catalog)
    return _summed(blank, rows, marks, catalog)


def _marks(rows: list[Row]) -> tuple[str, ...]:
    marks = []
    if any(r.get("confidence") is not None for r in rows):
        marks.append("ocr")
    if any(r.get("corrected") for r in rows):
        marks.append("corrected")
    return tuple(marks)


def _from(blank: Cell, row: Row, how: str, sources: list[Row], marks: tuple[str, ...], note: str = "") -> Cell:
    return replace(
        blank,
        value=row["value"],
        value_max=row["value_max"],
        modifier=row["modifier"],
        unit=row["unit"] or "",
        how=how,
        sources=tuple(sources),
        marks=marks,
        note=note,
    )


def _stated(blank: Cell, total: list[Row], rows: list[Row], marks: tuple[str, ...], catalog: Catalog) -> Cell:
    positive = [r for r in total if r["value"]]
    if not positive:
        return _from(blank, total[0], "zero", total, marks)
    if len(positive) < len(total):
        return _ambiguous(blank, total, marks, "既说没有,又给出了数字")
    if not compatible((r["unit"] for r in positive), catalog):
        return _ambiguous(blank, positive, marks, "单位不一致")
    exact = [r for r in positive if r["modifier"] == "exact"]
    best = exact[0] if exact else positive[0]
    spans = [interval(r) for r in positive]
    if exact and len({r["value"] for r in exact}) > 1:
        whole = _total_of_parts(positive)
        if whole is not None:
            return _from(blank, whole, "stated", [whole], marks)
        return _ambiguous(blank, positive, marks, "前后数字不一致")
    if max(low for low, _ in spans) > min(high for _, high in spans):
        return _ambiguous(blank, positive, marks, "前后数字不一致")
    return _from(blank, best, "stated", positive, marks)


def _total_of_parts(rows: list[Row]) -> Row | None:
    """The one figure that the others are told to be parts of (`of`), or None."""
    by_seq = {(r["report_id"], r["seq"]): r for r in rows}
    parts = [r for r in rows if r.get("of") is not None and (r["report_id"], r["of"]) in by_seq]
    rest = [r for r in rows if r not in parts]
    return rest[0] if parts and len({r["value"] for r in rest}) == 1 else None


def _ambiguous(blank: Cell, rows: list[Row], marks: tuple[str, ...], note: str) -> Cell:
    return replace(blank, how="ambiguous", unit=rows[0]["unit"] or "", sources=tuple(rows), marks=marks, note=note)


def _summed(blank: Cell, rows: list[Row], marks: tuple[str, ...], catalog: Catalog) -> Cell:
    by_part: dict[str, Row] = {}
    for row in rows:
        known = by_part.get(row["qualifier"])
        if known is not None and known["value"] != row["value"]:
            return _ambiguous(blank, rows, marks, f"“{row['qualifier']}”前后数字不一致")
        by_part[row["qualifier"]] = row
    parts = list(by_part.values())
    names = list(by_part)
    if not compatible((r["unit"] for r in parts), catalog):
        return _ambiguous(blank, rows, marks, "各部分单位不一致")
    if any(a != b and a in b for a in names for b in names):
        return _ambiguous(blank, rows, marks, "各部分可能互相包含")
    if catalog.metrics[blank.metric].kind == "ratio" and len(parts) > 1:
        return _ambiguous(blank, rows, marks, "比率不能相加")
    modifiers = {r["modifier"] for r in parts} - {"exact"}
    modifier = "exact" if not modifiers else modifiers.pop() if len(modifiers) == 1 else "about"
    value = round(sum(r["value"] for r in parts), 6)
    top = round(sum(r["value_max"] if r["value_max"] is not None else r["value"] for r in parts), 6) if modifier == "range" else None
    if not value:
        return _from(blank, parts[0], "zero", parts, marks)
    note = "由" + "、".join(names) + ("相加" if len(parts) > 1 else "而来,没有总数")
    return replace(
        blank,
        value=value,
        value_max=top,
        modifier=modifier,
        unit=parts[0]["unit"] or "",
        how="summed",
        sources=tuple(parts),
        marks=marks,
        note=note,
    )
