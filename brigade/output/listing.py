"""A list of rows as a Chinese table, CSV or JSON lines."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from typing import Any

from brigade.common import print_jsonl
from brigade.output.words import MODIFIERS


def show(title: str, columns: Sequence[tuple[str, str]], rows: Sequence[dict[str, Any]], form: str | None) -> None:
    """`columns` are (field, Chinese heading); CSV and JSON lines carry every field of the rows under its own name."""
    if form == "jsonl":
        print_jsonl(rows)
        return
    if form == "csv":
        names = list(rows[0]) if rows else [c for c, _ in columns]
        writer = csv.DictWriter(sys.stdout, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return
    from brigade.output.terminal import table

    numeric = {"facts", "value", "count", "brigades", "shown"}
    table(title, [(h, "right" if c in numeric else "left") for c, h in columns], [[_cell(row.get(c)) for c, _ in columns] for row in rows])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:,.10g}"
    return MODIFIERS.get(value, str(value)) if value in ("exact",) else str(value)
