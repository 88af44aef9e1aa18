"""The brigade's own name, as its title writes it."""

from __future__ import annotations

from patterns import Catalog


def brigade_in_title(title: str, catalog: Catalog) -> str:
    """The first name of a fire brigade or other body that reports (消防救援大队, 派出所) in a title, or ""."""
    words = catalog.expression("scopes", "reporter.before_name").sub("", title.replace(" ", ""))
    match = catalog.expression("scopes", "reporter.name").search(words)
    return match[0] if match else ""
