"""What one line of a report is: a heading and its rank, or half of a sentence that goes on in the next line."""

from __future__ import annotations

import functools
import re

from patterns import Catalog

WITHIN_NUMBER = "\x1f"  # what a line break in the midst of a number becomes
_BROKEN = re.compile(r"\d\.?\n\d|\d\n\.\d")
_END_MARK = "。!?;:,、"


class Lines:
    """The words of `patterns/layout.toml` and of plans, compiled."""

    def __init__(self, catalog: Catalog) -> None:
        heading, line = catalog.tables["layout"]["heading"], catalog.tables["layout"]["line"]
        plan = catalog.tables["scopes"]["plan"]
        self._numbered = [re.compile(words) for words in heading["numbered"]]
        self._opens = frozenset(heading["opens"])
        self._figure, self._year = re.compile(line["figure"]), re.compile(line["year"])
        self._title_ends = tuple(line["title_ends"].split())
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

    def of_plans(self, heading: str) -> bool:
        """Whether a heading opens a section of plans."""
        return self._plan.search(heading) is not None and not self._no_plan.search(heading)

    def opens_plans(self, line: str) -> bool:
        """Whether a line opens plans although it is no heading."""
        return self._plan_line.match(line) is not None

    def rejoined(self, norm: str) -> str:
        """The text with every line break within a sentence made a blank, or a sign of its own within a number."""
        lines = norm.split("\n")
        joined: list[str] = []
        for i, line in enumerate(lines[:-1]):
            joined.append(line)
            if i and self._goes_on(line, lines[i + 1]):
                broken = _BROKEN.search(line[-2:] + "\n" + lines[i + 1][:2])
                joined.append(WITHIN_NUMBER if broken else " ")
            else:
                joined.append("\n")
        joined.append(lines[-1])
        return "".join(joined)

    def _goes_on(self, line: str, following: str) -> bool:
        """A line break in mid-sentence, as OCR and some editors leave it."""
        line, following = line.rstrip(), following.strip()
        if not line or not following or self.level(following)[0] or line[-1] in "。!?;:":
            return False
        if line[-1] in ",、(“":
            return True
        if self.level(line)[0] and len(line) < 30:
            return False
        if self._figure.match(following) and len(line) > 3 and "\u4e00" <= line[-1] <= "\u9fff":
            return not self._year.match(following)
        return len(line) >= 28 and "," in line and not line.endswith(self._title_ends)


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
