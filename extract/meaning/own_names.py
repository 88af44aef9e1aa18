"""Names of owners in what is said to be counted: they go once it is known whose a figure is."""

from __future__ import annotations

from extract.meaning.resolved import Resolved
from extract.parsing.clauses import words_of
from patterns import Catalog


def without_owner(r: Resolved, brigade: str, catalog: Catalog) -> None:
    """Who owns a figure is no part of what it counts: neither of its label nor of what narrows it."""
    if r.entity and r.qualifier in r.entity:
        r.qualifier = ""
    if r.entity and r.qualifier.startswith(r.entity):
        r.qualifier = r.qualifier[len(r.entity) :]
    shortened = r.own_name[:2] == brigade[:2] and _shortens(r.own_name, brigade)  # 甲县大队 of 甲县消防救援大队
    name = r.entity or (r.own_name if shortened else "")
    if not name or not r.label.startswith(name):
        return
    if not r.entity and _shortens(r.qualifier, name):
        r.qualifier = ""
    rest = r.label[len(name) :]
    r.label = words_of(catalog).content(rest) or rest or r.whole_label


def _shortens(short: str, long: str) -> bool:
    """Whether a name has no characters but those of another, in their order."""
    left = iter(long)
    return all(c in left for c in short)
