"""What people call metrics: ids, Chinese names, words of a report."""

from __future__ import annotations

from corpus.errors import CorpusError
from corpus.reading.labels import label_of, metric_named
from patterns import Catalog


def metric_id(words: str, catalog: Catalog) -> str:
    """The id (or the prefix of several) that `words` name.  Raises CorpusError where nothing or something unknown is named."""
    if any(m.activity == words for m in catalog.metrics.values()):
        return words
    named = metric_named(words, catalog)
    metric = named.id if named else label_of(words, catalog).metric
    if metric:
        return metric
    raise CorpusError(f"没有指标“{words}”,用 brigade patterns list 查看编号和名称。", "metric")
