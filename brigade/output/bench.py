"""A report's facts as the bench for reviewing them takes them: with Chinese names and what is to be looked at."""

from __future__ import annotations

from typing import Any

from brigade.output.words import CORRECTED, STATUS, figure
from corpus.keeping.undecided import COUNTED
from corpus.periods import period_in_chinese

_DOUBT, _LOOSE, _SURE = 0, 1, 2


def rows_of(facts: list[dict[str, Any]], names: dict[str, str], report: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts (those marked wrong too), in order of the text.

    `rank` is 0 for what is in doubt, 1 for what counts something and has no metric, 2 for the rest.
    """
    return [_row(fact, names, report) for fact in facts]


def packed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows without their names: a long report has thousands."""
    return {"names": list(rows[0]) if rows else [], "rows": [list(row.values()) for row in rows]}


def _row(fact: dict[str, Any], names: dict[str, str], report: dict[str, Any]) -> dict[str, Any]:
    own = (fact["period_start"], fact["period_end"]) == (report["period_start"], report["period_end"])
    return {
        "seq": fact["seq"], "start": fact["start"], "end": fact["end"], "quote": fact["quote"], "shown": figure(fact["value"], fact["modifier"], fact["value_max"]),
        "value": _written(fact), "unit": fact["unit"] or "", "kind": fact["kind"], "metric": fact["metric"], "name": names.get(fact["metric"], ""),
        "label": fact["label"], "activity": fact["activity"] if fact["metric"] else "", "status": fact["status"], "told": STATUS[fact["status"]],
        "entity": fact["entity"] or "", "period": period_in_chinese(fact["period_start"], fact["period_end"]), "own": own,
        "qualifier": fact["qualifier"] or "", "doubt": fact["doubt"] or "", "wrong": fact["corrected"] == "wrong", "corrected": _corrected(fact["corrected"]),
        "where": fact["where"] or "", "recognised": None if fact["recognised"] is None else f"{fact['recognised']:.0%}", "rank": rank_of(fact), "seen": shown(fact),
    }  # fmt: skip


def shown(fact: dict[str, Any]) -> str:
    """What is shown of a fact that a person may change, in one line: whether it is still what he saw."""
    period = period_in_chinese(fact["period_start"], fact["period_end"])
    told = (
        _written(fact),
        fact["unit"],
        fact["metric"],
        period,
        fact["entity"],
        fact["status"],
        fact["qualifier"],
        fact["corrected"] == "wrong",
    )
    return "|".join(str(part or "") for part in told)


def rank_of(fact: dict[str, Any]) -> int:
    """How much a fact wants to be looked at."""
    if fact["corrected"] == "wrong":
        return _SURE
    if fact["doubt"]:
        return _DOUBT
    return _LOOSE if not fact["metric"] and fact["kind"] in COUNTED and not fact["corrected"] else _SURE


def _corrected(parts: str) -> str:
    return CORRECTED.get(parts, "人工更正") if parts else ""


def _written(fact: dict[str, Any]) -> str:
    """The value as one would write it into a field, without signs of what bounds it."""
    if fact["value"] is None:
        return ""
    words = _plain(fact["value"])
    return words if fact["value_max"] is None else f"{words}至{_plain(fact['value_max'])}"


def _plain(value: float) -> str:
    return f"{value:.10f}".rstrip("0").rstrip(".")
