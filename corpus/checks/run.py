"""Runs every check over a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.checks import books, changes, dates, history, relations, repeats, sums, writing
from corpus.checks.base import Check, Context, Finding
from corpus.reading.document import Document
from corpus.reading.report import report_of
from extract import Period, Report
from patterns import Catalog, load_catalog

if TYPE_CHECKING:
    from corpus.api import Corpus

FAMILIES = (repeats, sums, relations, changes, history, books, dates, writing)
ORDER = {"error": 0, "warning": 1, "info": 2}


def check(
    report: Report, catalog: Catalog | None = None, *, select: list[str] | None = None, ignore: list[str] | None = None
) -> list[Finding]:
    """Findings of a report against itself, by severity and place.  Pure: no store, no file."""
    return run_checks(Context.of(report, catalog or load_catalog()), select, ignore)


def run_checks(context: Context, select: list[str] | None = None, ignore: list[str] | None = None) -> list[Finding]:
    found: list[Finding] = []
    for code, cls in sorted(Check.registry.items()):
        if select and not any(code.startswith(s) for s in select):
            continue
        if ignore and any(code.startswith(s) for s in ignore):
            continue
        found.extend(cls().run(context))
    unique = {(f.code, f.spans, f.message): f for f in found}
    return sorted(unique.values(), key=lambda f: (ORDER[f.severity], f.spans[0][0] if f.spans else -1, f.code))


def check_document(
    document: Document,
    *,
    corpus: Corpus | None = None,
    brigade: str | None = None,
    period: Period | None = None,
    ledger: str | None = None,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    catalog: Catalog | None = None,
) -> list[Finding]:
    """Findings of a draft against itself, a store and a ledger.  The draft itself is never its own past."""
    context = context_of(document, corpus=corpus, brigade=brigade, period=period, ledger=ledger, catalog=catalog)
    return run_checks(context, select, ignore)


def context_of(
    document: Document,
    *,
    corpus: Corpus | None = None,
    brigade: str | None = None,
    period: Period | None = None,
    ledger: str | None = None,
    catalog: Catalog | None = None,
) -> Context:
    """The draft with what it is held against."""
    from corpus.reading.identify import identify

    catalog = catalog or (corpus.catalog if corpus is not None else load_catalog())
    report = report_of(document, brigade=brigade, period=period, catalog=catalog)
    who = identify(
        document.path, report.title, document.text[:200], catalog, brigade=brigade, period=period, found_period=report.period,
        registry=corpus.registry if corpus is not None else None,
    )  # fmt: skip
    if who.period.end and who.period != report.period:
        report = report_of(document, brigade=who.brigade, period=who.period, catalog=catalog)
    context = Context.of(report, catalog)
    if corpus is not None and who.brigade and report.period.end:
        _against_store(context, corpus, who.brigade, document)
    if ledger is not None:
        from corpus.reading.ledger import read_ledger

        context.ledger = read_ledger(ledger, report.period, catalog, who.brigade)
    return context


def _against_store(context: Context, corpus: Corpus, brigade: str, document: Document) -> None:
    from pathlib import Path

    from corpus.comparing.table import load
    from corpus.importing.ingest import sha256_of

    own = (context.report.period.start, context.report.period.end)
    path = str(Path(document.path).resolve())
    digest = sha256_of(document.path) if Path(document.path).exists() else ""
    table: dict[Any, Any] = load(corpus, "AND r.brigade = ?", (brigade,))
    context.past = {(a, b): cells for (_, a, b), cells in table.items() if (a, b) != own and b <= own[1]}
    rows = corpus.store.rows(
        'SELECT title, path, sha256, "text", period_start, period_end FROM reports WHERE brigade = ? AND period_end IS NOT NULL', [brigade]
    )
    context.past_texts = [
        (r["title"] or r["path"], r["text"])
        for r in rows
        if r["path"] != path and r["sha256"] != digest and (r["period_start"], r["period_end"]) != own
    ]
    same = load(corpus, "AND r.brigade <> ? AND r.period_start = ? AND r.period_end = ?", (brigade, *own))
    context.peers = {k[0]: v for k, v in same.items()}
