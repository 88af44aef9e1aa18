"""What one line of a report is: a heading and its rank, or half of a sentence that goes on in the next line."""

from __future__ import annotations

import functools
import re

from extract.reading.wraps import joined
from patterns import Catalog

_END_MARK = "。!?;:,、"


class Lines:
    """The words of `patterns/layout.toml` and of plans, compiled."""

    def __init__(self, catalog: Catalog) -> None:
        heading = catalog.tables["layout"]["heading"]
        plan = catalog.tables["scopes"]["plan"]
        self._numbered = [re.compile(words) for words in heading["numbered"]]
        self._period = re.compile(heading["period"])
        self._opens = frozenset(heading["opens"])
        self._plan, self._no_plan = re.compile(plan["heading"]), re.compile(plan["heading_not"])
        self._plan_line = re.compile(plan["line"])
        self.bare_rank = len(self._numbered) + 1  # of a heading without a number
        self.plan_rank = len(self._numbered) + 2  # of a line that opens plans

    def level(self, line: str) -> tuple[int, int]:
        """(rank, length of the enumerator); rank 0 for a line that has none."""
        first = line.lstrip()[:1]
        if first not in self._opens and not first.isdigit():
            return 0, 0
        for rank, pattern in enumerate(self._numbered, 1):
            match = pattern.match(line)
            if match:
                return rank, match.end()
        return 0, 0

    def of_period(self, line: str) -> bool:
        """Whether a line is nothing but a part of the year."""
        return self._period.fullmatch(line) is not None

    def of_plans(self, heading: str) -> bool:
        """Whether a heading opens a section of plans."""
        return self._plan.search(heading) is not None and not self._no_plan.search(heading)

    def opens_plans(self, line: str) -> bool:
        """Whether a line opens plans although it is no heading."""
        return self._plan_line.match(line) is not None

    def rejoined(self, norm: str) -> str:
        """The text with every line break within a sentence made a blank, or a sign of its own within a number."""
        lines = norm.split("\n")
        return "".join(line + end for line, end in zip(lines, [*joined(lines, lambda line: self.level(line)[0]), ""], strict=True))


@functools.lru_cache(maxsize=8)
def lines_of(catalog: Catalog) -> Lines:
    return Lines(catalog)


def heading_text(rest: str) -> tuple[str, bool]:
    """The words of a heading; "" with True where the line is a sentence that only begins with an enumerator."""
    rest = rest.strip()
    if len(rest) <= 45 and not re.search(r"[。;]", rest):
        return rest.rstrip(":"), False
    match = re.match(r"[^。;:\n]{2,30}(?=[。:])", rest)
    if match and (not re.search(r"\d", match[0]) and match[0].count(",") <= 3):
        return match[0], False
    return "", True


def bare_heading(line: str) -> bool:
    """Whether a line is a heading by its shape alone."""
    return 2 <= len(line) <= 22 and line[-1] not in _END_MARK and not re.search(r"[\d,;:。]", line)
