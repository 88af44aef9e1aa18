"""`Corpus`: the store with the verbs a person uses; frames are pandas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.comparing.compare import compare
from corpus.errors import CorpusError
from corpus.importing.importer import Summary, run_import
from corpus.keeping import queries, undecided
from corpus.keeping.register import registry_with
from corpus.keeping.store import Store
from corpus.keeping.versions import take_out
from extract import Period
from extract.meaning.matching import matcher
from extract.model import FACT_FIELDS
from patterns import Catalog, load_catalog

if TYPE_CHECKING:
    import pandas as pd

    from corpus.checks import Finding

COLUMNS = ("report_id", "brigade", "period", *FACT_FIELDS, "where", "recognised", "corrected")
REPORT_COLUMNS = (
    "report_id", "brigade", "period", "title", "format", "facts", "current", "path", "brigade_from", "period_from", "period_start", "period_end",
    "sha256", "patterns_version", "imported_at", "chars", "ocr",
)  # fmt: skip


class Corpus:
    """One store of reports.  A context manager; every method raises CorpusError with a Chinese sentence for a user's mistake."""

    def __init__(
        self, path: str | Path = "brigade.duckdb", *, read_only: bool = False, patterns: str | None = None, registry: Any = None
    ) -> None:
        self.store = Store(path, read_only=read_only)
        self.patterns = patterns
        self.registry = registry_with(self.store, registry)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def catalog(self) -> Any:
        return load_catalog(self.patterns)

    def import_files(
        self,
        paths: list[str],
        *,
        jobs: int = 1,
        brigade: str | None = None,
        period: Period | None = None,
        ocr: str = "auto",
        force: bool = False,
        policy: str = "newest",
        progress: Any = None,
        **bounds: Any,
    ) -> Summary:
        """Reads files and folders into the store; by `force` also what has neither a figure nor a title of a report.

        `policy`, and of `bounds` the `limits` of time and memory and the `contents` read before, as in `corpus.importing.importer.run_import`.
        """
        return run_import(
            self.store,
            paths,
            jobs=jobs,
            brigade=brigade,
            period=period,
            ocr=ocr,
            policy=policy,
            patterns=self.patterns,
            registry=self.registry,
            force=force,
            progress=progress,
            **bounds,
        )

    def reports(self) -> pd.DataFrame:
        """One row a report, without its text, with REPORT_COLUMNS."""
        import pandas as pd

        return pd.DataFrame(queries.reports(self.store), columns=list(REPORT_COLUMNS))

    def fact_rows(
        self,
        *,
        brigade: str | None = None,
        period: Period | None = None,
        metric: str | None = None,
        activity: str | None = None,
        text: str | None = None,
        report_id: str | None = None,
        current: bool = False,
        removed: bool = False,
    ) -> list[dict[str, Any]]:
        """The stored facts that fit all that is given, as dicts with COLUMNS; those marked wrong only where `removed`."""
        return queries.facts(
            self.store,
            brigade=brigade,
            period=period,
            metric=metric,
            activity=activity,
            text=text,
            report_id=report_id,
            current=current,
            removed=removed,
        )

    def facts(self, **filters: Any) -> pd.DataFrame:
        """`fact_rows` as a frame."""
        import pandas as pd

        return pd.DataFrame(self.fact_rows(**filters), columns=list(COLUMNS))

    def report(self, report_id: str) -> dict[str, Any]:
        """One report's row with its text; an unambiguous beginning of the id or part of the title is enough."""
        rows = queries.reports_called(self.store, report_id)
        if not rows:
            raise CorpusError(f"数据库里没有报告“{report_id}”,用 brigade reports 查看编号。", "missing")
        if len(rows) > 1:
            raise CorpusError(f"“{report_id}”对应 {len(rows)} 份报告,请用 brigade reports 里的编号。", "ambiguous")
        return rows[0]

    def remove(self, report_id: str, *, who: str = "") -> dict[str, Any]:
        """Takes one report out; returns its row.  The journal says who did."""
        report = self.report(report_id)
        take_out(self.store, report, self.catalog, who=who)
        return report

    def problems(self, *, kind: str | None = None, path: str = "") -> list[dict[str, Any]]:
        """What went wrong at import or is to be looked at: path, kind, message, report_id, at; of one kind, of paths that contain `path`."""
        return queries.problems(self.store, kind, path)

    def suggest(self, limit: int = 30) -> list[dict[str, Any]]:
        """The most frequent labels without a metric or with a doubtful one, that no lesson speaks of.

        Each with label, unit, count, brigades, example, doubtful, metric (the doubtful one) and nearest (an id, "" where none is near).
        """
        rows = undecided.most_frequent(self.store, limit)
        for row in rows:
            row["example"] = row["example"].get("sentence", "")
            row["nearest"] = row["metric"] or _nearest(row["label"], self.catalog)
        return rows

    def compare(self, **options: Any) -> pd.DataFrame:
        """See `corpus.comparing.compare.compare`."""
        return compare(self, **options).frame()

    def check(self, document: Any, **options: Any) -> list[Finding]:
        """Findings of a draft against itself, this store and a ledger; see `corpus.checks`."""
        from corpus.review import check_document

        return check_document(document, corpus=self, **options)


_FITS = 2.0  # score of rules; that of the vaguest (a thing, a deed) is 1


def _nearest(label: str, catalog: Catalog) -> str:
    """The metric whose rules fit a label best, in whatever unit; "" where none fits by more than a trait or two."""
    found = [c for kind in undecided.COUNTED for c in matcher(catalog).candidates(label + "¤", None, kind) if c.score >= _FITS]
    return max(found, key=lambda c: c.score).metric if found else ""
