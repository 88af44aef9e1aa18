"""Figures far from their peers in the table or from their brigade's own history."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.cells import Cell
from corpus.comparing.comparison import Comparison, Key
from corpus.comparing.plain import plain
from corpus.comparing.source import Source
from corpus.comparing.statistics import median, robust_z
from corpus.comparing.table import Table
from corpus.periods import length
from corpus.shown import rough

_MANY = 60  # peers of whom one more or less does not move the median
_WHOM = {"peers": "其他大队", "history": "本大队历次"}


@dataclass(frozen=True, slots=True)
class _Past:
    """A report of the brigade, of whatever period."""

    when: tuple[date, date]
    length: int
    cells: dict[str, Cell]


def outliers(source: Source, out: Comparison, limit: float = 3.5) -> list[dict[str, Any]]:
    """Cells more than `limit` robust z away from their peers or from their brigade's history of the same length, the farthest first.

    A row has brigade, period, metric, metric_name, value, unit, against (peers or history), z and the reason in Chinese.  Figures
    are compared by their logarithms.
    """
    history = _history(source, out)
    found = [row for metric in out.metrics for row in _odd(out, metric, history, limit)]
    return sorted(found, key=lambda r: -abs(r["z"]))


def _history(source: Source, out: Comparison) -> dict[str, list[_Past]]:
    """The reports of the table's brigades whose length is that of a column."""
    names = {c[0] for c in out.columns}
    lengths = {length(c.period_start, c.period_end) for m in out.metrics for c in out.cells[m].values()}
    table = Table(source).keep(lambda k: k[0] in names and length(k[1], k[2]) in lengths)
    past: dict[str, list[_Past]] = defaultdict(list)
    for (brigade, start, end), cells in table.all().items():
        past[brigade].append(_Past((start, end), length(start, end), cells))
    return past


def _odd(out: Comparison, metric: str, history: dict[str, list[_Past]], limit: float) -> Iterator[dict[str, Any]]:
    cells = {k: c for k in out.reported if (c := out.cells[metric][k]).value and c.how in ("stated", "summed")}
    sizes = {key: _size(cell) for key, cell in cells.items()}
    everyone = list(sizes.values()) if len(sizes) > _MANY else []
    for key, cell in cells.items():
        peers = everyone or [size for k, size in sizes.items() if k[0] != key[0]]
        for against, others in (("peers", peers), ("history", _own_past(history.get(key[0], []), cell))):
            z = robust_z(sizes[key], others)
            if z is not None and abs(z) > limit:
                yield _row(out, metric, key, against, z, median([10**size for size in others]))


def _size(cell: Cell) -> float:
    return math.log10(cell.value or 1)


def _own_past(history: list[_Past], cell: Cell) -> list[float]:
    """The sizes that the brigade told of the metric in other periods of this length."""
    when = (cell.period_start, cell.period_end)
    same = length(*when)
    past = [p.cells[cell.metric] for p in history if p.when != when and p.length == same and cell.metric in p.cells]
    return [_size(c) for c in past if c.value]


def _row(out: Comparison, metric: str, key: Key, against: str, z: float, centre: float) -> dict[str, Any]:
    cell = out.cells[metric][key]
    return {
        "brigade": key[0], "period": key[1], "metric": metric, "metric_name": out.name(metric), "value": plain(cell.value), "unit": cell.unit,
        "against": against, "z": round(z, 1), "reason": f"{_WHOM[against]}的中位数约为 {rough(centre)},本数为其 {rough((cell.value or 0) / centre, 2)} 倍",
    }  # fmt: skip
