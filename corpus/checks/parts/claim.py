"""A claim of the text: that these figures are the parts of that one."""

from __future__ import annotations

from typing import NamedTuple

from corpus.cells import Row, interval
from corpus.checks.context import Context
from corpus.checks.figures import apart, total


class Claim(NamedTuple):
    """Parts that do not make their whole; `severity` only where it is not the check's own."""

    whole: Row
    parts: list[Row]
    severity: str | None = None


def fails(whole: Row, parts: list[Row]) -> bool:
    """Whether the parts make more or less than the whole."""
    return apart(total(parts), interval(whole))


def one_unit(context: Context, a: Row, b: Row) -> bool:
    """Whether two figures count by the same unit, whatever name it has: 场, 场次."""
    units = {a["unit"], b["unit"]}
    return len(units) == 1 or any(units <= {*names.split()} for names in context.table("parts")["one_unit"])


def amounts(rows: list[Row]) -> list[Row]:
    """Figures that can be added up: counts and money, no range and no zero."""
    return [r for r in rows if r["kind"] in ("count", "money") and r["value_max"] is None and r["value"]]
