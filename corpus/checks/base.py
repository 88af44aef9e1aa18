"""What a check is: a code that never changes its meaning, why it matters, how to mend it, and the figures it found wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from corpus.cells import Row
from corpus.checks.context import Context
from corpus.checks.finding import Finding


class Check:
    """One code over one draft.  Subclasses set the class fields and yield findings from `run`; setting `code` registers them."""

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

    def __init__(self, context: Context) -> None:
        self.context = context

    def run(self) -> Iterator[Finding]:
        raise NotImplementedError

    def finding(self, message: str, rows: list[Row], severity: str | None = None, right: float | None = None) -> Finding:
        """A finding about facts, the one to look at first; an error in a sentence that explains itself, or that rests on a doubtful metric, is a warning.

        `right` is what the first figure should be, where the others make that certain; an error is mended so.
        """
        level = severity or self.severity
        explained = self.context.pattern("finding.explained")
        counted = self.context.pattern("finding.explained_by_figure")
        if level == "error" and any(explained.search(r["sentence"]) or doubted(r) for r in rows):
            level = "warning"
        if level == "warning" and any(counted.search(r["sentence"]) for r in rows):
            level = "info"  # 整改665处(含复查整改上年遗留隐患58处)
        figures = tuple(
            {"quote": r["quote"], "value": r["value"], "unit": r["unit"], "metric": r["metric"], "label": r["label"]} for r in rows
        )
        mend = rewritten(rows[0], right) if right is not None and level == "error" else None
        return Finding(self.code, level, message, tuple((r["start"], r["end"]) for r in rows), figures, mend)

    def marked(self, message: str, start: int, end: int, mend: tuple[int, int, str] | None = None) -> Finding:
        """A finding about a stretch of the text."""
        return Finding(self.code, self.severity, message, ((start, end),), ({"quote": self.context.text[start:end]},), mend)

    def absent(self, message: str) -> Finding:
        """A finding about what the draft does not say."""
        return Finding(self.code, self.severity, message, ())


_NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MARKS = re.compile(r"[^\w]")  # what labels leave out
_SURE = 0.8  # less sure is only what carries a doubt


def doubted(row: Row) -> bool:
    """Whether what the figure counts, of when or whose it is may be otherwise."""
    fields = ("period", "entity", *(("metric",) if row["metric"] else ()))
    told = (row.get(f"confidence_{field}") for field in fields)
    return any(confidence is not None and confidence < _SURE for confidence in told)


def rewritten(row: Row, value: float) -> tuple[int, int, str] | None:
    """The numeral of a percentage with another value, to as many decimals; None where it is not written in plain digits or is rounded by a word."""
    numeral = _NUMERAL.search(row["quote"])
    if numeral is None or row["modifier"] != "exact" or row["decimals"] < 0:
        return None
    start = row["start"] + numeral.start()
    return start, start + len(numeral[0]), f"{abs(value):.{_decimals(row, abs(value))}f}"


def _decimals(row: Row, value: float) -> int:
    """As many as the draft tells; where only the point is in the wrong place (0.96 for 96), as many as its digits then leave."""
    told = int(row["decimals"])
    for shift in (1, 2, -1, -2):
        unit = 10.0 ** (shift - told)
        if row["value"] and abs(value - abs(row["value"]) * 10.0**shift) <= unit / 2:
            return max(0, told - shift)
    return told


def shown(row: Row) -> str:
    """A figure with what it counts, as a message names it: in the draft's own words."""
    return f"{_own_words(row)}{row['quote']}"


def _own_words(row: Row) -> str:
    """A label as it stands in the sentence; of one made of words from two places (发现…,督改隐患) what stands before the figure."""
    label, sentence = row["label"], row["sentence"]
    before, behind = (_MARKS.sub("", part) for part in (sentence[: row["start"] - row["sentence_start"]], sentence))
    if not label or before.endswith(label):
        return str(label)
    own = next((label[i:] for i in range(1, len(label) - 1) if before.endswith(label[i:])), "")
    return own if own and label not in behind else str(label)
