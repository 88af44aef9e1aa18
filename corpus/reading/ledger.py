"""The books (台账): figures by metric and period from Excel or CSV, and an empty template."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.bounded import read
from corpus.reading.tables import is_total, place_of, table_facts
from extract import Period
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the books."""

    metric: str
    name: str
    value: float
    where: str


def read_ledger(path: str | Path, period: Period, catalog: Catalog, brigade: str = "") -> list[Entry]:
    """The entries of the report's period (and brigade, where the books name several).

    Metrics may stand in rows or columns, named by id, name or the words of a report.  Raises CorpusError for a file without any.
    """
    document = read(path)
    if not document.tables:
        raise CorpusError(f"台账 {path} 里没有表格,请用 Excel 或 CSV,可用 brigade ledger-template 生成模板。", "format")
    facts = table_facts(document, period, catalog)
    if not facts:
        raise CorpusError(f"台账 {path} 里没有认得的指标,可用 brigade ledger-template 生成模板。", "format")
    out: dict[str, Entry] = {}
    for fact in facts:
        if not fact.metric or (fact.period.start, fact.period.end) != (period.start, period.end) or is_total(fact, catalog):
            continue
        if fact.entity and brigade and fact.entity not in brigade and brigade not in fact.entity:
            continue
        out.setdefault(fact.metric, Entry(fact.metric, catalog.metrics[fact.metric].name, float(fact.value), place_of(fact)))
    if not out:
        raise CorpusError(f"台账 {path} 里没有本报告期({period.start}—{period.end})的数字,请检查期间的写法。", "period")
    return list(out.values())


def template_rows(catalog: Catalog, periods: list[str]) -> list[list[str]]:
    """Heading and one row a metric: id, name, unit, an empty cell for each period."""
    return [["指标编号", "指标", "单位", *periods], *([m.id, m.name, m.unit, *([""] * len(periods))] for m in catalog.metrics.values())]
