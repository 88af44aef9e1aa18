"""What a cell of a table is by itself: a figure, a mark for none, or words."""

from __future__ import annotations

import unicodedata

from corpus.reading.document import Cell
from corpus.reading.tables.figures import Figure, figure_of
from corpus.reading.units import is_unit
from corpus.reading.words import entry, expression
from extract.reading.text import normalise
from patterns import Catalog

_YEARS = range(1990, 2100)


def plain(text: str, catalog: Catalog) -> str:
    """As matched: half-width, simplified, without spaces."""
    return "".join(unicodedata.normalize("NFKC", normalise(text, catalog)).split())


def figure_in(cell: Cell | None, catalog: Catalog) -> Figure | None:
    """The figure of a cell; 1月 and 2023年 are none, nor is a number of whose unit nothing is known."""
    if cell is None:
        return None
    figure = figure_of(cell.text, catalog)
    if figure is None or (figure.unit and not is_unit(figure.unit, catalog)):
        return None
    return None if figure.unit in entry("heading.time_units", catalog) else figure


def is_year(cell: Cell | None, catalog: Catalog) -> bool:
    """A bare 2023, which heads a column or row where its neighbours are such too."""
    words = plain(cell.text, catalog) if cell is not None else ""
    return len(words) == 4 and words.isdigit() and int(words) in _YEARS


def is_none(cell: Cell | None, catalog: Catalog) -> bool:
    """Nothing, or a mark that says that there is no figure: —, /, 无."""
    return cell is None or bool(expression("cell.none", catalog).fullmatch(plain(cell.text, catalog)))
