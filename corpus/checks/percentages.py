"""Which percentages of a text are shares of a whole and which are rates; changes are neither."""

from __future__ import annotations

from corpus.cells import Row
from corpus.checks.context import Context


def is_share(context: Context, row: Row) -> bool:
    """…占33.4%, told as a fact."""
    return _is_ratio(row) and _names_share(context, row)


def is_rate(context: Context, row: Row) -> bool:
    """整改率98%, told as a fact."""
    return _is_ratio(row) and not _names_share(context, row)


def _is_ratio(row: Row) -> bool:
    return bool(row["kind"] == "ratio" and row["unit"] == "%" and row["status"] == "actual")


def _names_share(context: Context, row: Row) -> bool:
    return context.pattern("shares.share").search(row["label"]) is not None
