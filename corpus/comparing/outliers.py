"""Figures far from their peers in the table or from their brigade's own history."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.cells import Cell
from corpus.comparing.comparison import Comparison, Key
from corpus.comparing.heads import PER_HEAD, per_head
from corpus.comparing.plain import plain
from corpus.comparing.source import Source
from corpus.comparing.statistics import median, robust_z
from corpus.comparing.table import Table
from corpus.periods import length
from corpus.shown import rough

LIMIT = 3.5  # robust z (Iglewicz and Hoaglin, 1993)
TIMES = 1.5  # what is less than this many times the usual is nothing odd
_MANY = 60  # peers of whom one more or less does not move the median
_WHOM = {"peers": "其他大队", "history": "本大队历次"}


@dataclass(frozen=True, slots=True)
class _Past:
    """A report of the brigade, of whatever period."""

    when: tuple[date, date]
    length: int
    cells: dict[str, Cell]


def outliers(source: Source, out: Comparison, limit: float = LIMIT) -> list[dict[str, Any]]:
    """Cells more than `limit` robust z away from their peers or from their brigade's history of the same length, the farthest first.

    A row has brigade, period, metric, metric_name, value, unit, against (peers or history), z, the reason in Chinese, and the sentence
    and place (where) of the figure.  Figures are compared by their logarithms, with peers a head where the register tells the population
    of all of them.  What differs by less than `TIMES` the usual figure, or by less than chance makes counts of this size differ
    (three standard deviations of a Poisson distribution), is not among them.
    """
    history = _history(source, out)
    found = [row for metric in out.metrics for row in _odd(source, out, metric, history, limit)]
    return sorted(found, key=lambda r: -abs(r["z"]))


def _history(source: Source, out: Comparison) -> dict[str, list[_Past]]:
    """The reports of the table's brigades whose length is that of a column."""
    names = {c[0] for c in out.columns}
    lengths = {length(c.period_start, c.period_end) for m in out.metrics for c in out.cells[m].values()}
    only = ("AND r.brigade IN (SELECT unnest(?::VARCHAR[]))", (sorted(names),))
    table = Table(source, *only).keep(lambda k: length(k[1], k[2]) in lengths)
    past: dict[str, list[_Past]] = defaultdict(list)
    for (brigade, start, end), cells in table.all().items():
        past[brigade].append(_Past((start, end), length(start, end), cells))
    return past


def _odd(source: Source, out: Comparison, metric: str, history: Mapping[str, list[_Past]], limit: float) -> Iterator[dict[str, Any]]:
    cells = {k: c for k in out.reported if (c := out.cells[metric][k]).value and c.how in ("stated", "summed")}
    peers = _Peers(source, out, cells)
    for key, cell in cells.items():
        past = _own_past(history.get(key[0], []), cell)
        for against, value, others, word in (
            ("peers", peers.of[key], peers.others(key), peers.word),
            ("history", cell.value or 0, past, ""),
        ):
            z = robust_z(math.log10(value), [math.log10(other) for other in others])
            centre = median(others) if others else 0.0
            if z is not None and abs(z) > limit and _counts(value, centre, (cell.value or 0) / value):
                yield _row(
                    out,
                    metric,
                    key,
                    against,
                    z,
                    f"{_WHOM[against]}{word}的中位数约为 {rough(centre)},本数为其 {rough(value / centre, 2)} 倍",
                )


class _Peers:
    """What the figures of a row are compared by, `of` each column: a head where that can be told of all, else as they are."""

    def __init__(self, source: Source, out: Comparison, cells: Mapping[Key, Cell]) -> None:
        heads = None if out.per else per_head(cells, source)
        self.of = {key: cell.value or 0 for key, cell in cells.items()} if heads is None else heads
        self.word = PER_HEAD if heads is not None else ""
        self._everyone = list(self.of.values()) if len(self.of) > _MANY else []

    def others(self, key: Key) -> list[float]:
        return self._everyone or [value for k, value in self.of.items() if k[0] != key[0]]


def _counts(value: float, centre: float, size: float) -> bool:
    """Whether the difference is worth a look; `size` times the values are the figures that were counted."""
    far = max(value, centre) >= TIMES * min(value, centre)
    return far and abs(value - centre) * size >= 3 * math.sqrt(max(centre * size, 1))


def _own_past(history: list[_Past], cell: Cell) -> list[float]:
    """What the brigade told of the metric in other periods of this length."""
    when = (cell.period_start, cell.period_end)
    same = length(*when)
    past = [p.cells[cell.metric] for p in history if p.when != when and p.length == same and cell.metric in p.cells]
    return [c.value for c in past if c.value and c.how != "ambiguous"]


def _row(out: Comparison, metric: str, key: Key, against: str, z: float, reason: str) -> dict[str, Any]:
    cell = out.cells[metric][key]
    source = cell.sources[0] if cell.sources else {}
    return {
        "brigade": key[0], "period": key[1], "metric": metric, "metric_name": out.name(metric), "value": plain(cell.value), "unit": cell.unit,
        "against": against, "z": round(z, 1), "reason": reason, "sentence": source.get("sentence") or "", "where": source.get("where") or "",
    }  # fmt: skip
