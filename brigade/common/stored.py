"""A stored report with all that is shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from corpus import Corpus
    from patterns import Catalog


class StoredReport(NamedTuple):
    """`report` its row with the text, `facts` (those marked wrong too) and `left` (numerals that are no facts) rows by place, `names` of all metrics by id."""

    report: dict[str, Any]
    facts: list[dict[str, Any]]
    left: list[dict[str, Any]]
    names: dict[str, str]


def stored_report(corpus: Corpus, words: str, *, brief: bool = False) -> StoredReport:
    """The report that `words` name: an id, its beginning, or a part of the title; `brief` as `facts_to_review`, else its facts with all fields.
    Raises CorpusError where none or several are named."""
    from corpus.keeping.queries import facts_to_review

    report = corpus.report(words)
    ident = report["report_id"]
    left = corpus.store.rows('SELECT * FROM unclaimed WHERE report_id = ? ORDER BY "start"', [ident])
    facts = facts_to_review(corpus.store, ident) if brief else corpus.fact_rows(report_id=ident, removed=True)
    return StoredReport(report, facts, left, names_of(corpus.catalog))


def names_of(catalog: Catalog) -> dict[str, str]:
    """The Chinese name of each metric by its id."""
    return {m.id: m.name for m in catalog.metrics.values()}
