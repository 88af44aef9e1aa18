"""A heading of a table or a line of a ledger to the metric that it names."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from extract.meaning.matching import matcher
from extract.reading.numbers import SCALES
from patterns import Catalog

_BRACKET = re.compile(r"[((](?:单位[::])?(?P<unit>[^()()]{1,6})[))]$|[//](?P<slash>[\u4e00-\u9fff%‰]{1,3})$|,?单位[::](?P<word>\S{1,4})$")
_SCALED = re.compile(r"(万亿|亿|百万|千万|万|千|百)?(.*)")


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading names: words without the unit, metric id or "", base unit or "", the factor of its scale, kind."""

    words: str
    metric: str
    unit: str
    factor: int
    kind: str


@functools.lru_cache(maxsize=4096)
def label_of(heading: str, catalog: Catalog, unit: str = "") -> Label:
    """The metric of a heading such as 检查单位(家), 罚款金额（万元）, inspection.units; metric "" where none is named."""
    words = re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading)).strip(":,。、")
    found = _BRACKET.search(words)
    if found:
        unit = next(g for g in found.groups() if g)
        words = words[: found.start()]
    scale, base = _SCALED.fullmatch(unit).groups()  # type: ignore[union-attr]
    factor = SCALES[scale or ""]
    words = re.sub(r"^[\d一二三四五六七八九十]+[.、]", "", words)
    kinds = {"%": "ratio", "‰": "ratio", "元": "money"}
    exact = catalog.metrics.get(words) or next((m for m in catalog.metrics.values() if m.name == words), None)
    if exact is not None:
        return Label(words, exact.id, base or exact.unit, factor, exact.kind)
    for kind in [kinds.get(base, "count")] if base else ["count", "money", "ratio", "measure"]:
        metric, _ = matcher(catalog).best(words + "¤", base or None, kind, words, ())
        if metric:
            return Label(words, metric, base or catalog.metrics[metric].unit, factor, catalog.metrics[metric].kind)
    return Label(words, "", base, factor, kinds.get(base, "count"))
