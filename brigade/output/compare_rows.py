"""A comparison as rows for other programs: JSON lines, CSV, Parquet."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from brigade.common import print_jsonl
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
    writer = csv.DictWriter(buffer, out.fields, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in out.rows():
        writer.writerow({**row, "marks": " ".join(row["marks"]), "reasons": ";".join(row["reasons"]), "sources": _places(row["sources"])})
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
    part = Path(path).with_name(Path(path).name + ".part")
    db = duckdb.connect()
    db.register("cells", frame)
    db.execute(f"COPY cells TO '{str(part).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
    part.replace(path)


def _places(sources: list[dict[str, Any]]) -> str:
    """report:start-end of each source."""
    return " ".join(f"{s['report_id']}:{s['start']}-{s['end']}" for s in sources)
