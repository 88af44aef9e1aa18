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
    rows = ({"file": name, **fact.to_row()} for name, report in reports for fact in report.facts)
    print_csv([*(["file"] if many else []), *FACT_FIELDS], rows, buffer)
    return buffer.getvalue()


def frame_csv(frame: Any) -> str:
    """The rows of a frame; what is missing is an empty cell."""
    buffer = io.StringIO()
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    print_csv(list(frame.columns), rows, buffer)
    return buffer.getvalue()


def write_parquet(path: str, frame: Any, db: Any) -> None:
    """The frame as a Parquet file, written whole or not at all by the DuckDB connection `db`."""
    db.register("exported", frame)
    try:
        with whole(path) as part:
            db.execute(f"COPY exported TO '{str(part).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
    finally:
        db.unregister("exported")
