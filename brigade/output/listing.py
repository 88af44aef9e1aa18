"""A list of rows as a Chinese table, CSV or JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from brigade.common import print_csv, print_jsonl
from brigade.output.terminal import table
from brigade.output.words import period_words
from corpus.shown import number

NUMERIC = frozenset(("facts", "value", "count", "brigades", "shown"))


def show(title: str, columns: Sequence[tuple[str, str]], rows: Sequence[dict[str, Any]], form: str | None) -> None:
    """`columns` are (field, Chinese heading); CSV and JSON lines carry every field of the rows under its own name.

    In a table the `period` (2023H1) is told as people write it.
    """
    if form == "jsonl":
        print_jsonl(rows)
    elif form == "csv":
        print_csv(list(rows[0]) if rows else [field for field, _ in columns], rows)
    else:
        rows = [{**row, "period": period_words(row["period"])} if row.get("period") else row for row in rows]
        headings = [(heading, "right" if field in NUMERIC else "left") for field, heading in columns]
        table(title, headings, [[_cell(row.get(field)) for field, _ in columns] for row in rows])


def _cell(value: Any) -> str:
    if value is None or value == "exact":  # a figure that is just what it says needs no word
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return number(value)
    return str(value)
