"""The facts of one report to one cell a metric.  Knows nothing of a store, so checks of a draft use it as well."""

from corpus.cells.cell import Cell, missing
from corpus.cells.intervals import interval
from corpus.cells.making import cells_of
from corpus.cells.own import own
from corpus.cells.sources import Row, together
from corpus.cells.units import compatible

__all__ = ["Cell", "Row", "cells_of", "compatible", "interval", "missing", "own", "together"]
