"""The commonest figures by far, read in one step: digits, 万 or 亿, 余 or 多, a plain unit, and nothing beside that could change it."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.model import Quantity
from extract.reading.characters import scaled
from extract.reading.units import before_of, rules, units_of
from patterns import Catalog


class Quick:
    def __init__(self, catalog: Catalog) -> None:
        units = units_of(catalog)
        self._kind, self._base = units.kind, units.base
        table = rules(catalog, "quick")
        slow = {
            *table["slow_units"].split(),
            *catalog.tables["units"]["unfinished"]["units"].split(),
            *rules(catalog, "range")["ordered"].split(),
        }
        chained = {u for c in catalog.tables["units"]["compound"] for u in c["units"].split()}
        halved = set(catalog.tables["units"]["half_behind"]["units"].split())
        plain = [f for f in units.forms if f[0] not in table["scales"] and f not in slow | chained | halved]
        fits = [
            f for f in plain if units.kind[f] == "count" or (f not in units.guards and units.kind[f] == "measure" and not f[-1].isascii())
        ]
        closed = [rf"{re.escape(f)}(?![{guard}])" for f, guard in table["closed_units"].items()]
        pattern = "|".join([*closed, *(f"{re.escape(f)}(?!{units.guards[f]})" if f in units.guards else re.escape(f) for f in fits)])
        self._pattern = re.compile(
            rf"(?<![\d.])(?<!\d[/\x1f])(\d{{1,12}})(?P<fraction>\.\d{{1,4}}(?!\d))? ?(?P<scale>[{table['scales']}])?(?P<some>{table['some']})?"
            rf"(?P<unit>(?>{pattern}))(?![{table['not_behind']}]| ?[\d-])"
        )
        longer: dict[str, set[str]] = {}  # 个 → 月: 2个月 is no 2个
        for form in units.forms:
            for i in range(1, len(form)):
                longer.setdefault(form[:i], set()).add(form[i])
        for link, behind in units.linked.items():
            longer.setdefault(link, set()).update(behind, catalog.tables["figures"]["ratio"]["half"])
        self._longer = {form: frozenset(chars) for form, chars in longer.items()}
        self._before = before_of(catalog)
        self._lead = self._before.last
        self._odd = frozenset(table["not_before"])

    def read(self, text: str, pos: int) -> Quantity | None:
        """What the long way would make of the figure at `pos`, without asking all its questions; None where it must be asked."""
        match = self._pattern.match(text, pos)
        if match is None:
            return None
        word, fraction, scale, some, unit = match.groups()
        before = text[pos - 1] if pos else ""
        if before == " " and pos > 1 and not text[pos - 2].isdigit():
            before = text[pos - 2]
        if (word[0] == "0" and len(word) > 1) or (before and before in self._odd):
            return None
        if not some and self._before.far(text, pos):
            return None
        if text[match.end() : match.end() + 1] in self._longer.get(unit, _NONE) or (fraction and not scale and self._kind[unit] == "count"):
            return None
        value, decimals = scaled(Decimal(word + (fraction or "")), len(fraction) - 1 if fraction else 0, scale or "")
        modifier = "over" if some else self._before.modifier(text, pos, False) if before in self._lead else ""
        return Quantity(pos, match.end(), value, None, modifier or "exact", self._base.get(unit, unit), self._kind[unit], decimals)


_NONE: frozenset[str] = frozenset()
