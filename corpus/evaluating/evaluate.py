"""Extraction measured against annotated reports, fact by fact."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from corpus.evaluating.agreement import Row
from corpus.evaluating.annotated import annotation_in, files
from corpus.evaluating.errors import errors_of
from corpus.evaluating.figures import Tally, shown
from corpus.evaluating.pairing import match
from corpus.reading.readers import read
from corpus.reading.report import report_of
from patterns import Catalog


@dataclass
class Evaluation:
    """`names` of the reports, `figures` over all of them, and a row in `errors` for each fact or field that is wrong."""

    names: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    errors: list[Row] = field(default_factory=list)

    def shown(self) -> list[tuple[str, str]]:
        """The figures as a table in Chinese: name and value."""
        return shown(self.figures)


def evaluate(gold: str | Path, reports: str | Path, catalog: Catalog) -> Evaluation:
    """Figures over all pairs of files; raises CorpusError where a file is missing or no JSON lines."""
    out = Evaluation()
    tally = Tally()
    for gold_path, report_path in files(Path(gold), Path(reports)):
        annotation = annotation_in(gold_path)
        report = report_of(read(report_path), catalog=catalog)
        matched = match(annotation, report)
        tally.add(matched)
        out.names.append(gold_path.stem)
        out.errors += errors_of(matched, gold_path.stem, report.text)
    out.figures = tally.figures()
    return out
