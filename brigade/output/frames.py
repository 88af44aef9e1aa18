"""Facts of several reports as CSV."""

from __future__ import annotations

import csv
import io

from extract import Report
from extract.model import FACT_FIELDS


def facts_csv(reports: list[tuple[str, Report]], many: bool) -> str:
    """One row a fact, the columns of the annotation guide (a leading `file` where there are several)."""
    buffer = io.StringIO()
    columns = [*(["file"] if many else []), *FACT_FIELDS]
    writer = csv.DictWriter(buffer, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for name, report in reports:
        for fact in report.facts:
            writer.writerow({"file": name, **{k: _plain(v) for k, v in fact.to_dict().items()}})
    return buffer.getvalue()


def _plain(value: object) -> object:
    """A leading = + - @ would be a formula in Excel: such text is kept as text by an apostrophe."""
    if isinstance(value, str) and value[:1] in "=+@":
        return "'" + value
    return value
