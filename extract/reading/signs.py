"""Signs: 同比-12.5%, 零下5℃, +23起.  Where - may as well be a dash (人员-23人) the figure is left unread."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extract.reading.units import rules
from patterns import Catalog


class Signed(NamedTuple):
    """A value with its sign: where the sign begins, the kind it makes, and whether it cannot be told from a dash."""

    value: Decimal
    start: int
    kind: str
    unsure: bool = False


class Signs:
    def __init__(self, catalog: Catalog) -> None:
        table = rules(catalog, "sign")
        self._sign = re.compile(rf"(?:(?P<words>{table['words']}) ?|(?P<minus>-)|(?P<plus>\+))$")
        self._change_units = frozenset(table["change_units"].split())
        self._signed_units = frozenset(table["signed_units"].split())
        self._compared = re.compile(table["compared"])
        self._told = re.compile(table["told"])
        self._level = re.compile(table["level"])
        self._last = frozenset(table["last"])

    def read(self, text: str, start: int, value: Decimal, kind: str, unit: str) -> Signed:
        """The value of the figure that begins at `start`, with the sign before it; `start` and `kind` as given where there is none."""
        plain = Signed(value, start, kind)
        if not start or text[start - 1] not in self._last:
            return plain
        match = self._sign.search(text, max(0, start - 3), start)
        if match is None:
            return plain
        begin = match.start()
        before = text[max(0, begin - 12) : begin]
        if before[-1:].isalnum() and before[-1:].isascii():
            return plain  # 3-5: a range
        sentence = text[max(0, begin - 80, text.rfind("。", max(0, begin - 80), begin) + 1) : begin]
        compared = self._compared.search(before) is not None or bool(match["plus"] and self._told.search(sentence))
        change = (
            kind
            if unit in self._signed_units
            else "change"
            if compared or (unit in self._change_units and not self._level.search(before))
            else kind
        )
        if match["words"]:
            return Signed(-value, begin, change)
        if match["plus"]:
            return Signed(value, begin, change) if change == "change" or unit in self._signed_units else plain
        if compared or unit in self._change_units or unit in self._signed_units:
            return Signed(-value, begin, change)
        return Signed(value, begin, kind, "\u4e00" <= before[-1:] <= "\u9fff")
