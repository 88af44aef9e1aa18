"""What was a figure and cannot be read any more: lost or foreign characters, numerals that make no number."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.model import Quantity
from extract.reading.characters import DATE_BEHIND, DIGITS, POWERS
from extract.reading.numbers import Number, run_end
from extract.reading.units import Tail, Units
from patterns import Catalog


class Damage:
    def __init__(self, catalog: Catalog, units: Units) -> None:
        self._units = units
        self._comma = re.compile(catalog.tables["numbers"]["damaged"]["comma"].replace("<date>", DATE_BEHIND))
        letters = catalog.tables["numbers"]["damaged"]["letters"]
        self._letters = frozenset(letters)
        self._lettered = re.compile(rf"(?=[{letters}]*\d)(?=\d*[{letters}])[\d{letters}]{{2,}}(?![A-Za-z\d])")

    def lettered(self, text: str, at: int) -> Quantity | None:
        """4O2家, l7人: letters among the digits before a unit."""
        start = at
        while start and text[start - 1] in self._letters:
            start -= 1
        if not (start < at or text[at : at + 1].isdigit()):
            return None
        match = self._lettered.match(text, start)
        if match is None or (start and text[start - 1].isascii() and text[start - 1].isalnum()):
            return None
        return self._dropped(start, match.end()) if self._units.tail(text, match.end()) else None

    def unread(self, text: str, at: int) -> Quantity | None:
        """Numeral characters before a unit that make no number: 三10次, 一千零五百家."""
        end = run_end(text, at)
        run = text[at:end]
        digits = sum(c.isdigit() or c in DIGITS for c in run)
        if digits < 2 or not any(c in POWERS or c.isdigit() for c in run) or not self._units.tail(text, end):
            return None
        return self._dropped(at, end)

    def known(self, text: str, number: Number) -> bool:
        """A figure that lost or gained a character: a sign of a lost one before it, a leading zero, a decimal comma."""
        if number.chinese:
            return False
        before, word = text[number.start - 1 : number.start] if number.start else "", text[number.start : number.end]
        if before and before in "?�":
            return True
        if before == "," and text[number.start - 2 : number.start - 1].isdigit():
            return True
        if len(word) > 1 and word[0] == "0" and word[1].isdigit():
            return True
        return word[-1] not in POWERS and self._comma.match(text, number.end) is not None

    @staticmethod
    def behind(text: str, tail: Tail) -> bool:
        """29.2%o: a sign of per cent with a foreign character behind it."""
        return tail.form == "%" and text[tail.end : tail.end + 1] in ("o", "O", "0")

    @staticmethod
    def _dropped(start: int, end: int) -> Quantity:
        return Quantity(start, end, Decimal(0), None, "exact", "", "count", 0, drop="damaged")
