"""The tables of `benchmarks/forms`: each row with its place in the sentence and its kind of form."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.others.kinds import NUMERAL, kind_of_date, kind_of_figure

FORMS = Path(__file__).parent.parent / "forms"


@dataclass(frozen=True)
class Figure:
    """A figure in its sentence; `numeral` is how many characters of the quote are the numeral itself."""

    sentence: str
    start: int
    end: int
    quote: str
    value: float
    high: float | None
    modifier: str
    unit: str
    kind: str
    numeral: int


@dataclass(frozen=True)
class Mention:
    """A date in its sentence, with the own period of the report and the days that it names ("" where no day is known)."""

    sentence: str
    start: int
    end: int
    quote: str
    own_start: str
    own_end: str
    first: str
    last: str
    kind: str


def _lines(name: str) -> Iterator[list[str]]:
    with (FORMS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


def _placed(rows: list[list[str]], column: int) -> Iterator[tuple[list[str], int]]:
    """Each row with the place of its quote; rows of one sentence follow each other in the text."""
    before, at = "", 0
    for row in rows:
        at = 0 if row[0] != before else at
        start = row[0].index(row[column], at)
        before, at = row[0], start + len(row[column])
        yield row, start


def figures() -> list[Figure]:
    out = []
    for name in ("numbers.tsv", "amounts.tsv"):
        for (sentence, quote, value, high, modifier, unit), start in _placed(list(_lines(name)), 1):
            found = re.match(NUMERAL, quote)
            numeral = len(found[0].rstrip()) if found else 0
            kind = kind_of_figure(quote, high != "", unit)
            end = start + len(quote)
            out.append(Figure(sentence, start, end, quote, float(value), float(high) if high else None, modifier, unit, kind, numeral))
    return out


def mentions() -> list[Mention]:
    rows = [row for row in _lines("dates.tsv") if row[2] != "-"]
    out = []
    for (sentence, own, quote, first, last), start in _placed(rows, 2):
        own_start, _, own_end = own.partition("..")
        out.append(Mention(sentence, start, start + len(quote), quote, own_start, own_end, first, last, kind_of_date(quote)))
    return out


def plain(rows: list[Figure] | list[Mention]) -> list[dict[str, Any]]:
    """The rows as JSON takes them."""
    return [asdict(row) for row in rows]
