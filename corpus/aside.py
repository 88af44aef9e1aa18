"""The figures of a draft read in a child process, so that a program that serves others goes on serving them meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from corpus.errors import CorpusError
from corpus.processes.bounded import Limits, OutOfBounds, bounded
from corpus.reading.document import Document
from corpus.reading.report import report_of
from extract import Period, Report
from patterns import Catalog, load_catalog

T = TypeVar("T")
LIMITS = Limits(longest=1800.0, mib=2048)


def report_aside(document: Document, *, brigade: str | None, period: Period | None, catalog: Catalog) -> Report:
    """What `report_of` gives.  Raises CorpusError for a draft that takes too much time or memory."""
    return _aside(_report, document, brigade, period, catalog.folder)


def _aside(function: Callable[..., T], *arguments: Any) -> T:
    try:
        return bounded(function, *arguments, seconds=LIMITS.longest, limits=LIMITS, first=_load)
    except OutOfBounds as error:
        raise CorpusError("检查草稿用的时间或内存超过上限,已停止,请把草稿分成几份再查。", "too_slow") from error


def _load() -> None:
    load_catalog()


def _report(document: Document, brigade: str | None, period: Period | None, folder: str | None) -> Report:
    return report_of(document, brigade=brigade, period=period, catalog=load_catalog(folder))
