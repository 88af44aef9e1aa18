"""What the lines above a table say: whose it is, of when, in which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.reading.identify.periods import period_in
from corpus.reading.tables.heads import period_words
from corpus.reading.tables.kinds import plain
from corpus.reading.units import is_unit
from corpus.reading.words import entry, expression
from extract import Period
from extract.reading.own_name import brigade_in_title
from patterns import Catalog

_TITLE = 60  # characters that a title has at most


@dataclass(frozen=True, slots=True)
class Context:
    """Whose a table is ("" where its lines do not tell), of when, and the units of a line 单位:家、万元."""

    brigade: str
    period: Period
    units: tuple[str, ...]


def context_of(caption: str, lines: tuple[str, ...], own: Period, catalog: Catalog) -> Context:
    """The nearest line counts before those above it, and the caption last; a sentence above a table says nothing of it."""
    told = [*reversed(lines), *([caption] if _is_title(caption, catalog) else [])]
    return Context(
        next((name for line in told if (name := _brigade_in(line, catalog))), ""),
        next((period for line in told if (period := _period_in(line, own, catalog))), own),
        next((units for line in [*told, caption] if (units := _units_in(line, catalog))), ()),
    )


def _is_title(words: str, catalog: Catalog) -> bool:
    return len(words) <= _TITLE and not expression("prose.end", catalog).search(words) and not re.search("[,,]", words)


def _brigade_in(line: str, catalog: Catalog) -> str:
    words = plain(line, catalog)
    words = expression("heading.owner_line", catalog).sub("", words)
    name = brigade_in_title(words, catalog)
    nobody = expression("brigade.nobody", catalog).fullmatch(name) or expression("heading.every_brigade", catalog).search(name)
    return "" if not name or nobody else name


def _period_in(line: str, own: Period, catalog: Catalog) -> Period | None:
    told = period_words(plain(line, catalog), own, catalog) or period_in(line, catalog)
    return told if told.end else None


def _units_in(line: str, catalog: Catalog) -> tuple[str, ...]:
    found = expression("heading.unit_line", catalog).search(plain(line, catalog))
    units = tuple(re.split("[、/,,]", next(g for g in found.groups() if g).strip("()。;"))) if found else ()
    return units if units and all(is_unit(unit, catalog) for unit in units) else ()


def unit_for(units: tuple[str, ...], kind: str, catalog: Catalog) -> str:
    """The unit of the line that is one of money, where a metric counts money; "" for another."""
    money = [unit for unit in units if unit.endswith(tuple(entry("heading.money_units", catalog)))]
    return money[0] if kind == "money" and len(money) == 1 else ""
