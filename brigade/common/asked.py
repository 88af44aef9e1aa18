"""What a user asked for in words, as what it means: a period, a folder of patterns, a registry, metrics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CorpusError

if TYPE_CHECKING:
    from corpus.keeping.registry import Registry
    from extract import Period
    from patterns import Catalog, Metric


def period_of(text: str | None) -> Period | None:
    """The Period a user wrote, None where nothing was written.  Raises CorpusError for what is no period."""
    if text is None:
        return None
    from corpus.reading.identify.periods import period_told

    period = period_told(text)
    if period is None:
        raise CorpusError(
            f"看不懂期间“{text}”,请写成 2023年上半年、2023年第三季度、2023、2023H1、2023Q3、2023M05 或 2023-01-01..2023-06-20。", "period"
        )
    return period


def catalog_of(folder: str | None) -> Catalog:
    """Our own patterns, with those of `folder` laid over them.  Raises PatternError for a file that cannot be used."""
    from patterns import load_catalog

    return load_catalog(folder)


def registry_of(given: str | None, db: str) -> Registry | None:
    """The registry of brigades that was given, else the brigades.csv beside the store, None where there is neither.
    Raises CorpusError for a file that is missing or no registry."""
    from corpus.keeping.registry import load

    if given:
        return load(given)
    beside = Path(db).resolve().parent / "brigades.csv"
    return load(beside) if beside.is_file() else None


def metrics_with(word: str, catalog: Catalog) -> list[Metric]:
    """The metrics whose id, name or kind of activity contains `word`; all of them for an empty one."""
    from extract.meaning.activities import activities_of

    names = activities_of(catalog).names
    return [m for m in catalog.metrics.values() if word in m.id or word in m.name or word in names.get(m.activity, "")]
