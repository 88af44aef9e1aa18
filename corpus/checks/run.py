"""All checks: their catalogue, and running them over a draft."""

from __future__ import annotations

from corpus.checks import (
    books,
    calendar,
    changes,
    damaged,
    dates,
    history,
    outliers,
    parts,
    rates,
    reckoned,
    relations,
    repeats,
    shares,
    units,
    writing,
)
from corpus.checks.base import Check
from corpus.checks.context import Context
from corpus.checks.finding import Finding
from extract import Report
from patterns import Catalog, load_catalog

# importing a family registers its checks
FAMILIES = (repeats, parts, shares, rates, reckoned, relations, changes, history, outliers, books, dates, calendar, units, writing, damaged)
ORDER = {"error": 0, "warning": 1, "info": 2}


def catalogue() -> dict[str, type[Check]]:
    """Every code with its class, in order of the codes."""
    return dict(sorted(Check.registry.items()))


def check(
    report: Report, catalog: Catalog | None = None, *, select: list[str] | None = None, ignore: list[str] | None = None
) -> list[Finding]:
    """Findings of a report against itself, by severity and place.  Pure: no store, no file."""
    return run_checks(Context.of(report, catalog or load_catalog()), select, ignore)


def run_checks(context: Context, select: list[str] | None = None, ignore: list[str] | None = None) -> list[Finding]:
    """Findings by severity, place and code; `select` and `ignore` are beginnings of codes."""
    found: list[Finding] = []
    for code, kind in catalogue().items():
        if (not select or code.startswith(tuple(select))) and not (ignore and code.startswith(tuple(ignore))):
            found.extend(kind(context).run())
    unique = {(f.code, f.spans, f.message): f for f in found}
    return sorted(unique.values(), key=lambda f: (ORDER[f.severity], f.spans[0][0] if f.spans else -1, f.code))
