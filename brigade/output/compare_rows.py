"""A comparison as rows for other programs: JSON lines, CSV, Parquet."""

from __future__ import annotations

import io
from typing import Any

from brigade.common import print_csv, print_jsonl
from brigade.output import frames
from corpus.comparing.comparison import Comparison

_FLOATS = ("value", "value_max", "base_value", "change", "change_pct")


def jsonl(out: Comparison) -> str:
    """One cell a line, sources as lists."""
    buffer = io.StringIO()
    print_jsonl(out.rows(), buffer)
    return buffer.getvalue()


def csv_text(out: Comparison) -> str:
    """One cell a row; marks, reasons and sources in one field each."""
    buffer = io.StringIO()
    rows = (
        {**row, "marks": " ".join(row["marks"]), "reasons": ";".join(row["reasons"]), "sources": _places(row["sources"])}
        for row in out.rows()
    )
    print_csv(out.fields, rows, buffer)
    return buffer.getvalue()


def write_parquet(out: Comparison, path: str) -> None:
    """The rows as a Parquet file, figures as doubles, marks, reasons and sources in one field each; the file appears when it is whole."""
    import duckdb

    frame = out.frame()
    frame["marks"] = frame["marks"].map(" ".join)
    frame["reasons"] = frame["reasons"].map(";".join)
    frame["sources"] = frame["sources"].map(_places)
    for column in _FLOATS:
        if column in frame:
            frame[column] = frame[column].astype("float64")
    with duckdb.connect() as db:
        frames.write_parquet(path, frame, db)


def _places(sources: list[dict[str, Any]]) -> str:
    """report:start-end of each source."""
    return " ".join(f"{s['report_id']}:{s['start']}-{s['end']}" for s in sources)
