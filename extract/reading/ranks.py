"""Places and prizes: 第三名, 一等奖, 银奖, 位列全市第二."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.model import Quantity
from extract.reading.numbers import integer
from patterns import Catalog


class Ranks:
    def __init__(self, catalog: Catalog) -> None:
        table = catalog.tables["figures"]["rank"]
        self._pattern = re.compile(table["pattern"])
        self._prizes: list[str] = table["prizes"].split()
        self._medals: list[str] = table["medals"].split()
        self.first = frozenset(table["first"].split())

    def read(self, text: str, at: int) -> Quantity | None:
        """The rank at `at`: 1 is the highest, 特等奖 is 0."""
        match = self._pattern.match(text, at)
        if match is None:
            return None
        if match["prize"]:
            value = self._prizes.index(match["prize"][0])
        elif match["medal"]:
            value = self._medals.index(match["medal"][0]) + 1
        else:
            value = integer(match["n"] or match["place"]) or 0
        start = match.start("place") - 1 if match["place"] else match.start()
        return Quantity(start, match.end(), Decimal(value), None, "exact", "", "rank", 0)
