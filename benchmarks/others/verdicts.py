"""Right, wrong or not read: what each reader makes of each row.

A figure is judged by its value (and the upper end of a range), ours by modifier and unit too in a count of its own; a date by its first and
last day.  Of several answers of another tool the right one counts, ours must be one and right.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from benchmarks.others.rows import Figure, Mention
from extract import extract_report
from extract.model import DateMention, Fact, Period

RIGHT, WRONG, UNREAD = "right", "wrong", "not read"
OURS = "extract_report"


def close(one: float, other: float) -> bool:
    """The same number; shares in per cent to two decimals."""
    return abs(abs(one) - abs(other)) < max(0.006 if abs(other) < 100 and other % 1 else 1e-6, 1e-9 * abs(other))


def of_figure(row: Figure, answers: list[Any]) -> str:
    """The verdict on the answers of another tool."""
    if not answers:
        return UNREAD
    lows = [low for low, _ in answers]
    fits = (close(low, row.value) and (row.high is None or (high is not None and close(high, row.high))) for low, high in answers)
    apart = row.high is not None and any(close(low, row.value) for low in lows) and any(close(low, row.high) for low in lows)
    return RIGHT if apart or any(fits) else WRONG


def of_mention(row: Mention, answers: list[Any]) -> str:
    if not answers:
        return UNREAD
    return RIGHT if [row.first, row.last] in answers else WRONG


def on(row: Figure | Mention, found: list[Any]) -> list[Any]:
    return [f for f in found if f.start < row.end and row.start < f.end]


def ours_of_figure(row: Figure) -> tuple[str, bool]:
    """The verdict on our reading by value, and whether modifier and unit are right as well."""
    facts: list[Fact] = on(row, list(extract_report(row.sentence, period="2023H1").facts))
    if not facts:
        return UNREAD, False
    fact = facts[0]
    high = None if fact.value_max is None else float(fact.value_max)
    whole = (high is None) == (row.high is None) and (high is None or row.high is None or close(high, row.high))
    if len(facts) > 1 or not whole or not close(float(fact.value), row.value):
        return WRONG, False
    return RIGHT, (fact.modifier, fact.unit) == (row.modifier, row.unit)


def ours_of_mention(row: Mention) -> str:
    start, end = row.own_start, row.own_end
    period = Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) if start and end else None
    dates: list[DateMention] = on(row, list(extract_report(row.sentence, period=period).dates))
    if not dates:
        return UNREAD
    first, last = dates[0].period.start, dates[-1].period.end
    whole = len(dates) == 1 or "、" in row.quote  # a list may be read as one period or as its members
    return RIGHT if whole and (str(first or ""), str(last or "")) == (row.first, row.last) else WRONG
