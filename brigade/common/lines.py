"""Rows as lines that programs read: JSON lines and CSV; and text made fit for what it is written into."""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML cannot hold them
_FORMULA = tuple("=+-@\t\r＝＋－＠")  # what a spreadsheet may take for the beginning of a formula
_NUMBER = re.compile(
    r"-\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[+-]\d[\d,]*(?:\.\d+)?(?:%|[\u4e00-\u9fff]+)"
)  # also a change with its unit: no formula


def print_jsonl(rows: Iterable[Mapping[str, Any]], out: Any = None) -> None:
    """One JSON object a line, to standard output or the stream `out`; what is no finite number is null."""
    stream = out or sys.stdout
    for row in rows:
        stream.write(json_of(row) + "\n")


def json_of(value: Any) -> str:
    """A value as JSON that every program reads: no NaN, no Infinity, no lone surrogate."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, default=str)
    return safe(text)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, (list, tuple)) else value


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: Any = None) -> None:
    """A line of headings and one a row, to standard output or the stream `out`; fields of a row that are no column are left out.

    Text that a spreadsheet would take for a formula has an apostrophe in front.
    """
    writer = csv.writer(out or sys.stdout, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return None if isinstance(value, float) and not math.isfinite(value) else value
    value = fit(value)
    return "'" + value if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value) else value


def safe(text: str) -> str:
    """Text that any stream can take: lone surrogates become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def fit(text: str) -> str:
    """Text that XML, and so Word, Excel and a page, can hold: signs of control and what is no character become blanks."""
    return _UNFIT.sub(" ", text)
