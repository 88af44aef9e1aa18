"""A heading of a table or a line of a ledger to the metric that it names."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from corpus.reading.units import is_unit, kind_told
from corpus.reading.words import entry, expression
from extract.meaning.matching import matcher
from extract.reading.characters import SCALES
from extract.reading.text import normalise
from patterns import Catalog, Metric


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading names: words without the unit, metric id or "", base unit or "", the factor of its scale, kind.

    `told` is the unit as it is told by the heading or beside it (万元), "" where that of the metric stands for it.
    """

    words: str
    metric: str
    unit: str
    factor: int
    kind: str
    told: str = ""


@functools.lru_cache(maxsize=4096)
def label_of(heading: str, catalog: Catalog, unit: str = "") -> Label:
    """The metric of a heading such as 检查单位(家), 罚款金额（万元）, inspection.units; metric "" where none is named.

    `unit` is the one of a column of units; a unit in the heading itself goes before it.
    """
    words = re.sub(r"\s+", "", unicodedata.normalize("NFKC", normalise(heading, catalog))).strip(":,。、")
    found = expression("heading.unit", catalog).search(words)
    if found and is_unit(next(g for g in found.groups() if g), catalog):
        unit = next(g for g in found.groups() if g)
        words = words[: found.start()]
    scale = next((s for s in entry("heading.scales", catalog) if unit.startswith(s)), "")
    base = unit.removeprefix(scale)
    words = expression("heading.number", catalog).sub("", words)
    metric = metric_named(words, catalog) or _metric_meant(words, base, catalog)
    if metric is None:
        return Label(words, "", base, SCALES[scale], kind_told(base, "heading", "count", catalog), unit)
    return Label(words, metric.id, base or metric.unit, SCALES[scale], metric.kind, unit)


def metric_named(words: str, catalog: Catalog) -> Metric | None:
    """The metric of this id or of exactly this name."""
    return catalog.metrics.get(words) or next((m for m in catalog.metrics.values() if m.name == words), None)


def _metric_meant(words: str, unit: str, catalog: Catalog) -> Metric | None:
    """The metric that a report would mean by these words behind a figure in `unit`; without a unit any kind of figure."""
    kinds = [kind_told(unit, "heading", "count", catalog)] if unit else ["count", "money", "ratio", "measure"]
    for kind in kinds:
        metric, _ = matcher(catalog).best(words + "¤", unit or None, kind, words, ())
        if metric:
            return catalog.metrics[metric]
    return None
