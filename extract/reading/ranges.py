"""Two numbers that make one figure: 300至500家, 5至10万元, 20%-30%, 介于3万与8万元之间."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.reading.numbers import POWERS, Number, read
from extract.reading.units import Tail, Units, rules
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Range:
    """`low` as the text has it, its value scaled as that of the upper end; `tail` is the unit behind the upper end."""

    low: Number
    high: Decimal
    tail: Tail


class Ranges:
    def __init__(self, catalog: Catalog, units: Units) -> None:
        table = rules(catalog, "range")
        self._units = units
        self._dash = re.compile(table["dash"])
        self._between = re.compile(table["between"])
        self._closing = re.compile(table["closing"])

    def read(self, text: str, low: Number, tail: Tail | None) -> Range | None:
        """The range that begins with `low`, whose own unit is `tail` (None where it has none); None where it is no range."""
        if low.high is not None or low.some or (tail is not None and tail.modifier):
            return None
        at = tail.end if tail else low.end
        for joint, closing in ((self._dash, None), (self._between, self._closing)):
            match = joint.match(text, at)
            if match is None:
                continue
            high = read(text, match.end())
            unit = self._units.tail(text, high.end) if high is not None else None
            if high is None or unit is None or high.high is not None or (tail is not None and tail.name != unit.name):
                continue
            if closing is not None and not closing.match(text, unit.end):
                continue
            if not low.scaled and tail is None:
                low = replace(low, value=self._lifted(text, low, high))
            if low.value < high.value:
                return Range(low, high.value, unit)
        return None

    def _lifted(self, text: str, low: Number, high: Number) -> Decimal:
        """5至10万, 3~4百: the scale of the upper end holds for the lower one that has none and is smaller without it."""
        if any(c in POWERS for c in text[low.start : low.end]):
            return low.value
        end = high.end
        while end > high.start and text[end - 1] in POWERS:
            end -= 1
        power = sum(POWERS[c] for c in text[end : high.end])
        count = high.value / 10**power
        small = low.value < 10 and count < 10 and power >= 2
        return low.value * 10**power if end > high.start and low.value < count and (power >= 4 or small) else low.value
