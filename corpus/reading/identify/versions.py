"""What names say of the version of a report."""

from __future__ import annotations

from corpus.reading.words import entry, expression
from patterns import Catalog


def rank_of(name: str, catalog: Catalog) -> int:
    """2 for a name that says final, 0 for a draft, else 1."""
    if expression("version.final", catalog).search(name):
        return 2
    return 0 if expression("version.draft", catalog).search(name) else 1


def revision_of(name: str, catalog: Catalog) -> float:
    """The number of the version that a name tells (第三稿 3, v1.2 1.2), 1 for a revised one without a number, 0 where it tells nothing."""
    found = expression("version.number", catalog).search(name)
    if found:
        told = next(g for g in found.groups() if g)
        return float(told) if told[0].isascii() else float(entry("version.figures", catalog).index(told[0]) + 1)
    return 1.0 if expression("version.revised", catalog).search(name) else 0.0


def plain_title(title: str, catalog: Catalog) -> str:
    """A title without what tells its version."""
    for words in ("version.marks", "version.number", "version.revised", "version.final", "version.draft"):
        title = expression(words, catalog).sub("", title)
    return "".join(title.split())
