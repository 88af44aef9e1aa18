"""Brigades and periods side by side, only where the figures may be compared; what may not is said in a footnote."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from corpus.comparing.cells import Cell, Row, cells_of, compatible, missing
from corpus.comparing.statistics import median, robust_z
from corpus.errors import CorpusError
from corpus.periods import months, period_name
from extract import Period
from patterns import Catalog

if TYPE_CHECKING:
    import pandas as pd

    from corpus.api import Corpus

Key = tuple[str, str]  # brigade, period name
ReportKey = tuple[str, date, date]
# what cells and their readers look at; texts that they do not need would fill the memory
_CELL_QUERY = """
SELECT f.report_id, f.seq, f."start", f."end", f.quote, f."value", f.value_max, f.modifier, f.unit, f.kind, f.metric, f.label, f.status, f.entity,
       f.period_start, f.period_end, f.qualifier, f.sentence, f.decimals, f."of", f."where", f.confidence, f.corrected, r.brigade, r.path
FROM facts f JOIN reports r USING (report_id)
"""
_MANY = 60  # peers of whom one more or less does not move the median
OVER = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(slots=True)
class Comparison:
    """`columns` are (brigade, period); `cells[metric][column]` holds every cell, the missing ones included."""

    columns: list[Key]
    metrics: list[str]
    cells: dict[str, dict[Key, Cell]]
    notes: list[str] = field(default_factory=list)
    catalog: Catalog | None = None
    base: str = ""
    per: str = ""

    def name(self, metric: str) -> str:
        return metric_name(metric, self.catalog)

    def rows(self) -> list[dict[str, Any]]:
        """One row a cell, with the fields that `--format jsonl` prints."""
        out = []
        for metric in self.metrics:
            for column in self.columns:
                cell = self.cells[metric][column]
                row: dict[str, Any] = {
                    "brigade": column[0], "period": column[1], "metric": metric, "metric_name": self.name(metric), "value": _plain(cell.value),
                    "value_max": _plain(cell.value_max), "modifier": cell.modifier, "unit": cell.unit, "how": cell.how, "note": cell.note, "marks": list(cell.marks),
                    "sources": [source_of(r) for r in cell.sources],
                }  # fmt: skip
                if self.base:
                    row |= change_of(cell)
                    row["base_sources"] = [source_of(r) for r in cell.base.sources] if cell.base is not None else []
                out.append(row)
        return out

    def frame(self) -> pd.DataFrame:
        """`rows` as a pandas frame; columns are there even when it is empty."""
        import pandas as pd

        columns = [
            "brigade",
            "period",
            "metric",
            "metric_name",
            "value",
            "value_max",
            "modifier",
            "unit",
            "how",
            "note",
            "marks",
            "sources",
        ]
        if self.base:
            columns += ["base_value", "change", "change_pct", "change_note", "base_sources"]
        return pd.DataFrame(self.rows(), columns=columns)


def metric_name(metric: str, catalog: Catalog | None) -> str:
    if catalog is None:
        return metric
    if metric in catalog.metrics:
        return catalog.metrics[metric].name
    return next((str(r["name"]) for r in catalog.tables["derived"].get("rate", []) if r["id"] == metric), metric)


def source_of(row: Row) -> dict[str, Any]:
    return {
        "report_id": row["report_id"],
        "start": row["start"],
        "end": row["end"],
        "quote": row["quote"],
        "value": _plain(row["value"]),
        "sentence": row["sentence"],
        "where": row.get("where", ""),
    }


def _plain(value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else value


def change_of(cell: Cell) -> dict[str, Any]:
    """base_value, change, change_pct (one decimal) against the cell's base; from zero there is no percentage but 新增."""
    base = cell.base
    out: dict[str, Any] = {"base_value": _plain(base.value) if base else None, "change": None, "change_pct": None, "change_note": ""}
    if base is None or base.value is None or cell.value is None:
        return out
    out["change"] = _plain(round(cell.value - base.value, 6))
    if base.value:
        out["change_pct"] = round(100 * (cell.value - base.value) / abs(base.value), 1)
    elif cell.value:
        out["change_note"] = "新增"
    else:
        out["change_pct"] = 0.0
    if "exact" not in (cell.modifier,) or base.modifier != "exact":
        out["change_note"] = (out["change_note"] + " 约数").strip()
    return out


# ---- reading the store ------------------------------------------------------------------------------------------------


class Table:
    """The current reports that fit a condition, by (brigade, start, end); cells are read a period at a time, when they are asked for."""

    def __init__(self, corpus: Corpus, where: str = "", values: tuple[Any, ...] = ()) -> None:
        self._corpus, self._where, self._values = corpus, where, values
        rows = corpus.store.rows(
            f"SELECT r.brigade, r.period_start, r.period_end FROM reports r WHERE r.\"current\" AND r.brigade <> '' AND r.period_end IS NOT NULL {where}",
            list(values),
        )
        self.keys: list[ReportKey] = [(r["brigade"], r["period_start"], r["period_end"]) for r in rows]
        self._cells: dict[tuple[date, date], dict[str, dict[str, Cell]]] = {}

    def keep(self, condition: Any) -> Table:
        """The same with the keys that fit."""
        self.keys = [k for k in self.keys if condition(k)]
        return self

    def cells(self, key: ReportKey) -> dict[str, Cell]:
        """metric → cell of one report."""
        when = (key[1], key[2])
        if when not in self._cells:
            clause = (
                "r.\"current\" AND r.brigade <> '' AND f.metric <> '' AND f.corrected <> 'wrong' AND f.kind NOT IN ('change', 'rate') "
                f"AND r.period_start = ? AND r.period_end = ? {self._where}"
            )
            rows = self._corpus.store.stream(
                f"{_CELL_QUERY} WHERE {clause} ORDER BY r.brigade, f.report_id, f.seq", [*when, *self._values], frozenset(("sentence",))
            )
            catalog = self._corpus.catalog
            self._cells[when] = {
                name: cells_of(name, *when, list(found), catalog) for name, found in itertools.groupby(rows, key=itemgetter("brigade"))
            }
        return self._cells[when].get(key[0], {})

    def all(self) -> dict[ReportKey, dict[str, Cell]]:
        return {key: self.cells(key) for key in self.keys}


def load(corpus: Corpus, where: str = "", values: tuple[Any, ...] = ()) -> dict[ReportKey, dict[str, Cell]]:
    """(brigade, start, end) → its cells, of the current reports that fit."""
    return Table(corpus, where, values).all()


def compare(
    corpus: Corpus,
    *,
    period: Period | None = None,
    brigade: str | None = None,
    brigades: list[str] | None = None,
    over: str | None = None,
    base: Period | None = None,
    per: str | None = None,
    metrics: list[str] | None = None,
    activities: list[str] | None = None,
    difference: bool = False,
    derived: bool = True,
    parent: str | None = None,
) -> Comparison:
    """The table that is asked for.

    `period`: brigades side by side; `brigade` with `over` (year, half, quarter, month): one brigade's periods; `base`: changes against
    that period; `per`: month, a column of brigades.csv or a metric id; `difference`: H2 from year − H1 where no report of its own is.
    Raises CorpusError where the store has nothing that fits.
    """
    catalog = corpus.catalog
    notes: list[str] = []
    if brigade:
        table = Table(corpus, "AND contains(r.brigade, ?)", (brigade,))
        names = sorted({k[0] for k in table.keys})
        if len(names) > 1 and brigade not in names:
            raise CorpusError(f"“{brigade}”对应多个大队:{'、'.join(names[:5])},请写全名。", "ambiguous")
        table.keep(lambda k: k[0] == (brigade if brigade in names else names[0]))
    else:
        table = Table(corpus)
        if brigades:
            table.keep(lambda k: any(b in k[0] for b in brigades))
    if not table.keys:
        raise CorpusError("数据库里没有符合条件的报告,用 brigade reports 查看已有的大队和期间。", "empty")
    columns = _columns(table, period, over, per, brigade, difference, notes)
    if not columns:
        have = sorted({period_name(k[1], k[2]) for k in table.keys})
        raise CorpusError(f"没有符合条件的报告;已有期间:{'、'.join(have[:12])}。", "empty")
    found = dict(columns)
    wanted = _metrics(found, metrics, activities, catalog)
    result: dict[str, dict[Key, Cell]] = {}
    for metric in wanted:
        result[metric] = {key: cells.get(metric) or missing(key[0], *_span(cells, key), metric) for key, cells in found.items()}
    if per:
        _divide(result, per, corpus, catalog, notes)
    if derived and not per and not metrics:
        _derive(result, catalog, activities)
    out = Comparison(list(found), list(result), result, notes, catalog, per=per or "")
    _note_units(out, notes)
    if base is not None:
        out.base = period_name(base.start, base.end)
        _set_base(out, corpus, base, period, table, notes, per)
    if parent is not None or (corpus.registry is not None and not brigade):
        _totals(out, corpus, parent, notes)
    return out


def _span(cells: dict[str, Cell], key: Key) -> tuple[date | None, date | None]:
    for cell in cells.values():
        return cell.period_start, cell.period_end
    from extract.reading.calendar import parse_period

    parsed = parse_period(key[1])
    return (parsed.start, parsed.end) if parsed else (None, None)


def _columns(
    table: Table,
    period: Period | None,
    over: str | None,
    per: str | None,
    brigade: str | None,
    difference: bool,
    notes: list[str],
) -> dict[Key, dict[str, Cell]]:
    if period is not None:
        out: dict[Key, dict[str, Cell]] = {}
        by_name: dict[str, list[ReportKey]] = defaultdict(list)
        for k in table.keys:
            by_name[k[0]].append(k)
        for name, theirs in sorted(by_name.items()):
            exact = next((k for k in theirs if (k[1], k[2]) == (period.start, period.end)), None)
            if exact:
                out[(name, period_name(exact[1], exact[2]))] = table.cells(exact)
                continue
            made = _differenced({k: table.cells(k) for k in theirs}, name, period) if difference else None
            if made is not None:
                out[(name, period_name(period.start, period.end))] = made
                notes.append(f"{name}没有{period_name(period.start, period.end)}的报告,由全年减上半年推算")
                continue
            near = [k for k in theirs if k[1] <= period.end and period.start <= k[2]]  # type: ignore[operator]
            if near and per == "month":
                key = max(near, key=lambda k: months(k[1], k[2]) if period.contains(Period(k[1], k[2])) else -months(k[1], k[2]))
                out[(name, period_name(key[1], key[2]))] = table.cells(key)
                notes.append(f"{name}用的是{period_name(key[1], key[2])}的报告,按月平均")
            elif near:
                what = "、".join(period_name(k[1], k[2]) for k in near)
                notes.append(f"{name}有{what}的报告,期间长短不同,未列入;可用 --per month 按月平均比较")
        return out
    if brigade and not over and len({k[0] for k in table.keys}) == 1 and per != "month":
        lengths = defaultdict(list)
        for k in table.keys:
            lengths[round(months(k[1], k[2]))].append(k)
        most = max(lengths.values(), key=len)
        left = [k for k in table.keys if k not in most]
        if left:
            notes.append("期间长短不同,未列入:" + "、".join(period_name(k[1], k[2]) for k in left) + ";可用 --per month")
        return {(k[0], period_name(k[1], k[2])): table.cells(k) for k in sorted(most, key=lambda k: k[1])}
    chosen = sorted(table.keys, key=lambda k: (k[0], k[1], k[2]))
    if over:
        if over not in OVER:
            raise CorpusError(f"--over 只能是 year、half、quarter 或 month,不认识“{over}”。", "arguments")
        left = [k for k in chosen if round(months(k[1], k[2])) != OVER[over]]
        chosen = [k for k in chosen if round(months(k[1], k[2])) == OVER[over]]
        if left:
            notes.append(
                "期间长短不同,未列入:" + "、".join(f"{k[0]} {period_name(k[1], k[2])}" for k in left[:8]) + ("等" if len(left) > 8 else "")
            )
    elif per != "month" and len({round(months(k[1], k[2])) for k in chosen}) > 1:
        notes.append("表中期间长短不同,只可各列自看,不可横向比较;可用 --per month 或 --period 指定期间")
    return {(k[0], period_name(k[1], k[2])): table.cells(k) for k in chosen}


def _differenced(theirs: dict[tuple[str, date, date], dict[str, Cell]], name: str, period: Period) -> dict[str, Cell] | None:
    """H2 = year − H1, a quarter from cumulative reports: only for exact figures that were stated or summed in both."""
    if period.start is None or period.end is None:
        return None
    ends = begins = None
    for (_, first, last), cells in theirs.items():
        if last == period.end and first < period.start and first.month == 1:
            ends = cells
        if (first.month, first.day) == (1, 1) and first.year == period.start.year and (period.start - last).days == 1:
            begins = cells
    if ends is None or begins is None:
        return None
    out = {}
    for metric, cell in ends.items():
        other = begins.get(metric)
        usable = ("stated", "summed", "zero")
        if other is None or cell.how not in usable or other.how not in usable or cell.value is None or other.value is None:
            continue
        if cell.modifier != "exact" or other.modifier != "exact" or cell.value < other.value:
            continue
        out[metric] = replace(
            cell, value=round(cell.value - other.value, 6), how="derived", period_start=period.start, period_end=period.end,
            sources=(*cell.sources, *other.sources), note="全期减前期",
        )  # fmt: skip
    return out


def _metrics(found: dict[Key, dict[str, Cell]], metrics: list[str] | None, activities: list[str] | None, catalog: Catalog) -> list[str]:
    present = {m for cells in found.values() for m in cells}
    order = list(catalog.tables["activities"]["activity"])
    ids = sorted(catalog.metrics, key=lambda m: order.index(catalog.metrics[m].activity) if catalog.metrics[m].activity in order else 99)
    if metrics:
        return [m for m in ids if any(m == w or m.startswith(w + ".") for w in metrics)]
    return [m for m in ids if m in present and (not activities or catalog.metrics[m].activity in activities)]


def _divide(result: dict[str, dict[Key, Cell]], per: str, corpus: Corpus, catalog: Catalog, notes: list[str]) -> None:
    """Per month, per column of brigades.csv, per metric; a stock is no flow and stays as it is under --per month."""
    if (
        per != "month"
        and per not in catalog.metrics
        and not (corpus.registry and any(per in b.columns for b in corpus.registry.brigades.values()))
    ):
        raise CorpusError(f"--per 后面可以是 month、brigades.csv 的数字列或指标编号,不认识“{per}”。", "arguments")
    divisors: dict[Key, Cell] = {}
    if per in catalog.metrics:
        divisors = result.get(per) or {}
        if not divisors:
            raise CorpusError(f"所选报告都没有指标 {per},不能以它为分母。", "empty")
        divisors = dict(divisors)
    for metric, cells in result.items():
        spec = catalog.metrics[metric]
        for key, cell in cells.items():
            if cell.value is None or cell.how in ("ambiguous", "missing"):
                continue
            extra: tuple[Row, ...] = ()
            if per == "month":
                length = months(cell.period_start, cell.period_end)
                if not spec.flow or not length:
                    continue
                by, word = length, "月"
            elif per in catalog.metrics:
                base = divisors.get(key)
                if base is None or not base.value or metric == per:
                    if metric != per:
                        cells[key] = replace(missing(cell.brigade, cell.period_start, cell.period_end, metric), note="缺少分母")
                    continue
                by, extra, word = base.value, base.sources, metric_name(per, catalog)
            else:
                columns = (
                    corpus.registry.brigades[cell.brigade].columns if corpus.registry and cell.brigade in corpus.registry.brigades else {}
                )
                if not columns.get(per):
                    cells[key] = replace(missing(cell.brigade, cell.period_start, cell.period_end, metric), note=f"名册缺少 {per}")
                    continue
                by, word = columns[per], per
            top = None if cell.value_max is None else round(cell.value_max / by, 4)
            unit = f"{cell.unit}/{word}"
            cells[key] = replace(
                cell,
                value=round(cell.value / by, 4),
                value_max=top,
                unit=unit,
                how="derived",
                sources=(*cell.sources, *extra),
                note=f"{cell.value:,.10g} ÷ {by:,.6g}",
            )
    notes.append("表中数值为推算值:" + ("按月平均,存量指标不折算" if per == "month" else f"除以{metric_name(per, catalog)}"))


def _derive(result: dict[str, dict[Key, Cell]], catalog: Catalog, activities: list[str] | None) -> None:
    for rate in catalog.tables["derived"].get("rate", []):
        top, bottom = result.get(rate["numerator"]), result.get(rate["denominator"])
        if top is None or bottom is None or (activities and rate["numerator"].partition(".")[0] not in activities):
            continue
        cells = {}
        for key, a in top.items():
            b = bottom[key]
            blank = missing(a.brigade, a.period_start, a.period_end, rate["id"])
            if a.value is None or not b.value:
                cells[key] = blank
                continue
            modifier = "exact" if a.modifier == b.modifier == "exact" else "about"
            value = round(a.value / b.value * rate["scale"], 2)
            cells[key] = replace(
                blank,
                value=value,
                modifier=modifier,
                unit=rate["unit"],
                how="derived",
                sources=(*a.sources, *b.sources),
                note=f"{a.value:,.10g} ÷ {b.value:,.10g}",
            )
        if any(c.value is not None for c in cells.values()):
            result[rate["id"]] = cells


def _note_units(out: Comparison, notes: list[str]) -> None:
    catalog = out.catalog
    if catalog is None:
        return
    for metric in out.metrics:
        units = {c.unit for c in out.cells[metric].values() if c.value is not None and c.unit}
        if len(units) > 1:
            word = "单位写法不同" if compatible(units, catalog) else "单位不同,不可比"
            notes.append(f"{out.name(metric)}:{word}({'、'.join(sorted(units))})")


def _set_base(
    out: Comparison, corpus: Corpus, base: Period, period: Period | None, table: Table, notes: list[str], per: str | None
) -> None:
    catalog = corpus.catalog
    if period is not None and per != "month" and round(months(base.start, base.end)) != round(months(period.start, period.end)):
        raise CorpusError(
            f"{period_name(period.start, period.end)} 与 {period_name(base.start, base.end)} 长短不同,不能直接比较;可加 --per month。",
            "length",
        )
    bases = {k[0]: table.cells(k) for k in table.keys if (k[1], k[2]) == (base.start, base.end)}
    absent = sorted({key[0] for key in out.columns} - set(bases))
    if absent:
        notes.append(f"没有{out.base}报告、无法比较变化的:{'、'.join(absent)}")
    for metric in out.metrics:
        for key, cell in out.cells[metric].items():
            other = bases.get(key[0], {}).get(metric)
            if key[1] == out.base or other is None or other.how == "ambiguous" or cell.how == "ambiguous" or metric not in catalog.metrics:
                continue
            if not per and not compatible((other.unit, cell.unit), catalog):
                continue
            if per == "month" and other.value is not None and catalog.metrics[metric].flow:
                other = replace(other, value=round(other.value / months(other.period_start, other.period_end), 4))
            elif per and per != "month":
                continue
            out.cells[metric][key] = replace(cell, base=other)


def _totals(out: Comparison, corpus: Corpus, parent: str | None, notes: list[str]) -> None:
    """A column for each parent: the sum over its brigades that reported, with their number."""
    registry = corpus.registry
    if registry is None:
        raise CorpusError("计算支队合计需要大队名册,请用 --registry 给出 brigades.csv。", "missing")
    parents = [parent] if parent else sorted({b.parent for b in registry.brigades.values() if b.parent})
    for name in parents:
        children = set(registry.children(name))
        if not children:
            if parent:
                raise CorpusError(f"大队名册里没有上级为“{name}”的大队。", "missing")
            continue
        columns = [c for c in out.columns if c[0] in children]
        periods = {c[1] for c in columns}
        if len(periods) != 1 or len(columns) < 2:
            continue
        key = (f"{name}(合计)", periods.pop())
        for metric in out.metrics:
            cells = [out.cells[metric][c] for c in columns]
            told = [c for c in cells if c.value is not None and c.how != "ambiguous"]
            kind = out.catalog.metrics[metric].kind if out.catalog and metric in out.catalog.metrics else "ratio"
            blank = missing(key[0], cells[0].period_start, cells[0].period_end, metric)
            if not told or kind == "ratio" or not compatible((c.unit for c in told), corpus.catalog):
                out.cells[metric][key] = blank
                continue
            modifier = "exact" if all(c.modifier == "exact" for c in told) else "about"
            note = f"{len(children)} 个大队中 {len(told)} 个有数"
            out.cells[metric][key] = replace(
                blank, value=round(sum(c.value or 0 for c in told), 6), modifier=modifier, unit=told[0].unit, how="derived", note=note,
                sources=tuple(s for c in told for s in c.sources),
            )  # fmt: skip
        out.columns.append(key)
        notes.append(f"{name}(合计):名册中 {len(children)} 个大队,{len(columns)} 个有报告")


# ---- questions --------------------------------------------------------------------------------------------------------


def ranking(out: Comparison, metric: str) -> list[dict[str, Any]]:
    """Columns by a metric, highest first: rank (equal values share one), value, quartile (1 the highest quarter); those without a value last."""
    told = [
        (key, c) for key, c in out.cells[metric].items() if c.value is not None and c.how != "ambiguous" and not key[0].endswith("(合计)")
    ]
    told.sort(key=lambda item: (-(item[1].value or 0), item[0]))
    rows: list[dict[str, Any]] = []
    for i, (key, cell) in enumerate(told):
        rank = rows[-1]["rank"] if rows and rows[-1]["value"] == _plain(cell.value) else i + 1
        rows.append(
            {
                "rank": rank,
                "brigade": key[0],
                "period": key[1],
                "metric": metric,
                "value": _plain(cell.value),
                "modifier": cell.modifier,
                "unit": cell.unit,
                "how": cell.how,
                "quartile": 1 + 4 * (rank - 1) // len(told),
            }
        )
    rest = [key for key, c in out.cells[metric].items() if (c.value is None or c.how == "ambiguous") and not key[0].endswith("(合计)")]
    rows += [
        {
            "rank": None,
            "brigade": k[0],
            "period": k[1],
            "metric": metric,
            "value": None,
            "modifier": "",
            "unit": "",
            "how": out.cells[metric][k].how,
            "quartile": None,
        }
        for k in rest
    ]
    return rows


def outliers(corpus: Corpus, out: Comparison, limit: float = 3.5) -> list[dict[str, Any]]:
    """Cells far from their peers in the table or from their brigade's own history of the same length, with the reason."""
    names = {c[0] for c in out.columns}
    lengths = {round(months(c.period_start, c.period_end)) for m in out.metrics for c in out.cells[m].values()}
    history = Table(corpus).keep(lambda k: k[0] in names and round(months(k[1], k[2])) in lengths).all()
    by_name: dict[str, list[tuple[ReportKey, dict[str, Cell]]]] = defaultdict(list)
    for k, c in history.items():
        by_name[k[0]].append((k, c))
    found = []
    for metric in out.metrics:
        cells = {k: c for k, c in out.cells[metric].items() if c.value and c.how in ("stated", "summed") and not k[0].endswith("(合计)")}
        everyone = [math.log10(c.value or 1) for c in cells.values()] if len(cells) > _MANY else []
        for key, cell in cells.items():
            value = math.log10(cell.value or 1)
            peers = everyone or [math.log10(c.value or 1) for k, c in cells.items() if k[0] != key[0]]
            z = robust_z(value, peers)
            length = round(months(cell.period_start, cell.period_end))
            past = [
                math.log10(c[metric].value or 1) for k, c in by_name[key[0]]
                if (k[1], k[2]) != (cell.period_start, cell.period_end) and round(months(k[1], k[2])) == length and metric in c and c[metric].value
            ]  # fmt: skip
            own_z = robust_z(value, past)
            for kind, score, others in (("peers", z, peers), ("history", own_z, past)):
                if score is not None and abs(score) > limit:
                    centre = 10 ** median(others)
                    word = "其他大队" if kind == "peers" else "本大队历次"
                    found.append({
                        "brigade": key[0], "period": key[1], "metric": metric, "metric_name": out.name(metric), "value": _plain(cell.value), "unit": cell.unit,
                        "against": kind, "z": round(score, 1), "reason": f"{word}的中位数约为 {centre:,.4g},本数为其 {(cell.value or 0) / centre:.2g} 倍",
                    })  # fmt: skip
    return sorted(found, key=lambda r: -abs(r["z"]))


def coverage(corpus: Corpus) -> list[dict[str, Any]]:
    """Which brigade tells which metric in which period: one row a brigade, period and metric of the store, `told` true or false."""
    table = load(corpus)
    metrics = [m for m in corpus.catalog.metrics if any(m in cells for cells in table.values())]
    return [
        {"brigade": k[0], "period": period_name(k[1], k[2]), "metric": m, "metric_name": corpus.catalog.metrics[m].name, "told": m in cells, "how": cells[m].how if m in cells else "missing"}
        for k, cells in sorted(table.items()) for m in metrics
    ]  # fmt: skip
