"""Figures: a number with its scale, unit, sign and approximation, read in one pass.

The value is exact and in the base unit.  Of two approximations the one behind the numeral counts (近50余人 is `over`).  What looks like a
figure and cannot be read whole comes back too, with `drop` "damaged".
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from decimal import Decimal

from extract.model import Quantity
from extract.reading.bare import Bare
from extract.reading.characters import CHINESE, DIGITS, POWERS, SOME, UNKNOWN, WORDLIKE, cuts
from extract.reading.compounds import Compound, Compounds
from extract.reading.counting import Counting
from extract.reading.damage import Damage
from extract.reading.numbers import Number, read
from extract.reading.quick import Quick
from extract.reading.ranges import Ranges
from extract.reading.ranks import Ranks
from extract.reading.ratios import Ratio, Ratios
from extract.reading.signs import Signs
from extract.reading.units import Tail, before_of, rules, units_of
from patterns import Catalog


class QuantityFinder:
    """Reads figures; compiled once for a catalogue."""

    def __init__(self, catalog: Catalog, *, fast: bool = True) -> None:
        """`fast` False asks every figure all the questions: what the fast way must agree with."""
        self._units = units_of(catalog)
        self._before = before_of(catalog)
        self._quick = Quick(catalog) if fast else None
        self._ranks = Ranks(catalog)
        self._ratios = Ratios(catalog, self._units)
        self._compounds = Compounds(catalog, self._units)
        self._counting = Counting(catalog)
        self._ranges = Ranges(catalog, self._units)
        self._signs = Signs(catalog)
        self._damage = Damage(catalog, self._units)
        self._bare = Bare(catalog)
        self._slip = re.compile(rules(catalog, "paper")["slip"])
        self._paper: str = rules(catalog, "paper")["unit"]
        approximate = catalog.tables["numbers"]["approximate"]
        vague = "|".join(sorted(approximate["vague"].split(), key=len, reverse=True))
        scales = "".join(POWERS)  # 数十名, but 人数十九名
        self._vague = re.compile(rf"(?:{vague})(?=[{UNKNOWN}{scales}])(?!{UNKNOWN}(?![{scales}])|[{scales}]+[{''.join(DIGITS)}])")
        self._unfinished = frozenset(catalog.tables["units"]["unfinished"]["units"].split())
        self._numeral = re.compile(rf"[\d{CHINESE}]")
        self._coin: dict[str, str] = catalog.tables["units"]["coin"]
        self._line_start = re.compile(r"(?:^|\n)[ ]*$")
        self._half = re.compile(catalog.tables["figures"]["half_units"]["pattern"])
        joint = rules(catalog, "joint")
        self._joints = frozenset(joint["last"])
        self._joint = re.compile(joint["pattern"].replace("<n>", f"[\\d{CHINESE}{UNKNOWN}]").replace("<cn>", f"[{CHINESE}{UNKNOWN}]"))
        self._opener = self._openers(catalog)

    def _openers(self, catalog: Catalog) -> re.Pattern[str]:
        """Where a figure can begin: cheap to search for, so that the cost follows the figures and not the text."""
        table = catalog.tables["figures"]
        first = "".join(
            sorted(
                {form[0] for form in self._units.forms}
                | set(table["opening"]["behind_numerals"])
                | {p[0] for p in table["bare"]["people"].split()}
            )
        )
        inside = f"{CHINESE}{WORDLIKE}{SOME}{table['opening']['inside_numerals']}"
        vague = {w[0] for w in catalog.tables["numbers"]["approximate"]["vague"].split()}
        scales = "".join(POWERS)
        return re.compile(
            rf"[\d{CHINESE}{WORDLIKE}{''.join(vague)}{table['opening']['first']}](?:(?<=\d)|(?<=[{CHINESE}{WORDLIKE}{UNKNOWN}])(?=[{inside}]{{0,17}} ?[{re.escape(first)}(])"
            rf"|(?<=[{''.join(vague)}])(?=[{UNKNOWN}{scales}])|{table['opening']['named']})"
        )

    def find(self, text: str, mask: bytearray) -> list[Quantity]:
        """All figures of `text` outside the masked characters; the found ones are masked (with 2)."""
        found: list[Quantity] = []
        pos = 0
        opener = self._opener.search
        while True:
            at = opener(text, pos)
            if not at:
                return found
            pos = at.start()
            if mask[pos] or (pos and self._inside(text, pos, mask)):
                pos += 1
                continue
            quantity = self._at(text, pos)
            if quantity is None or any(mask[quantity.start : quantity.end]):
                pos += 1
                while pos < len(text) and text[pos].isdigit() and text[pos - 1].isdigit():
                    pos += 1
                continue
            mask[quantity.start : quantity.end] = b"\2" * (quantity.end - quantity.start)
            found.append(quantity)
            pos = quantity.end

    def _inside(self, text: str, pos: int, mask: bytearray) -> bool:
        """Whether `pos` lies within a run of numeral characters, or behind a sign of a larger expression: no figure begins there."""
        before = text[pos - 1]
        if not mask[pos - 1] and cuts(text, pos):
            return True
        return before in self._joints and self._joint.search(text, max(0, pos - 6), pos) is not None

    def _at(self, text: str, pos: int) -> Quantity | None:
        if self._quick is not None and text[pos].isdigit():
            quick = self._quick.read(text, pos)
            if quick is not None:
                return quick
        if text[pos] in self._ranks.first:
            rank = self._ranks.read(text, pos)
            if rank is not None:
                return rank
        half = self._half.match(text, pos)
        if half is not None:
            return self._make(text, Number(pos, pos + 1, Decimal("0.5"), decimals=1), self._units.tail(text, pos + 1))
        broken = self._damage.lettered(text, pos)
        if broken is not None:
            return broken
        ratio = self._ratios.read(text, pos)
        if ratio is not None:
            return self._of_ratio(text, ratio)
        return self._figure(text, pos)

    def _figure(self, text: str, pos: int) -> Quantity | None:
        """A number, with what stands before and behind it."""
        vague = self._vague.match(text, pos)
        number = read(text, vague.end() if vague else pos)
        if number is None:
            return None if vague else self._damage.unread(text, pos)
        multiple = self._ratios.multiple(text, number)
        if multiple is not None:
            return self._of_ratio(text, multiple)
        tail = self._units.tail(text, number.end)
        if self._damage.known(text, number) or (tail is None and number.spaced):
            return None
        return self._vaguely(text, pos, number, tail) if vague else self._of_number(text, number, tail)

    def _of_number(self, text: str, number: Number, tail: Tail | None) -> Quantity | None:
        """One end of a range, the first of several units, or a number with a unit or without."""
        between = self._ranges.read(text, number, tail)
        if between is not None and (not number.chinese or self._counting.counts(text, between.low, between.tail, ranged=True)):
            return self._make(text, between.low, between.tail, high=between.high, kind=between.kind)
        if tail is None:
            coins = self._compounds.coins(text, number, self._bare.coins(text, number.start))
            return self._compounded(text, number, coins) if coins is not None else self._without_unit(text, number)
        compound = self._compounds.read(text, number, tail)
        if compound is not None:
            return self._compounded(text, number, compound)
        if self._ranges.numbered(text, number, tail) or (number.chinese and not self._counting.counts(text, number, tail)):
            return None
        return self._with_unit(text, number, tail)

    def _vaguely(self, text: str, start: int, number: Number, tail: Tail | None) -> Quantity | None:
        """数十家, 上千万元, 数百万群众; 数十万 behind a word of money."""
        kind = self._bare.kind(text, number, start) if tail is None else ""
        if tail is None and (kind is None or (kind == "count" and not self._bare.people(text, number))):
            return None
        tail = tail or Tail("", self._bare.money_unit if kind == "money" else "", kind or "count", number.end)
        return self._make(text, number, tail, start=start, some=True)

    def _compounded(self, text: str, number: Number, whole: Compound) -> Quantity:
        """A figure in several units, or two of them that make a range."""
        dash = self._ranges.dash(text, whole.end)
        more = read(text, dash) if dash else None
        tail = self._units.tail(text, more.end) if more is not None else None
        top = self._compounds.read(text, more, tail) if more is not None and tail is not None else None
        if top is not None and top.unit == whole.unit and top.value > whole.value:
            return Quantity(number.start, top.end, whole.value, top.value, "range", whole.unit, whole.kind, whole.decimals)
        modifier, end = self._units.behind(text, whole.end)
        modifier = modifier or self._before.modifier(text, number.start, False)
        return Quantity(number.start, end, whole.value, None, modifier or "exact", whole.unit, whole.kind, whole.decimals)

    def _with_unit(self, text: str, number: Number, tail: Tail) -> Quantity | None:
        if self._damage.behind(text, tail) or (tail.form in self._unfinished and self._numeral.match(text, tail.end)):
            return None
        if tail.kind == "count" and number.value % 1 and self._line_start.search(text, max(0, number.start - 8), number.start):
            return Quantity(number.start, number.end, number.value, None, "exact", "", "count", 0, drop="enumerator")  # 3.1本工程…
        if tail.form == self._coin["unit"] and self._bare.coins(text, number.start):
            tail = replace(tail, name=self._coin["name"], kind="money")
        kind = "count" if tail.form == self._paper and self._slip.search(text[max(0, number.start - 6) : number.start]) else tail.kind
        return self._make(text, number, tail, high=number.high, kind=kind)

    def _without_unit(self, text: str, number: Number) -> Quantity | None:
        kind = self._bare.kind(text, number)
        if kind is None:
            return None
        modifier, end = self._units.behind(text, number.end)
        tail = Tail("", self._bare.money_unit if kind == "money" else "", kind, end, modifier)
        return self._make(text, number, tail, high=number.high)

    def _of_ratio(self, text: str, ratio: Ratio) -> Quantity:
        number = Number(ratio.start, ratio.end, ratio.value, ratio.high, ratio.decimals)
        tail = Tail("", ratio.unit, ratio.kind, ratio.end, ratio.modifier)
        return self._make(text, number, tail, high=ratio.high)

    def _make(
        self,
        text: str,
        number: Number,
        tail: Tail | None,
        *,
        high: Decimal | None = None,
        start: int | None = None,
        some: bool = False,
        kind: str = "",
    ) -> Quantity:
        """The figure, signed, with its approximation: behind it, within it, in front of it."""
        begin = number.start if start is None else start
        name, kind, end = (tail.name, kind or tail.kind, tail.end) if tail else ("", kind or "count", number.end)
        signed = self._signs.read(text, begin, number.value, kind, name)
        if signed.unsure:
            return Quantity(begin, end, number.value, None, "exact", name, kind, number.decimals, drop="unknown")
        if signed.start < begin and high is not None:  # 零下七八度
            low, top = sorted((signed.value, high.copy_sign(signed.value)))
            return Quantity(signed.start, end, low, top, "range", name, signed.kind, number.decimals)
        if signed.start < begin:
            modifier = (tail.modifier if tail else "") or ("over" if number.some else "exact")
            return Quantity(signed.start, end, signed.value, None, modifier, name, signed.kind, number.decimals)
        modifier = "range" if high is not None else (tail.modifier if tail else "") or ("over" if number.some or some else "")
        if not modifier:
            modifier = self._before.modifier(text, begin, text[begin] in POWERS)
        return Quantity(begin, end, number.value, high, modifier or "exact", name, kind, number.decimals)


@functools.lru_cache(maxsize=8)
def quantity_finder(catalog: Catalog) -> QuantityFinder:
    return QuantityFinder(catalog)
