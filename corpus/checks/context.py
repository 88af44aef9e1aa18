"""What a check sees: a draft with its figures, and what they are held against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from corpus.cells import Cell, Row, cells_of, compatible
from corpus.reading.document import Table
from extract import Report
from patterns import Catalog


@dataclass
class Context:
    """A draft under review and what it is held against.

    `rows` are the facts of the draft in order of the text, `cells` its metrics.  What is held against it is empty where nothing was given.
    """

    report: Report
    catalog: Catalog
    rows: list[Row] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)
    past: dict[tuple[Any, Any], dict[str, Cell]] = field(default_factory=dict)  # (start, end) → cells of the same brigade
    past_texts: list[tuple[str, str]] = field(default_factory=list)  # (name, text) of the brigade's earlier reports
    peers: dict[str, dict[str, Cell]] = field(default_factory=dict)  # brigade → cells, of the same period
    others: tuple[str, ...] = ()  # names of other brigades that the store knows
    who: str = ""  # the brigade as the register has it
    tables: tuple[Table, ...] = ()  # of the draft
    ledger: list[Any] = field(default_factory=list)  # entries with metric, name, value, unit and where
    doubts: list[str] = field(default_factory=list)  # why it may be another draft than it is checked as, in Chinese
    ledger_notes: list[str] = field(default_factory=list)  # what of the ledger could not be used, in Chinese

    @classmethod
    def of(cls, report: Report, catalog: Catalog) -> Context:
        """The draft alone, held against nothing."""
        rows: list[Row] = []
        for i, fact in enumerate(report.facts):
            row = fact.to_row()
            row |= {
                "seq": i, "report_id": "draft", "recognised": None, "corrected": "", "period_start": fact.period.start, "period_end": fact.period.end,
                "sentence_start": fact.sentence_start, "sentence_end": fact.sentence_end, "value": float(fact.value),
                "value_max": None if fact.value_max is None else float(fact.value_max), "path": "", "where": "",
            }  # fmt: skip
            rows.append(row)
        cells = cells_of(report.brigade, report.period.start, report.period.end, rows, catalog)
        return cls(report, catalog, rows, cells)

    @property
    def brigade(self) -> str:
        """Whose draft it is, "" where that is not known."""
        return self.who or self.report.brigade

    @property
    def text(self) -> str:
        return self.report.text

    @cached_property
    def plain(self) -> str:
        """The text half-width, character for character."""
        return "".join(n if len(n := unicodedata.normalize("NFKC", c)) == 1 else c for c in self.text)

    def before(self, row: Row, length: int) -> str:
        """So many characters of the text before a figure."""
        return self.text[max(0, row["start"] - length) : row["start"]]

    def between(self, a: Row, b: Row) -> str:
        """The text between two figures."""
        return self.text[a["end"] : b["start"]]

    def sentences(self) -> Iterator[list[Row]]:
        """The facts sentence by sentence."""
        for _, rows in groupby(self.rows, key=itemgetter("sentence_start")):
            yield list(rows)

    def sentence_of(self, row: Row) -> list[Row]:
        """The facts of the sentence that a fact stands in."""
        return self._by_sentence[row["sentence_start"]]

    @cached_property
    def _by_sentence(self) -> dict[int, list[Row]]:
        return {rows[0]["sentence_start"]: rows for rows in self.sentences()}

    def referent(self, row: Row) -> Row | None:
        """The fact that this one is a part, share or change of."""
        return None if row["of"] is None else self.rows[row["of"]]

    def stated(self, metric: str) -> Row | None:
        """The figure that stands for a metric in the whole draft; None where it is not told, summed, zero or ambiguous."""
        cell = self.cells.get(metric)
        return cell.sources[0] if cell is not None and cell.how == "stated" else None

    def compatible(self, *units: str) -> bool:
        """Whether figures in these units may be compared."""
        return compatible(units, self.catalog)

    def name(self, metric: str) -> str:
        return self.catalog.metrics[metric].name if metric in self.catalog.metrics else metric

    def relations(self, kind: str) -> Any:
        """The relations of a kind that patterns/relations.toml declares."""
        return self.catalog.tables["relations"].get(kind, [])

    def pattern(self, key: str) -> re.Pattern[str]:
        """The expression `key` of patterns/review.toml.  Raises KeyError where there is none."""
        return self.catalog.expression("review", key)

    def table(self, name: str) -> Mapping[str, Any]:
        """A table of patterns/review.toml: its lists and words, as they stand there."""
        return self.catalog.tables["review"][name]
