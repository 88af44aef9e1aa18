"""The facts of one report to one cell a metric.  Knows nothing of a store, so checks of a draft use it as well."""

from corpus.comparing.cells.cell import Cell, Row, missing
from corpus.comparing.cells.intervals import interval
from corpus.comparing.cells.making import cells_of
from corpus.comparing.cells.own import own
from corpus.comparing.cells.units import compatible

__all__ = ["Cell", "Row", "cells_of", "compatible", "interval", "missing", "own"]
