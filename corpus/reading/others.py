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
        who = _brigade(line, catalog)
        if not first:
            first = who
        elif who and not _same(first, who, catalog):
            return at, line
    return None


def _titles(text: str, catalog: Catalog) -> Iterator[tuple[int, str]]:
    """The lines that say whose report follows and of when, and nothing else, perhaps with the line below; not those of a list of such."""
    lines: list[tuple[int, str]] = []
    at = 0
    for raw in text.split("\n"):
        if raw.strip():
            lines.append((at, raw.strip()))
        at += len(raw) + 1
    told = [_is_title(line, catalog) and bool(_brigade(line, catalog)) for _, line in lines]
    for i, (at, line) in enumerate(lines):
        below = lines[i + 1][1] if i + 1 < len(lines) else ""
        goes_on = expression("reports.below", catalog).fullmatch(below) is not None
        whole = line + below if goes_on else line
        title = told[i] and _is_of_a_time(line, catalog)
        title = title or (goes_on and not told[i + 1] and (told[i] or _named(line, whole, catalog)) and _is_of_a_time(whole, catalog))
        if title and not (told[i] and i + 1 < len(lines) and told[i + 1]):
            yield at, line


def _is_title(line: str, catalog: Catalog) -> bool:
    listed = expression("reports.listed", catalog).search(line)
    return listed is None and expression("page.title_line", catalog).match(line) is not None


def _brigade(line: str, catalog: Catalog) -> str:
    """The brigade that a line names; "" for none, or for one that is nobody's name."""
    name = brigade_in_title(normalise(line, catalog), catalog)
    return "" if expression("brigade.nobody", catalog).fullmatch(name) else name


def _named(line: str, whole: str, catalog: Catalog) -> bool:
    """A brigade's name in a line of its own, with which the line below makes a title."""
    return expression("page.names", catalog).search(line) is not None and _is_title(whole, catalog) and _brigade(line, catalog) == line


def _is_of_a_time(line: str, catalog: Catalog) -> bool:
    return period_in(normalise(line, catalog), catalog).end is not None


def _same(one: str, other: str, catalog: Catalog) -> bool:
    """Whether two names are of one brigade, one of them perhaps shorter: 甲县大队 and 甲市甲县消防救援大队."""
    short, long = sorted((expression("reports.common", catalog).sub("", name) for name in (one, other)), key=len)
    return short in long
