"""Signs: 同比-12.5%, 零下5℃, +23起.  A sign belongs to a change, a share or a temperature; elsewhere - is a dash."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.reading.units import rules
from patterns import Catalog


class Signs:
    def __init__(self, catalog: Catalog) -> None:
        table = rules(catalog, "sign")
        self._sign = re.compile(rf"(?:(?P<minus>{table['minus']})|(?P<plus>{table['plus']}))$")
        self._change_units = frozenset(table["change_units"].split())
        self._signed_units = frozenset(table["signed_units"].split())
        self._compared = re.compile(table["compared"])
        self._told = re.compile(table["told"])
        self._level = re.compile(table["level"])
        self._last = frozenset(table["last"])

    def read(self, text: str, start: int, value: Decimal, kind: str, unit: str) -> tuple[Decimal, int, str]:
        """(signed value, where the sign begins, kind); `start` again where there is none."""
        if not start or text[start - 1] not in self._last:
            return value, start, kind
        match = self._sign.search(text[max(0, start - 2) : start])
        if match is None:
            return value, start, kind
        begin = start - len(match[0])
        before = text[max(0, begin - 12) : begin]
        if before[-1:].isalnum() and before[-1:].isascii():
            return value, start, kind  # 3-5: a range
        sentence = text[max(0, begin - 80, text.rfind("。", 0, begin) + 1) : begin]
        compared = self._compared.search(before) is not None or bool(match["plus"] and self._told.search(sentence))
        if unit in self._signed_units or (unit in self._change_units and not match["words"]) or compared:
            signed = -value if match["minus"] else value
            change = compared or (unit in self._change_units and not self._level.search(before))
            return signed, begin, "change" if change else kind
        return value, start, kind
