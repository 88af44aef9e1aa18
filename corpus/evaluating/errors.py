"""What is wrong in a report, each with the sentence it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.evaluating.agreement import FIELD_NAMES, FIELDS, Row
from corpus.evaluating.pairing import Matched

_NAMES = {**FIELD_NAMES, "missed": "漏掉", "spurious": "多出", "date": "日期"}
Error = tuple[str, Row, Any, Any]  # what is wrong, the fact or date it is told of, what was expected, what was found


def errors_of(report: Matched, file: str, text: str) -> list[Row]:
    """Rows with file, field (in Chinese), quote, expected, found, sentence: facts missed, fields wrong, facts too many, dates."""
    return [
        {
            "file": file,
            "field": _NAMES[name],
            "quote": row["quote"],
            "expected": expected,
            "found": found,
            "sentence": _sentence(text, row["start"], row["end"]),
        }
        for errors in (_of_annotated, _of_spurious, _of_dates)
        for name, row, expected, found in errors(report)
    ]


def _of_annotated(report: Matched) -> Iterator[Error]:
    for i, gold in enumerate(report.golds):
        pair = report.pairs.get(i)
        if pair is None:
            yield "missed", gold, gold["label"], ""
            continue
        for name in FIELDS:
            if not pair.right[name]:
                key = "period_start" if name == "period" else name
                yield name, gold, gold.get(key), report.found[pair.found].get(key)


def _of_spurious(report: Matched) -> Iterator[Error]:
    for fact in report.spurious:
        yield "spurious", fact, "", fact["label"]


def _of_dates(report: Matched) -> Iterator[Error]:
    want, have = report.gold_dates, report.found_dates
    for place, date in {**want, **have}.items():
        if place not in have:
            yield "date", date, date["period_end"], ""
        elif place not in want:
            yield "date", date, "", date["period_end"]


def _sentence(text: str, start: int, end: int) -> str:
    begin = max(text.rfind(c, 0, start) for c in "。\n") + 1
    stops = [p for c in "。\n" if (p := text.find(c, end)) >= 0]
    return text[begin : min(stops, default=len(text))].strip()
