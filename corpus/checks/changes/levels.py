"""The two figures that a change lies between, and the one that it is told of."""

from __future__ import annotations

from typing import NamedTuple

from corpus.cells import Row
from corpus.checks.context import Context

LEVELS = ("count", "money", "ratio", "measure")  # kinds of figures that can rise and fall


class Levels(NamedTuple):
    """The present figure and the earlier one."""

    now: Row
    base: Row


def level_of(context: Context, change: Row) -> Row | None:
    """The figure that a change is told of, also by way of another change (增加5起,增幅11.9%)."""
    level = context.referent(change)
    return context.referent(level) if level is not None and level["kind"] == "change" else level
