"""Figures told in several units: 3小时20分钟, 一年零三个月, 326元8角5分, 1米8, 三年半, 两个半小时."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.reading.characters import ZERO
from extract.reading.numbers import Number, read
from extract.reading.units import Tail, Units
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Compound:
    """The whole figure: its value in `unit`, and where it ends."""

    value: Decimal
    unit: str
    kind: str
    decimals: int
    end: int


class Compounds:
    def __init__(self, catalog: Catalog, units: Units) -> None:
        table = catalog.tables["units"]
        self._units = units
        self._chains = [(c["units"].split(), c["steps"], c.get("into", "")) for c in table["compound"]]
        self._aliases: dict[str, str] = table["written_in_compounds"]
        names = {*self._aliases, *(u for chain, _, _ in self._chains for u in chain)}
        self._part = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
        self._closing = re.compile(table["decimal_behind"]["closing"])
        self._decimal = set(table["decimal_behind"]["units"].split())
        self._coins = frozenset(table["coins"]["alone"].split())
        self._halved = set(table["half_behind"]["units"].split())
        self._split: str = table["half_behind"]["split"]
        self._half: str = catalog.tables["figures"]["ratio"]["half"]
        self._half_not: str = table["half_behind"]["no_half"]
        self._link: str = next(iter(units.linked))
        self._join = re.compile(rf" ?[{ZERO}{catalog.tables['figures']['ratio']['mixed']}]?")

    def read(self, text: str, number: Number, tail: Tail) -> Compound | None:
        """What the figure `number` with `tail` is the beginning of; None where it stands alone."""
        if number.high is not None or tail.modifier:
            return None
        return self._chained(text, number, tail) or self._decimal_behind(text, number, tail) or self._with_half(text, number, tail)

    def coins(self, text: str, number: Number, told: bool) -> Compound | None:
        """8角, 七毛五: money without 元; 角 only where it is `told` that money is meant."""
        match = self._part.match(text, number.end)
        if match is None or number.high is not None or number.some or (not told and match[0] not in self._coins):
            return None
        unit = self._aliases.get(match[0], match[0])
        for chain, steps, into in self._chains:
            if into and unit in chain[1:] and unit not in self._units.kind:
                tail = Tail(match[0], into, self._units.kind[into], match.end())
                found = self._parts(text, number, tail, (chain, steps, into), chain.index(unit), alone=True)
                return found if found is not None and (told or self._closing.match(text, found.end)) else None
        return None

    def _chained(self, text: str, number: Number, tail: Tail) -> Compound | None:
        for chain, steps, into in self._chains:
            first = tail.form if tail.form in chain else self._aliases.get(tail.form, tail.form)
            found = self._parts(text, number, tail, (chain, steps, into), chain.index(first)) if first in chain else None
            if found is not None:
                return found
        return None

    def _parts(
        self, text: str, number: Number, tail: Tail, of: tuple[list[str], list[int], str], at: int, *, alone: bool = False
    ) -> Compound | None:
        chain, steps, into = of
        amounts = {at: number.value}
        end, last = tail.end, at
        while last < len(chain) - 1:
            more = read(text, self._join.match(text, end).end())  # type: ignore[union-attr]
            match = self._part.match(text, more.end) if more is not None and more.high is None and not more.some else None
            if more is None or match is None:
                break
            unit = match[0] if match[0] in chain else self._aliases.get(match[0], match[0])
            place = chain.index(unit) if unit in chain else -1
            if place <= last or self._guarded(text, match):
                break
            amounts[place], last, end = more.value, place, match.end()
        if into:
            end, last = self._implied(text, end, last, chain, amounts)
        if len(amounts) < 2 and not alone:
            return None
        value = Decimal(0)
        for place in range(at, last + 1):
            value = (value * steps[place - 1] if place > at else value) + amounts.get(place, Decimal(0))
        if into:
            down = 1
            for step in steps[chain.index(into) : last]:
                down *= step
            return Compound(value / down, into, self._units.kind[into], len(str(down)) - 1, end)
        return Compound(value, chain[last], self._units.kind[chain[last]], 0, end)

    def _implied(self, text: str, end: int, last: int, chain: list[str], amounts: dict[int, Decimal]) -> tuple[int, int]:
        """七毛八, 三块零四: a digit that ends the clause is told in the next unit, behind 零 in the one after."""
        join = self._join.match(text, end)
        at = join.end() if join else end
        digit = read(text, at)
        place = last + (2 if join and join[0].strip() else 1)
        if digit is None or digit.end != at + 1 or digit.value > 9 or place >= len(chain) or not self._closing.match(text, digit.end):
            return end, last
        amounts[place] = digit.value
        return digit.end, place

    def _guarded(self, text: str, match: re.Match[str]) -> bool:
        """分 of 分别 is no unit."""
        guard = self._units.guards.get(match[0])
        return guard is not None and re.match(guard, text[match.end() : match.end() + 3]) is not None

    def _decimal_behind(self, text: str, number: Number, tail: Tail) -> Compound | None:
        """1米8, 两米五: one or two digits behind the unit are its decimals."""
        if tail.form not in self._decimal or number.value % 1:
            return None
        more = read(text, tail.end)
        if more is None or more.high is not None or more.some or more.value >= 100 or not more.value or more.decimals:
            return None
        if self._units.tail(text, more.end) or (more.end < len(text) and text[more.end].isalnum() and text[more.end].isascii()):
            return None
        digits = len(str(int(more.value)))
        return Compound(number.value + more.value / 10**digits, tail.name, tail.kind, digits, more.end)

    def _with_half(self, text: str, number: Number, tail: Tail) -> Compound | None:
        """三年半, 两米半; 两个半小时, 一个半月."""
        end = tail.end
        if text.startswith(self._split, end - len(tail.form)):  # 五分半钟
            return Compound(number.value + Decimal("0.5"), self._aliases[tail.form], "duration", 1, end - len(tail.form) + len(self._split))
        if tail.form in self._halved and text.startswith(self._half, end) and text[end + 1 : end + 2] not in tuple(self._half_not):
            return Compound(number.value + Decimal("0.5"), tail.name, tail.kind, 1, end + 1)
        if tail.form == self._link and text.startswith(self._half, end):
            unit = self._units.tail(text, end + 1)
            form = unit.form if unit else next((u for u in self._halved if text.startswith(u, end + 1)), "")
            if form and form in self._halved:
                name = form if form in self._units.kind else self._link + form
                kind = self._units.kind.get(name, "duration")
                return Compound(number.value + Decimal("0.5"), self._units.base.get(name, name), kind, 1, end + 1 + len(form))
        return None
