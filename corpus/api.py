"""`Corpus`: the store with the verbs a person uses; frames are pandas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError
from corpus.importing.importer import Summary, run_import
from corpus.keeping.store import Store
from corpus.periods import period_name
from extract import Period
from extract.model import FACT_FIELDS

if TYPE_CHECKING:
    import pandas as pd

    from corpus.checks import Finding

FACT_QUERY = """
SELECT f.*, r.brigade, r.title, r.path, r."current", r.period_start AS report_start, r.period_end AS report_end
FROM facts f JOIN reports r USING (report_id)
"""
COLUMNS = ("report_id", "brigade", "period", *FACT_FIELDS, "where", "confidence", "corrected")


class Corpus:
    """One store of reports.  A context manager; every method raises CorpusError with a Chinese sentence for a user's mistake."""

    def __init__(
        self, path: str | Path = "brigade.duckdb", *, read_only: bool = False, patterns: str | None = None, registry: Any = None
    ) -> None:
        self.store = Store(path, read_only=read_only)
        self.patterns = patterns
        self.registry = registry

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def catalog(self) -> Any:
        from patterns import load_catalog

        return load_catalog(self.patterns)

    def import_files(
        self,
        paths: list[str],
        *,
        jobs: int = 1,
        brigade: str | None = None,
        period: Period | None = None,
        ocr: str = "auto",
        progress: Any = None,
    ) -> Summary:
        """Reads files and folders into the store."""
        return run_import(
            self.store,
            paths,
            jobs=jobs,
            brigade=brigade,
            period=period,
            ocr=ocr,
            patterns=self.patterns,
            registry=self.registry,
            progress=progress,
        )

    def reports(self) -> pd.DataFrame:
        """One row a report, without its text: report_id, brigade, period, title, path, format, facts, current, …"""
        import pandas as pd

        rows = self.store.rows('SELECT * EXCLUDE ("text", part, size, modified) FROM reports ORDER BY brigade, period_start, path')
        for row in rows:
            row["period"] = period_name(row["period_start"], row["period_end"])
        columns = [
            "report_id",
            "brigade",
            "period",
            "title",
            "format",
            "facts",
            "current",
            "path",
            "brigade_from",
            "period_from",
            "period_start",
            "period_end",
            "sha256",
            "patterns_version",
            "imported_at",
            "chars",
            "ocr",
        ]
        return pd.DataFrame(rows, columns=columns)

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
    ) -> list[dict[str, Any]]:
        """The stored facts that fit all that is given, as dicts with COLUMNS; facts marked wrong are left out."""
        clauses = ["f.corrected <> 'wrong'"]
        values: list[Any] = []
        if brigade:
            clauses.append("contains(r.brigade, ?)")
            values.append(brigade)
        if period:
            clauses.append("f.period_start >= ? AND f.period_end <= ?")
            values += [period.start, period.end]
        if metric:
            clauses.append("(f.metric = ? OR starts_with(f.metric, ? || '.'))")
            values += [metric, metric]
        if activity:
            clauses.append("f.activity = ?")
            values.append(activity)
        if text:
            clauses.append("(contains(f.label, ?) OR contains(f.sentence, ?))")
            values += [text, text]
        if report_id:
            clauses.append("f.report_id = ?")
            values.append(report_id)
        if current:
            clauses.append('r."current"')
        rows = self.store.rows(
            f'{FACT_QUERY} WHERE {" AND ".join(clauses)} ORDER BY r.brigade, r.period_start, f.report_id, f."start", f.seq', values
        )
        for row in rows:
            row["period"] = period_name(row["report_start"], row["report_end"])
        return rows

    def facts(self, **filters: Any) -> pd.DataFrame:
        """`fact_rows` as a frame."""
        import pandas as pd

        return pd.DataFrame(self.fact_rows(**filters), columns=list(COLUMNS))

    def report(self, report_id: str) -> dict[str, Any]:
        """One report's row with its text; an unambiguous beginning of the id or part of the title is enough."""
        rows = self.store.rows(
            "SELECT * FROM reports WHERE starts_with(report_id, ?) OR contains(title, ?) OR ends_with(path, ?)", [report_id] * 3
        )
        exact = [r for r in rows if r["report_id"] == report_id]
        rows = exact or rows
        if not rows:
            raise CorpusError(f"数据库里没有报告“{report_id}”,用 brigade reports 查看编号。", "missing")
        if len(rows) > 1:
            raise CorpusError(f"“{report_id}”对应 {len(rows)} 份报告,请用 brigade reports 里的编号。", "ambiguous")
        return rows[0]

    def remove(self, report_id: str) -> dict[str, Any]:
        """Takes one report out; returns its row."""
        report = self.report(report_id)
        with self.store.transaction():
            self.store.forget([report["report_id"]])
            self.store.db.execute("DELETE FROM problems WHERE report_id = ?", [report["report_id"]])
            self.store.settle_versions([(report["brigade"], report["period_start"], report["period_end"])])
        return report

    def problems(self) -> list[dict[str, Any]]:
        return self.store.rows("SELECT * FROM problems ORDER BY path")

    def suggest(self, limit: int = 30) -> list[dict[str, Any]]:
        """The most frequent labels without a metric: label, unit, count, brigades, example, nearest (metric id and its score)."""
        rows = self.store.rows(
            """
            SELECT label, f.unit, count(*) AS "count", count(DISTINCT r.brigade) AS brigades, any_value(sentence) AS example
            FROM facts f JOIN reports r USING (report_id)
            WHERE f.metric = '' AND f.kind IN ('count', 'money', 'measure') AND f.corrected <> 'wrong' AND label <> ''
            GROUP BY label, f.unit ORDER BY "count" DESC, brigades DESC, label LIMIT ?
            """,
            [limit],
        )
        from extract.meaning.matching import matcher

        for row in rows:
            found = [c for kind in ("count", "money", "measure") for c in matcher(self.catalog).candidates(row["label"] + "¤", None, kind)]
            row["nearest"] = max(found, key=lambda c: c.score).metric if found else ""
        return rows

    def compare(self, **options: Any) -> pd.DataFrame:
        """See `corpus.comparing.compare.compare`."""
        from corpus.comparing.compare import compare

        return compare(self, **options).frame()

    def check(self, document: Any, **options: Any) -> list[Finding]:
        """Findings of a draft against itself, this store and a ledger; see `corpus.checks`."""
        from corpus.review import check_document

        return check_document(document, corpus=self, **options)
