"""Figures far from the usual, of the brigade's own reports and of its peers (H503, H505)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date

from corpus.cells import Cell
from corpus.checks.base import Check, shown
from corpus.checks.context import Context
from corpus.checks.finding import Finding
from corpus.comparing.statistics import median, robust_z
from corpus.shown import rough

_MONTH = 30.4  # days
_SHIFTS = (1, 4)  # a digit, 万
_BESIDE = 0.15  # of the logarithm, by which a size may lie beside those of the past
_FEW = 2  # earlier reports that show how much a figure varies


def _sized(context: Context) -> Iterator[tuple[str, Cell, float]]:
    """The draft's metrics that have a size, with its logarithm."""
    for metric, cell in context.cells.items():
        if cell.how in ("stated", "summed") and cell.value and context.catalog.metrics[metric].kind != "ratio":
            yield metric, cell, math.log10(cell.value)


def _sizes(reports: Iterable[dict[str, Cell]], metric: str) -> list[float]:
    """The logarithms of a metric in other reports."""
    cells = (cells[metric] for cells in reports if metric in cells)
    return [math.log10(c.value) for c in cells if c.how in ("stated", "summed") and c.value]


def _months(start: date | None, end: date | None) -> int:
    return round((end - start).days / _MONTH) if start and end else 0


class OwnHistory(Check):
    code = "H503"
    severity = "warning"
    title = "与本大队历次相差悬殊"
    why = "比历次高出或低于许多倍,多半是漏写或多写了“万”,或错了一位。"
    mend = "核对位数和“万”。"
    bad = "(历次约800条)发布提示短信8万余条。"
    good = "(历次约8万条)发布提示短信8万余条。"

    def run(self) -> Iterator[Finding]:
        own = self.context.report.period
        as_long = [cells for period, cells in self.context.past.items() if _months(*period) == _months(own.start, own.end)]
        for metric, cell, size in _sized(self.context):
            past = _sizes(as_long, metric)
            if past and (_far(size, past) or _digit_too_many(size, past)):
                usual = median(past)
                yield self.finding(
                    f"“{shown(cell.sources[0])}”是本大队历次中位数({rough(10**usual)})的 {rough(10 ** (size - usual), 3)} 倍",
                    [cell.sources[0]],
                )


def _far(size: float, past: list[float]) -> bool:
    """Whether a size is far from those of the past; few of them must lie close together and far away."""
    z, away = robust_z(size, past), abs(size - median(past))
    if z is not None:
        return abs(z) > 6 and (away > 0.85 or (away > 0.5 and _slips_back(size, past)))
    return away >= (0.85 if len(past) >= 2 else 1.3) and max(past) - min(past) < 0.6


def _slips_back(size: float, past: list[float]) -> bool:
    """Whether a digit more or fewer, or 万, would bring a size among those of the past."""
    moved = (size + step for shift in _SHIFTS for step in (-shift, shift))
    return any(min(past) - _BESIDE <= m <= max(past) + _BESIDE for m in moved)


def _digit_too_many(size: float, past: list[float]) -> bool:
    """168 written as 1680: beyond all that was told before, however far that lies apart, and with a digit less among it."""
    outside = size > max(past) + 0.5 or size < min(past) - 0.5
    return len(past) >= _FEW and outside and _slips_back(size, past)


class Peers(Check):
    code = "H505"
    severity = "info"
    title = "与同期其他大队相差悬殊"
    why = "与同期其他大队相差许多倍,值得再看一眼。"
    mend = "核对数字;确有原因的不必改。"
    bad = "(各大队约600家)检查单位60000家。"
    good = "(各大队约600家)检查单位650家。"

    def run(self) -> Iterator[Finding]:
        for metric, cell, size in _sized(self.context):
            others = _sizes(self.context.peers.values(), metric)
            z = robust_z(size, others)
            if z is not None and abs(z) > 3.5:
                yield self.finding(
                    f"“{shown(cell.sources[0])}”与同期其他 {len(others)} 个大队的中位数({rough(10 ** median(others))})相差悬殊",
                    [cell.sources[0]],
                )
