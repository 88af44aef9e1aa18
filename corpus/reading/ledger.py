"""The books (台账): figures by metric and period from Excel or CSV, and an empty template."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from corpus.errors import CorpusError
from corpus.processes.limits import Limits
from corpus.reading.bounded import LIMITS, within
from corpus.reading.identify.brigades import bare
from corpus.reading.readers import read
from corpus.reading.tables import is_total, place_of, read_tables
from corpus.reading.words import entry
from extract import Fact, Period
from patterns import Catalog, load_catalog

_DAY = timedelta(days=1)
_NOTHING = 1e-6
_NAMED = 5  # names that a note tells


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the books, under the name that they give it; `metric` is "" where that names none of ours."""

    metric: str
    name: str
    value: float
    where: str
    unit: str = ""
    other: float | None = None  # what months or quarters make where the books tell another total


@dataclass(slots=True)
class Ledger:
    """The figures of the report's period, and in Chinese what of the books could not be used."""

    entries: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_ledger(path: str | Path, period: Period, catalog: Catalog, brigade: str = "", limits: Limits | None = None) -> Ledger:
    """The books of the report's period and brigade, where they name several.

    Metrics may stand in rows or columns, named by id, name or the words of a report; what is told by months or quarters is added up.
    All of it is done within the limits of a report.  Raises CorpusError for a file that goes beyond them, without tables, without a metric,
    without the brigade or without the period.
    """
    return within(path, _read, str(path), period, catalog.folder, brigade, limits=limits or LIMITS, first=_load)


def _load() -> None:
    """Loads what every ledger needs."""
    load_catalog()


def _read(path: str, period: Period, patterns: str | None, brigade: str) -> Ledger:
    catalog = load_catalog(patterns)
    document = read(path)
    if not document.tables:
        raise CorpusError(f"台账 {path} 里没有表格,请用 Excel 或 CSV,可用 brigade ledger-template 生成模板。", "format")
    told = read_tables(document, period, catalog)
    facts = [f for f in told.facts if not is_total(f, catalog)]
    if not facts:
        raise CorpusError(f"台账 {path} 里没有认得的指标,可用 brigade ledger-template 生成模板。", "format")
    facts = _own(facts, brigade, catalog, str(path))
    by_name: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_name[fact.metric, "" if fact.metric else fact.label].append(fact)
    found = [e for (metric, _), rows in by_name.items() if (e := _entry(metric, rows, period, catalog)) is not None]
    if not found:
        raise CorpusError(f"台账 {path} 里没有本报告期({period.start}—{period.end})的数字,请检查期间的写法。", "period")
    unknown = [e.name for e in found if not e.metric]
    notes = [f"台账中没有认出是哪项指标的:{_listed(unknown)}"] if unknown else []
    return Ledger(found, [*notes, *(doubt.replace("表格中", "台账中", 1) for doubt in told.doubts)])


def _own(facts: list[Fact], brigade: str, catalog: Catalog, path: str) -> list[Fact]:
    """The figures of the brigade, and those that name none.  Raises CorpusError where the books are all of others."""
    if not brigade:
        return facts
    common = entry("registry.common", catalog)
    own = bare(brigade, common)
    kept = [f for f in facts if not f.entity or (name := bare(f.entity, common)).endswith(own) or own.endswith(name)]
    if not kept:
        others = list(dict.fromkeys(f.entity for f in facts))
        raise CorpusError(f"台账 {path} 里没有“{brigade}”的数字,只有{_listed(others)},请换一份台账或用 --brigade 指定。", "brigade")
    return kept


def _listed(names: list[str]) -> str:
    return "、".join(f"“{n}”" for n in names[:_NAMED]) + (f"等 {len(names)} 项" if len(names) > _NAMED else "")


def _entry(metric: str, facts: list[Fact], period: Period, catalog: Catalog) -> Entry | None:
    """The figure of the period: as it is told, else of parts that fill it, added up or, of what is there at the end, the last."""
    told = next((f for f in facts if (f.period.start, f.period.end) == (period.start, period.end)), None)
    parts = _parts(metric, facts, period, catalog)
    rows = [told] if told is not None else parts
    if not rows:
        return None
    name = rows[0].label or (catalog.metrics[metric].name if metric else "")
    where = place_of(rows[0]) + (f"—{place_of(rows[-1])}" if len(rows) > 1 else "")
    return Entry(metric, name, _added(rows), where, rows[0].unit, _other(told, parts) if told is not None else None)


def _added(rows: list[Fact]) -> float:
    return round(sum(float(r.value) for r in rows), 6)


def _other(told: Fact, parts: list[Fact]) -> float | None:
    """What the parts of a period make, where it is not what is told of the period; all may be rounded."""
    if len(parts) < 2 or any(f.modifier != "exact" for f in (told, *parts)):
        return None
    slack = sum(0.5 * 10.0**-f.decimals for f in (told, *parts) if f.kind != "count" or f.decimals > 0)
    added = _added(parts)
    return added if abs(added - float(told.value)) > slack + _NOTHING else None


def _parts(metric: str, facts: list[Fact], period: Period, catalog: Catalog) -> list[Fact]:
    """The facts that lie end to end in the period and are its figure when added up; of what is there at the end, the last."""
    by_start: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        if (fact.period.start, fact.period.end) == (period.start, period.end):
            continue
        if fact.period.end is not None and period.contains(fact.period):
            by_start[fact.period.start].append(fact)
    parts: list[Fact] = []
    at = period.start
    while at is not None and period.end is not None and at <= period.end:
        ends = {f.period.end: f for f in reversed(by_start.get(at, [])) if f.period.end is not None}
        if not ends:
            return []
        last = max(ends)
        parts.append(ends[last])
        at = last + _DAY
    if not parts or parts[-1].kind == "ratio":
        return []
    flows = not metric or catalog.metrics[metric].flow
    return parts if flows else parts[-1:]


def template_rows(catalog: Catalog, periods: list[str]) -> list[list[str]]:
    """Heading and one row a metric: id, name, unit, an empty cell for each period."""
    return [["指标编号", "指标", "单位", *periods], *([m.id, m.name, m.unit, *([""] * len(periods))] for m in catalog.metrics.values())]
