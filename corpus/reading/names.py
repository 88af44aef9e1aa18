"""What people call metrics: ids, Chinese names, words of a report."""

from __future__ import annotations

from corpus.errors import CorpusError
from corpus.reading.labels import label_of, metric_named
from patterns import Catalog


def metric_id(words: str, catalog: Catalog) -> str:
    """The id (or the prefix of several) that `words` name.  Raises CorpusError where nothing or something unknown is named."""
    if any(m.activity == words for m in catalog.metrics.values()):
        return words
    rate = next((r for r in catalog.tables["derived"].get("rate", []) if words in (r["id"], r["name"])), None)
    if rate is not None:
        parts = "、".join(catalog.metrics[rate[part]].name for part in ("numerator", "denominator"))
        raise CorpusError(f"“{rate['name']}”由{parts}推算,不能单独选取;不写 --metric 时表中就有,或写这两个指标。", "metric")
    named = metric_named(words, catalog)
    metric = named.id if named else label_of(words, catalog).metric
    if metric:
        return metric
    raise CorpusError(f"没有指标“{words}”,用 brigade patterns list 查看编号和名称。", "metric")
