"""The figure of a cell: 约1,200, 24.3万元, 95%以上."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from corpus.reading.words import entry, source
from extract.reading.characters import SCALES
from extract.reading.text import normalise
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell's numeral, its own scale (万 → 10000) and unit ("" where the heading has it), and how exact it is.

    `modifier` is exact, over, under or about.
    """

    digits: str
    scale: int
    unit: str
    modifier: str

    def value(self, factor: int) -> Decimal:
        """In the base unit; `factor` is that of the heading's unit (罚款(万元) → 10000)."""
        return Decimal(self.digits) * (factor * self.scale)

    def decimals(self, factor: int) -> int:
        """To which place the value is good: 1 to a tenth, -3 to a thousand."""
        return len(self.digits.partition(".")[2]) - (len(str(factor * self.scale)) - 1)


def figure_of(text: str, catalog: Catalog) -> Figure | None:
    """The figure of a cell that holds nothing else; None for any other."""
    match = _expression(catalog).fullmatch(unicodedata.normalize("NFKC", normalise(text, catalog)).replace(" ", ""))
    if match is None:
        return None
    if match["inside"] or match["out"]:
        modifier = "over"
    elif match["after"]:
        modifier = _sense("after", match["after"], catalog)
    else:
        modifier = _sense("before", match["before"], catalog) if match["before"] else "exact"
    return Figure(match["digits"].replace(",", ""), SCALES[match["scale"] or ""], match["unit"] or "", modifier)


@functools.lru_cache(maxsize=8)
def _expression(catalog: Catalog) -> re.Pattern[str]:
    some, scale, unit = (source(f"cell.{part}", catalog) for part in ("some", "scales", "units"))
    before, after = (
        "|".join(re.escape(word) for words in entry(f"cell.{side}", catalog).values() for word in words) for side in ("before", "after")
    )
    return re.compile(
        rf"{source('cell.guard', catalog)}(?P<before>{before})?(?P<digits>-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?P<inside>{some})?(?P<scale>{scale})?(?P<out>{some})?"
        rf"(?P<unit>{unit})?(?P<after>{after})?{source('cell.remark', catalog)}"
    )


def _sense(side: str, word: str, catalog: Catalog) -> str:
    """What a word before or after the figure says of it: over, under or about."""
    return next(sense for sense, words in entry(f"cell.{side}", catalog).items() if word in words)
