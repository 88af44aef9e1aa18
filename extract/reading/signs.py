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

    def carry(self, unit: str) -> bool:
        """Whether figures of a unit may be told with a sign: -11℃, -3%."""
        return unit in self._signed_units or unit in self._change_units

    def read(self, text: str, start: int, value: Decimal, kind: str, unit: str) -> Signed:
        """The value of the figure that begins at `start`, with the sign before it; `start` and `kind` as given where there is none."""
        plain = Signed(value, start, kind)
        match = self._sign.search(text, max(0, start - 3), start) if start and text[start - 1] in self._last else None
        before = text[max(0, match.start() - 12) : match.start()] if match else ""
        if match is None or (before[-1:].isalnum() and before[-1:].isascii()):
            return plain  # 3-5: a range
        compared = self._is_compared(text, match, before)
        change = self._kind(kind, unit, compared, before)
        signs_are_told = compared or unit in self._change_units or unit in self._signed_units
        if match["plus"]:
            return Signed(value, match.start(), change) if signs_are_told else plain
        if match["words"] or signs_are_told:
            return Signed(-value, match.start(), change)
        return Signed(value, match.start(), kind, "\u4e00" <= before[-1:] <= "\u9fff")

    def _is_compared(self, text: str, match: re.Match[str], before: str) -> bool:
        """Whether a comparison is told before the sign; before + anywhere in the sentence."""
        if self._compared.search(before):
            return True
        begin = match.start()
        first = max(0, begin - 80)
        return bool(match["plus"] and self._told.search(text[max(first, text.rfind("。", first, begin) + 1) : begin]))

    def _kind(self, kind: str, unit: str, compared: bool, before: str) -> str:
        """A signed count or share is a change; a temperature and a rate of gain (利润率) are not."""
        if unit in self._signed_units:
            return kind
        return "change" if compared or (unit in self._change_units and not self._level.search(before)) else kind
