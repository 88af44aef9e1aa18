"""A draft under review: its report, and what a store and a ledger hold against it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from corpus.checks import Context, Finding, run_checks
from corpus.checks.books import unmatched
from corpus.comparing.table import load
from corpus.importing.ingest import sha256_of
from corpus.keeping.register import registry_with
from corpus.keeping.store import Store
from corpus.periods import period_in_chinese
from corpus.reading.document import Document
from corpus.reading.identify import identify
from corpus.reading.ledger import read_ledger
from corpus.reading.report import report_of
from extract import Period, Report
from patterns import Catalog, load_catalog

_EARLIER = 'SELECT title, path, sha256, "text", period_start, period_end FROM reports WHERE brigade = ? AND period_end IS NOT NULL'


class Shelf(Protocol):
    """What a review asks of a store of reports, a `Corpus`."""

    store: Store
    registry: Any

    @property
    def catalog(self) -> Catalog: ...


def check_document(
    document: Document,
    *,
    corpus: Shelf | None = None,
    brigade: str | None = None,
    period: Period | None = None,
    ledger: str | None = None,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    catalog: Catalog | None = None,
) -> list[Finding]:
    """Findings of a draft against itself, a store and a ledger.  The draft itself is never its own past.

    `ledger` is the path of an Excel or CSV file; raises CorpusError where it cannot be read or has nothing of the draft's period.
    """
    context = context_of(document, corpus=corpus, brigade=brigade, period=period, ledger=ledger, catalog=catalog)
    return run_checks(context, select, ignore)


def context_of(
    document: Document,
    *,
    corpus: Shelf | None = None,
    brigade: str | None = None,
    period: Period | None = None,
    ledger: str | None = None,
    catalog: Catalog | None = None,
    reader: Callable[..., Report] = report_of,
) -> Context:
    """The draft with what it is held against; see `check_document`.  `reader` makes the report of a document, as `report_of` does."""
    catalog = catalog or (corpus.catalog if corpus is not None else load_catalog())
    report = reader(document, brigade=brigade, period=period, catalog=catalog)
    who = identify(
        document.path, report.title, document.text[:200], catalog, brigade=brigade, period=period, found_period=report.period,
        registry=corpus.registry if corpus is not None else None, hints=document.hints,
    )  # fmt: skip
    if who.period.end and who.period != report.period:
        report = reader(document, brigade=who.brigade, period=who.period, catalog=catalog)
    context = Context.of(report, catalog)
    context.tables, context.who = document.tables, who.brigade or ""
    context.doubts = _other_title(context, corpus.registry if corpus is not None else None, brigade, period)
    if corpus is not None and who.brigade and report.period.end:
        _against_store(context, corpus, who.brigade, document)
    if ledger is not None:
        books = read_ledger(ledger, report.period, catalog, who.brigade)
        context.ledger, context.ledger_notes = books.entries, books.notes
        if names := unmatched(context):
            context.ledger_notes.append(f"台账中的“{'”、“'.join(names)}”与本稿的说法不是同一项,没有对照")
    return context


def _other_title(context: Context, registry: Any, brigade: str | None, period: Period | None) -> list[str]:
    """What the title says otherwise than the person who names brigade and period of the draft."""
    told = identify("", context.report.title, "", context.catalog, registry=registry)
    own, then = context.report.period, told.period
    doubts = []
    if brigade and told.brigade and not _same_name(context, told.brigade):
        doubts.append(f"标题写的是{told.brigade},这次按{context.brigade}检查,请核对是否选错了文件或大队")
    if period is not None and then.end and (then.start, then.end) != (own.start, own.end):
        here, there = period_in_chinese(own.start, own.end), period_in_chinese(then.start, then.end)
        doubts.append(f"标题写的是{there},这次按{here}检查,请核对是否选错了文件或期间")
    return doubts


def _same_name(context: Context, name: str) -> bool:
    """甲县大队 and 甲县消防救援大队 are one."""
    tail = context.pattern("foreign.tail")
    one, other = (tail.sub("", n) for n in (name, context.brigade))
    return one in other or other in one


def _against_store(context: Context, corpus: Any, brigade: str, document: Document) -> None:
    """Gives the context the brigade's other reports and those of its peers."""
    own = (context.report.period.start, context.report.period.end)
    table: dict[Any, Any] = load(corpus, "AND r.brigade = ?", (brigade,))
    context.past = {(a, b): cells for (_, a, b), cells in table.items() if (a, b) != own and b <= own[1]}
    same = load(corpus, "AND r.brigade <> ? AND r.period_start = ? AND r.period_end = ?", (brigade, *own))
    context.peers = {who: cells for (who, _, _), cells in same.items()}
    context.others = _other_names(corpus, brigade)
    context.past_texts = _earlier_texts(corpus, brigade, own, document)


def _other_names(corpus: Any, brigade: str) -> tuple[str, ...]:
    """The brigades that have reports in the store or stand in its register, but for this one and those above and below it."""
    registry = registry_with(corpus.store, corpus.registry)
    stored = {r["brigade"] for r in corpus.store.rows("SELECT DISTINCT brigade FROM reports WHERE brigade <> ''")}
    if registry is None:
        return tuple(sorted(stored - {brigade}))
    known = registry.brigades.get(brigade)
    kin = {brigade, *registry.children(brigade), *([registry.called(known.parent) or known.parent] if known and known.parent else [])}
    return tuple(sorted((stored | set(registry.names)) - kin))


def _earlier_texts(corpus: Any, brigade: str, own: tuple[Any, Any], document: Document) -> list[tuple[str, str]]:
    """(name, text) of the brigade's reports of other periods; neither the draft's own file nor a copy of it."""
    path = Path(document.container or document.path)
    digest = sha256_of(path) if path.exists() else ""
    return [
        (r["title"] or r["path"], r["text"])
        for r in corpus.store.rows(_EARLIER, [brigade])
        if r["path"] != str(path.resolve()) and r["sha256"] != digest and (r["period_start"], r["period_end"]) != own
    ]
