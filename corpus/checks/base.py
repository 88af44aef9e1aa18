"""What a check is: a code that never changes its meaning, why it matters, how to mend it, and the figures it found wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from corpus.comparing.cells import Cell, cells_of, interval
from extract import Report
from patterns import Catalog

Row = Mapping[str, Any]
_EXPLAINED = re.compile(r"含复查|含往年|含上年|含去年|另有|不含|未含|结转|包括往年|含历年|含省|含其他")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `spans` are the figures in the text, the one to look at first; `figures` what they say."""

    code: str
    severity: str  # error, warning, info
    message: str
    spans: tuple[tuple[int, int], ...]
    figures: tuple[dict[str, Any], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "spans": [list(s) for s in self.spans],
            "figures": list(self.figures),
        }

    @property
    def quotes(self) -> tuple[str, ...]:
        return tuple(str(f["quote"]) for f in self.figures)


@dataclass(slots=True)
class Context:
    """A draft under review and what it is held against."""

    report: Report
    catalog: Catalog
    rows: list[Row] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)
    past: dict[tuple[Any, Any], dict[str, Cell]] = field(default_factory=dict)  # (start, end) → cells of the same brigade
    past_texts: list[tuple[str, str]] = field(default_factory=list)  # (name, text) of the brigade's earlier reports
    peers: dict[str, dict[str, Cell]] = field(default_factory=dict)  # brigade → cells, of the same period
    ledger: list[Any] = field(default_factory=list)

    @classmethod
    def of(cls, report: Report, catalog: Catalog) -> Context:
        rows: list[Row] = []
        for i, fact in enumerate(report.facts):
            row = fact.to_dict()
            row |= {
                "seq": i, "report_id": "draft", "confidence": None, "corrected": "", "period_start": fact.period.start, "period_end": fact.period.end,
                "sentence_start": fact.sentence_start, "sentence_end": fact.sentence_end, "value": float(fact.value),
                "value_max": None if fact.value_max is None else float(fact.value_max), "path": "", "where": "",
            }  # fmt: skip
            rows.append(row)
        cells = cells_of(report.brigade, report.period.start, report.period.end, rows, catalog)
        return cls(report, catalog, rows, cells)

    @property
    def text(self) -> str:
        return self.report.text

    def sentences(self) -> Iterator[list[Row]]:
        """The facts sentence by sentence."""
        group: list[Row] = []
        for row in self.rows:
            if group and row["sentence_start"] != group[0]["sentence_start"]:
                yield group
                group = []
            group.append(row)
        if group:
            yield group

    def name(self, metric: str) -> str:
        return self.catalog.metrics[metric].name if metric in self.catalog.metrics else metric

    def relations(self, kind: str) -> Any:
        return self.catalog.tables["relations"].get(kind, [])


class Check:
    """One code.  Subclasses set the class fields and yield findings from `run`."""

    code: ClassVar[str]
    severity: ClassVar[str]
    title: ClassVar[str]
    why: ClassVar[str]
    mend: ClassVar[str]
    bad: ClassVar[str] = ""
    good: ClassVar[str] = ""
    registry: ClassVar[dict[str, type[Check]]] = {}

    def __init_subclass__(cls) -> None:
        if hasattr(cls, "code"):
            Check.registry[cls.code] = cls

    def run(self, context: Context) -> Iterator[Finding]:
        raise NotImplementedError

    def finding(
        self, message: str, rows: list[Row], severity: str | None = None, spans: list[tuple[int, int]] | None = None, text: str = ""
    ) -> Finding:
        """A finding about facts, or about stretches of the text."""
        level = severity or self.severity
        if level == "error" and any(_EXPLAINED.search(r["sentence"]) for r in rows):
            level = "warning"  # the sentence explains itself
        if spans is not None:
            figures = tuple({"quote": text[a:b]} for a, b in spans)
            return Finding(self.code, level, message, tuple(spans), figures)
        figures = tuple(
            {"quote": r["quote"], "value": r["value"], "unit": r["unit"], "metric": r["metric"], "label": r["label"]} for r in rows
        )
        return Finding(self.code, level, message, tuple((r["start"], r["end"]) for r in rows), figures)


def catalogue() -> dict[str, type[Check]]:
    """Every code with its class, in order of the codes."""
    import corpus.checks.run  # noqa: F401 — registers all families

    return dict(sorted(Check.registry.items()))


def percent(stated: float, decimals: int, actual_low: float, actual_high: float) -> bool:
    """Whether a stated percentage agrees with the range of the computed one.

    Rounding allows half a unit of the last stated digit either way, truncation a whole unit upwards (99.28 stated as 99.2).
    """
    unit = 10.0**-decimals
    low, high = stated - 0.5 * unit - 1e-9, stated + 0.5 * unit + 1e-9
    if stated >= 0:
        high = stated + unit - 1e-9
    else:
        low = stated - unit + 1e-9
    return actual_low <= high and low <= actual_high


def ratio_range(part: Row, whole: Row, scale: float = 100.0) -> tuple[float, float]:
    """The lowest and highest quotient of two stated figures."""
    a, b = interval(part), interval(whole)
    if b[0] <= 0:
        return (0.0, float("inf"))
    return scale * a[0] / b[1], scale * a[1] / b[0]


def shown(row: Row) -> str:
    return f"{row['label']}{row['quote']}" if row["label"] else str(row["quote"])


def same_scope(a: Row, b: Row) -> bool:
    return bool(
        a["entity"] == b["entity"]
        and a["status"] == b["status"]
        and a["period_start"] == b["period_start"]
        and a["period_end"] == b["period_end"]
    )


def loosely(row: Row, percent_row: Row) -> bool:
    """Whether a ratio has a modifier that makes it a bound."""
    return percent_row["modifier"] in ("over", "under", "about") or row["modifier"] != "exact"
