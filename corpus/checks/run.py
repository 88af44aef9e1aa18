"""All checks: their catalogue, and running them over a draft."""

from __future__ import annotations

import math
from operator import itemgetter

from corpus.checks import (
    books,
    calendar,
    changes,
    damaged,
    dates,
    foreign,
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
FAMILIES = (
    repeats,
    parts,
    shares,
    rates,
    reckoned,
    relations,
    changes,
    history,
    foreign,
    outliers,
    books,
    dates,
    calendar,
    units,
    writing,
    damaged,
)
MOST = 50  # findings of a code; who has more mends the first and looks again
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
    """Findings by severity, place and code, of each code MOST at most and one that counts the rest; `select` and `ignore` are beginnings of codes."""
    found: list[tuple[tuple[int, float, str], Finding]] = []
    for code, kind in catalogue().items():
        if (not select or code.startswith(tuple(select))) and not (ignore and code.startswith(tuple(ignore))):
            unique = {(f.spans, f.message): f for f in kind(context).run()}
            told = sorted(((_place(f), f) for f in unique.values()), key=itemgetter(0))
            found += [*told[:MOST], *_counted(code, [f for _, f in told[MOST:]])]
    return [finding for _, finding in sorted(found, key=itemgetter(0))]


def _counted(code: str, more: list[Finding]) -> list[tuple[tuple[int, float, str], Finding]]:
    """How many there are more, behind all others."""
    if not more:
        return []
    severity = more[0].severity
    return [
        ((ORDER[severity], math.inf, code), Finding(code, severity, f"同样的结果还有 {len(more)} 处,没有逐一列出,请改正后再查一遍", ()))
    ]


def _place(finding: Finding) -> tuple[int, float, str]:
    return ORDER[finding.severity], finding.spans[0][0] if finding.spans else -1, finding.code
