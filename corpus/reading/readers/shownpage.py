"""The coordinates of a PDF as places on the page as it is shown."""

from __future__ import annotations

import math
from operator import le
from typing import Any

Box = tuple[float, float, float, float]


class Shown:
    """Turned by /Rotate, y downwards; `seen` is the part of the page that is shown."""

    def __init__(self, page: Any) -> None:
        self._turn = page.get_rotation()
        self._box = page.get_mediabox()
        x0, y0, x1, y1 = self._box
        wide, high = x1 - x0, y1 - y0
        self.width, self.height = (high, wide) if self._turn % 180 else (wide, high)
        self.seen = self.box(*page.get_bbox())

    def point(self, x: float, y: float) -> tuple[float, float]:
        x0, y0, x1, y1 = self._box
        if self._turn == 0:
            return x - x0, y1 - y
        return {90: (y - y0, x - x0), 180: (x1 - x, y - y0), 270: (y1 - y, x1 - x)}[self._turn]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        if self._turn == 0 and left <= right and bottom <= top:
            x0, high = self._box[0], self._box[3]
            return left - x0, high - top, right - x0, high - bottom
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def boxes(self, lefts: list[float], bottoms: list[float], rights: list[float], tops: list[float]) -> tuple[list[float], ...]:
        """The same of many boxes: their left ends, tops, right ends and bottoms."""
        if self._turn == 0 and all(map(le, lefts, rights)) and all(map(le, bottoms, tops)):
            x0, high = self._box[0], self._box[3]
            return [x - x0 for x in lefts], [high - y for y in tops], [x - x0 for x in rights], [high - y for y in bottoms]
        found = list(map(self.box, lefts, bottoms, rights, tops))
        return tuple([box[n] for box in found] for n in range(4))

    def way(self, a: float, b: float) -> tuple[float, float]:
        length = math.hypot(a, b) or 1.0
        a, b = a / length, b / length
        return {0: (a, -b), 90: (b, a), 180: (-a, b), 270: (-b, -a)}[self._turn]
