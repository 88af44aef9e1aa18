"""Several reports in one document: where the report of another brigade begins below the first."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.reading.identify.periods import period_in
from corpus.reading.words import expression
from extract.reading.own_name import brigade_in_title
from extract.reading.text import normalise
from patterns import Catalog


def second_title(text: str, catalog: Catalog) -> tuple[int, str] | None:
    """(where it begins, the title) of the first report that is of another brigade than the title above it; None for none."""
    first = ""
    for at, line in _titles(text, catalog):
        who = brigade_in_title(normalise(line, catalog), catalog)
        if not first:
            first = who
        elif who and not _same(first, who, catalog):
            return at, line
    return None


def _titles(text: str, catalog: Catalog) -> Iterator[tuple[int, str]]:
    """The lines that say whose report follows and of when, and nothing else."""
    at = 0
    for raw in text.split("\n"):
        line = raw.strip()
        if expression("page.title_line", catalog).match(line) and not expression("reports.listed", catalog).search(line):
            if brigade_in_title(normalise(line, catalog), catalog) and period_in(normalise(line, catalog), catalog).end:
                yield at, line
        at += len(raw) + 1


def _same(one: str, other: str, catalog: Catalog) -> bool:
    """Whether two names are of one brigade, one of them perhaps shorter: 甲县大队 and 甲市甲县消防救援大队."""
    short, long = sorted((expression("reports.common", catalog).sub("", name) for name in (one, other)), key=len)
    return short in long
