"""Rows as lines that programs read: JSON lines and CSV; and text that any stream can take."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def print_jsonl(rows: Iterable[Mapping[str, Any]], out: Any = None) -> None:
    """One JSON object a line, to standard output or the stream `out`."""
    stream = out or sys.stdout
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: Any = None) -> None:
    """A line of headings and one a row, to standard output or the stream `out`; fields of a row that are no column are left out."""
    writer = csv.DictWriter(out or sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def safe(text: str) -> str:
    """Text that any stream can take: lone surrogates become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
