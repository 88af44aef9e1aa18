"""Two numbers that make one figure: 300至500家, 5至10万元, 20%-30%, 介于3万与8万元之间."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.reading.characters import CHINESE, POWERS
from extract.reading.numbers import Number, read
from extract.reading.signs import Signs
from extract.reading.units import Tail, Units, rules
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Range:
    """`low` as the text has it, its value scaled as that of the upper end; `tail` is the unit behind the upper end, `kind` what a sign makes."""

    low: Number
    high: Decimal
    tail: Tail
    kind: str = ""


class Ranges:
    def __init__(self, catalog: Catalog, units: Units) -> None:
        table = rules(catalog, "range")
        self._units = units
        self._dash = re.compile(table["dash"])
        self._between = re.compile(table["between"])
        self._comma: str = table["neighbours"]
        self._listed = re.compile(table["neighbours_not"].replace("<cn>", CHINESE))
        self._ordered = frozenset(table["ordered"].split())
        self._signs = Signs(catalog)
        self._included = re.compile(table["included"])
        self._closing = re.compile(table["closing"])
        self._below = re.compile(table["below"])

    def dash(self, text: str, at: int) -> int:
        """Where the upper end begins if a dash stands at `at`, else 0."""
        match = self._dash.match(text, at)
        return match.end() if match else 0

    def _neighbours(self, text: str, low: Number) -> Range | None:
        """3、4起, 五、六具: single digits that follow each other, before a unit and in no longer list."""
        high = read(text, low.end + 1) if text.startswith(self._comma, low.end) else None
        if high is None or high.end - high.start != 1 or low.end - low.start != 1 or high.value != low.value + 1:
            return None
        tail = self._units.tail(text, high.end)
        if tail is None or tail.form in self._ordered or text.startswith(self._comma, tail.end):
            return None
        if self._listed.search(text, max(0, low.start - 12), low.start):
            return None
        return Range(low, high.value, tail)

    def numbered(self, text: str, number: Number, tail: Tail) -> bool:
        """二 of 一、二类, 4 of 3、4层: of what is numbered, no count."""
        before = text[max(0, number.start - 2) : number.start]
        if tail.form not in self._ordered or before[1:] != self._comma:
            return False
        first = read(before, 0)
        return first is not None and first.end == 1 and number.value == first.value + 1

    def read(self, text: str, low: Number, tail: Tail | None) -> Range | None:
        """The range that begins with `low`, whose own unit is `tail` (None where it has none); None where it is no range."""
        if low.high is not None or low.some or (tail is not None and tail.modifier):
            return None
        if tail is None and (found := self._neighbours(text, low)) is not None:
            return found
        at = tail.end if tail else low.end
        included = self._included.match(text, at)
        at = included.end() if included else at
        for joint, closing in ((self._dash, None), (self._between, self._closing)):
            match = joint.match(text, at)
            if match is None:
                continue
            high = self._upper(text, match.end())
            unit = self._units.tail(text, high.end) if high is not None else None
            if high is not None and unit is None and tail is None and self._closing.match(text, high.end):
                unit = Tail("", "", "count", high.end)  # 介于300与500之间
            if high is None or unit is None or high.high is not None or (tail is not None and tail.name != unit.name):
                continue
            if (closing is not None and not closing.match(text, unit.end)) or (high.value < 0 and not self._signs.carry(unit.name)):
                continue
            if not low.scaled and tail is None:
                low = replace(low, value=self._lifted(text, low, high))
            signed = self._signed(text, low, high.value, unit)
            if signed is not None:
                return signed
        return None

    def _upper(self, text: str, at: int) -> Number | None:
        """The upper end at `at`, below zero where a sign stands before it: -20℃至-11℃."""
        sign = self._below.match(text, at)
        high = read(text, sign.end() if sign else at)
        return replace(high, value=-high.value) if high is not None and sign else high

    def _signed(self, text: str, low: Number, high: Decimal, tail: Tail) -> Range | None:
        """-6℃至3℃, 同比-5%至-3%: the lower end with its sign."""
        signed = self._signs.read(text, low.start, low.value, tail.kind, tail.name)
        if not signed.unsure and signed.start < low.start:
            low = replace(low, start=signed.start, value=min(signed.value, high))
            return Range(low, max(signed.value, high), tail, signed.kind) if signed.value != high else None
        return Range(low, high, tail) if low.value < high else None

    def _lifted(self, text: str, low: Number, high: Number) -> Decimal:
        """5至10万, 一千到两千万, 3~4百: the scale of the upper end holds for the lower one that is smaller without it."""
        powers = [POWERS[c] for c in text[low.start : low.end] if c in POWERS]
        large, small = self._scale(text, high, 4), self._scale(text, high, 1)
        if large and not any(p >= 4 for p in powers) and low.value < high.value / 10**large:
            return low.value * 10**large
        if not large and small >= 2 and not powers and low.value < high.value / 10**small < 10:
            return low.value * 10**small
        return low.value

    @staticmethod
    def _scale(text: str, number: Number, least: int) -> int:
        """The power of ten of the scales (of `least` and more) that end a number."""
        power, end = 0, number.end
        while end > number.start and POWERS.get(text[end - 1], 0) >= least:
            end -= 1
            power += POWERS[text[end]]
        return power if end > number.start else 0
