"""Which percentages of a text are shares of a whole and which are rates; changes are neither."""

from __future__ import annotations

from corpus.cells import Row
from corpus.checks.context import Context
from corpus.checks.figures import percent, quotient


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


def agrees(part: Row, whole: Row, share: Row) -> bool:
    """Whether the share may be what the part makes of the whole; a rounded one (三成, 近五成) may be some points away."""
    low, high = quotient(part, whole)
    if share["modifier"] == "over":
        return high >= share["value"] - 0.5 and low <= share["value"] + 10
    if share["modifier"] == "under":
        return low <= share["value"] + 0.5 and high >= share["value"] - 10
    if share["modifier"] == "about" or share["decimals"] < 0:
        return low - 5 <= share["value"] <= high + 5
    return percent(share["value"], share["decimals"], (low, high))
