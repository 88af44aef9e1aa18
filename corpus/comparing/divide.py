"""Figures per month, per inhabitant (or another column of brigades.csv) and per another metric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.cells import Cell, Row, missing, together
from corpus.comparing.comparison import Cells, Key, metric_name
from corpus.comparing.source import Source
from corpus.errors import CorpusError
from corpus.keeping.registry import Registry
from corpus.periods import months
from corpus.reading.words import entry
from corpus.shown import number
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Divisor:
    """What one figure is divided by; `word` follows the stroke in the unit."""

    by: float
    word: str
    sources: Sequence[Row] = ()
    adds_up: bool = True  # of several figures the sum is divided by the sum of these; False: by one of them, as of months


class Denominator(Protocol):
    """One way to divide all figures of a table."""

    said: str  # for the note under the table
    lacking: str  # the note of a cell that has no divisor

    def leaves(self, cell: Cell) -> bool:
        """Whether the cell stays as it is."""

    def divisor(self, key: Key, cell: Cell) -> Divisor | None: ...

    def beside(self, cells: Mapping[Key, Mapping[str, Cell]]) -> Denominator:
        """The same for the cells of other reports, by the columns that they are set against."""


class PerMonth:
    """By the length of the period; what is there at its end (人员, 消火栓总数) is no flow and stays as it is."""

    said = "按月平均,存量指标不折算"
    lacking = ""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def leaves(self, cell: Cell) -> bool:
        return not self._catalog.metrics[cell.metric].flow or not months(cell.period_start, cell.period_end)

    def divisor(self, key: Key, cell: Cell) -> Divisor | None:
        return Divisor(months(cell.period_start, cell.period_end), "月", adds_up=False)

    def beside(self, cells: Mapping[Key, Mapping[str, Cell]]) -> Denominator:
        return self


class PerMetric:
    """By another metric of the same report."""

    lacking = "缺少分母"

    def __init__(self, metric: str, cells: dict[Key, Cell], catalog: Catalog) -> None:
        self._metric, self._cells, self._name, self._catalog = metric, cells, metric_name(metric, catalog), catalog
        self.said = f"除以{self._name}"

    def leaves(self, cell: Cell) -> bool:
        return cell.metric == self._metric or _is_ratio(cell, self._catalog)

    def divisor(self, key: Key, cell: Cell) -> Divisor | None:
        base = self._cells.get(key)
        return Divisor(base.value, self._name, base.sources) if base is not None and base.value else None

    def beside(self, cells: Mapping[Key, Mapping[str, Cell]]) -> Denominator:
        return PerMetric(self._metric, {key: told[self._metric] for key, told in cells.items() if self._metric in told}, self._catalog)


class PerColumn:
    """By a column of brigades.csv."""

    def __init__(self, column: str, registry: Registry, catalog: Catalog) -> None:
        self._column, self._registry = column, registry
        told = entry("registry.per", catalog).get(column, {})
        self._word, self._of = told.get("word", column), float(told.get("of", 1))
        name = told.get("name", metric_name(column, catalog))
        self.said = f"除以{name}(每{self._word})"
        self.lacking = f"名册缺少{name}"
        self._catalog = catalog

    def leaves(self, cell: Cell) -> bool:
        return _is_ratio(cell, self._catalog)

    def divisor(self, key: Key, cell: Cell) -> Divisor | None:
        known = self._registry.brigades.get(cell.brigade)
        by = known.number(self._column, cell.period_end.year if cell.period_end else None) if known else None
        return Divisor(by / self._of, self._word) if by else None

    def beside(self, cells: Mapping[Key, Mapping[str, Cell]]) -> Denominator:
        return self


def _is_ratio(cell: Cell, catalog: Catalog) -> bool:
    """What is a quotient already is divided by nothing."""
    return cell.metric in catalog.metrics and catalog.metrics[cell.metric].kind == "ratio"


def is_column(name: str, registry: Registry | None) -> bool:
    """Whether brigades.csv has such a column of figures, for at least one brigade."""
    return registry is not None and any(name in b.columns for b in registry.brigades.values())


def denominator(per: str, cells: Cells, source: Source) -> Denominator:
    """What `per` means: month, a metric, a column of brigades.csv.  Raises CorpusError for none of them or a metric nobody tells."""
    catalog, registry = source.catalog, source.registry
    if per == "month":
        return PerMonth(catalog)
    if per in catalog.metrics:
        if not cells.get(per):
            raise CorpusError(f"所选报告都没有指标 {per},不能以它为分母。", "empty")
        return PerMetric(per, cells[per], catalog)
    if registry is not None and is_column(per, registry):
        return PerColumn(per, registry, catalog)
    raise CorpusError(f"--per 后面可以是 month、大队名册的数字列或指标编号,不认识“{per}”。", "arguments")


def divide(cells: Cells, by: Denominator, notes: list[str]) -> None:
    """Divides all figures of the table where they stand; see `denominator`."""
    divided_cells = {metric: {key: divided(cell, key, by) for key, cell in row.items()} for metric, row in cells.items()}
    cells.update(divided_cells)
    notes.append("表中数值为推算值:" + by.said)


def divided(cell: Cell, key: Key, by: Denominator) -> Cell:
    """A cell on the footing of a table that is divided; one without a figure, or that `by` leaves, as it is."""
    return cell if cell.known is None or by.leaves(cell) else _quotient(cell, by.divisor(key, cell), by.lacking)


def _quotient(cell: Cell, divisor: Divisor | None, lacking: str) -> Cell:
    if cell.value is None or divisor is None:
        return missing(cell.brigade, cell.period_start, cell.period_end, cell.metric)._replace(note=lacking)
    return cell._replace(
        value=round(cell.value / divisor.by, 4),
        value_max=None if cell.value_max is None else round(cell.value_max / divisor.by, 4),
        unit=f"{cell.unit}/{divisor.word}",
        how="derived",
        sources=together(cell.sources, divisor.sources),
        note=f"{number(cell.value)} ÷ {number(divisor.by)}",
        quotient=(cell.value, divisor.by, 1.0) if divisor.adds_up else None,
    )
