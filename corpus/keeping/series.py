"""Which reports of one brigade and period are versions of one another: a table of statistics adds to a report and hides none."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from corpus.keeping.store import Store
from corpus.keeping.versions import Report, of_periods
from corpus.reading.identify.versions import plain_title
from patterns import Catalog

_TABLE = "table "  # what the series of tables begin with; the first report of prose is of the series ""
_ALIKE = 0.34  # shared metrics, of those of the report that has fewer, from which on two of other titles are versions
_TABLES_ALIKE = 0.8  # two tables of other titles
_SOME = 0.5  # two tables of one title (附件1)
_METRICS = "SELECT report_id, list(DISTINCT metric) AS metrics FROM facts WHERE metric <> '' AND report_id IN (SELECT unnest(?)) GROUP BY report_id"


def join_series(store: Store, fresh: dict[str, bool], groups: set[tuple[str, Any, Any]], catalog: Catalog) -> None:
    """Gives each of the `fresh` reports (id → whether it is a table) of these brigades and periods the series it is a version in.

    Call inside a transaction, after they are stored.
    """
    together: dict[Any, list[Report]] = defaultdict(list)
    for report in of_periods(store, groups):
        together[report["brigade"], report["period_start"], report["period_end"]].append(report)
    idents = [r["report_id"] for several in together.values() if len(several) > 1 for r in several]
    metrics = {r["report_id"]: set(r["metrics"]) for r in store.rows(_METRICS, [idents])} if idents else {}
    new: dict[str, str] = {}
    for several in together.values():
        settled = [r for r in several if r["report_id"] not in fresh]
        for report in sorted((r for r in several if r["report_id"] in fresh), key=lambda r: (r["arrived"], r["report_id"])):
            report["series"] = new[report["report_id"]] = _series(report, fresh[report["report_id"]], settled, metrics, catalog)
            settled.append(report)
    if new:
        query = "UPDATE reports SET series = s FROM (SELECT unnest(?::VARCHAR[]) AS i, unnest(?::VARCHAR[]) AS s) WHERE report_id = i"
        store.db.execute(query, [list(new), list(new.values())])


def _series(report: Report, is_table: bool, others: list[Report], metrics: dict[str, set[str]], catalog: Catalog) -> str:
    peers = [r for r in others if (r["series"] or "").startswith(_TABLE) == is_table]
    for other in peers:
        named_alike = plain_title(report["title"], catalog) == plain_title(other["title"], catalog)
        if _shared(metrics.get(report["report_id"], set()), metrics.get(other["report_id"], set())) >= _least(is_table, named_alike):
            return other["series"] or ""
    if is_table:
        return _TABLE + str(report["report_id"])
    return str(report["report_id"]) if peers else ""


def _least(is_table: bool, named_alike: bool) -> float:
    if is_table:
        return _SOME if named_alike else _TABLES_ALIKE
    return 0.0 if named_alike else _ALIKE


def _shared(a: set[str], b: set[str]) -> float:
    """Of the metrics of the one that has fewer those that the other has too; 1 where one has none."""
    return len(a & b) / min(len(a), len(b)) if a and b else 1.0
