"""Facts as files that other programs read: CSV and Parquet."""

from __future__ import annotations

import io
from typing import Any

from brigade.common import print_csv, whole
from extract import Report
from extract.model import FACT_FIELDS


def facts_csv(reports: list[tuple[str, Report]], many: bool) -> str:
    """One row a fact, the columns of the annotation guide (a leading `file` where there are several)."""
    buffer = io.StringIO()
    rows = ({"file": name, **{k: _plain(v) for k, v in fact.to_row().items()}} for name, report in reports for fact in report.facts)
    print_csv([*(["file"] if many else []), *FACT_FIELDS], rows, buffer)
    return buffer.getvalue()


def _plain(value: object) -> object:
    """A leading = + - @ would be a formula in Excel: such text is kept as text by an apostrophe."""
    if isinstance(value, str) and value[:1] in "=+@":
        return "'" + value
    return value


def write_parquet(path: str, frame: Any, db: Any) -> None:
    """The frame as a Parquet file, written whole or not at all by the DuckDB connection `db`."""
    db.register("exported", frame)
    with whole(path) as part:
        db.execute(f"COPY exported TO '{str(part).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
