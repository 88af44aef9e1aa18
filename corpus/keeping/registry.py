"""brigades.csv: the names of brigades, their other spellings, parents, and what figures are set against (population, personnel, …)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import CorpusError
from corpus.processes.limits import Limits
from corpus.reading.bounded import LIMITS
from corpus.reading.rows import rows_of
from corpus.reading.words import entry, expression
from extract.reading.characters import SCALES

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)  # no nan, no 1_000
_NAMED = 5  # columns that a message names
KNOWN = ("name", "aliases", "parent", "level")


@dataclass(frozen=True, slots=True)
class Brigade:
    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    level: str = ""
    numbers: dict[str, dict[int, float]] = field(default_factory=dict)  # column → year (0: of any) → number

    @property
    def columns(self) -> dict[str, float]:
        """Each column with its newest number."""
        return {column: by_year[max(by_year)] for column, by_year in self.numbers.items() if by_year}

    def number(self, column: str, year: int | None = None) -> float | None:
        """The number of a year: its own, else that of the last year before, else of the first after; None where there is none."""
        by_year = self.numbers.get(column)
        if not by_year:
            return None
        if year is None or year in by_year:
            return by_year[max(by_year) if year is None else year]
        before = [y for y in by_year if y < year]
        return by_year[max(before) if before else min(by_year)]


class Registry:
    """Known brigades; `resolve` gives the one name of any spelling."""

    def __init__(self, brigades: list[Brigade]) -> None:
        self.brigades = {b.name: b for b in brigades}
        self.names = list(self.brigades)
        self._spellings: dict[str, str] = {}
        for b in brigades:
            for spelling in (b.name, *b.aliases):
                self._spellings[plain_name(spelling)] = b.name

    def called(self, name: str) -> str:
        """The registered brigade that a whole name means: a spelling of it, also behind the place it lies in (云州市东湖大队); "" for none.

        南东湖大队 is none of 东湖大队, which `resolve` finds in it.
        """
        plain = plain_name(name)
        if plain in self._spellings:
            return self._spellings[plain]
        places = tuple(entry("registry.places"))
        behind = [s for s in self._spellings if len(s) > 2 and plain.endswith(s) and plain[: -len(s)].endswith(places)]
        return self._spellings[max(behind, key=len)] if behind else ""

    def resolve(self, words: str) -> str:
        """The registered name: the spelling itself, else the longest spelling contained in the words (one of two characters at their beginning); "" when none or several fit."""
        plain = plain_name(words)
        if plain in self._spellings:
            return self._spellings[plain]
        inside = [
            (len(s), name) for s, name in self._spellings.items() if (len(s) >= 3 and s in plain) or (len(s) == 2 and plain.startswith(s))
        ]
        if not inside:
            return ""
        longest = max(inside)[0]
        best = {name for length, name in inside if length == longest}
        return best.pop() if len(best) == 1 else ""

    def children(self, parent: str) -> list[str]:
        """The brigades below one, by whatever spelling of it."""
        return [b.name for b in self.brigades.values() if b.parent and self._parent(b.parent) == self._parent(parent)]

    @property
    def parents(self) -> list[str]:
        """Those that have brigades below them, by name."""
        return sorted({self._parent(b.parent) for b in self.brigades.values() if b.parent})

    def _parent(self, words: str) -> str:
        return self._spellings.get(plain_name(words), words)


def plain_name(words: str) -> str:
    """Without blanks, in which spellings of one name differ."""
    return re.sub(r"\s+", "", words)


def load(path: str | Path, limits: Limits = LIMITS) -> Registry:
    """Reads a register (CSV in UTF-8 or GB18030, or Excel), a workbook within the limits of a report.

    A column of numbers may have its year in the heading: 2023年人口, population_2023.  Raises CorpusError for a missing file, a missing
    `name` column, a bad number or what cannot be read.
    """
    path = Path(path)
    try:
        told = [[_GUARD.sub("", cell) for cell in row] for row in rows_of(path, limits)]
    except FileNotFoundError as error:
        raise CorpusError(f"找不到大队名册 {path},请检查路径。", "missing") from error
    headings, rows = (told[0], told[1:]) if told else ([], [])
    columns = [_column(heading) for heading in headings]
    if ("name", 0) not in columns:
        raise CorpusError(f"大队名册 {path} 缺少 name(名称)列,第一行应为 name,aliases,parent,level,…。", "format")
    twice = [heading for heading, column in zip(headings, columns, strict=True) if column[0] and columns.count(column) > 1]
    if twice:
        named = "”“".join(list(dict.fromkeys(twice))[:_NAMED])
        raise CorpusError(f"大队名册 {path} 中“{named}”几列说的是同一项,请只留一列。", "format")
    found = []
    for n, cells in enumerate(rows, 2):
        filled = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        row = {name: value for (name, year), value in filled.items() if not year}
        if not row.get("name") and any(filled.values()):
            raise CorpusError(f"大队名册 {path} 第 {n} 行没有大队名称,请补上或删去此行。", "format")
        if row.get("name"):
            aliases = tuple(a.strip() for a in re.split(r"[;；、|/,，]", row.get("aliases", "")) if a.strip())
            found.append(Brigade(row["name"], aliases, row.get("parent", ""), row.get("level", ""), _figures(filled, f"{path} 第 {n} 行")))
    try:
        one_of_each(found)
    except CorpusError as error:
        raise CorpusError(f"大队名册 {path} 有误:{error}", "format") from error
    return Registry(found)


def one_of_each(brigades: Iterable[Brigade]) -> None:
    """Raises CorpusError where a spelling is that of two brigades, or a brigade is told of twice."""
    owners: dict[str, str] = {}
    for b in brigades:
        if owners.get(plain_name(b.name)) == b.name:
            raise CorpusError(f"“{b.name}”有两行,请合为一行。", "format")
        for spelling in (b.name, *b.aliases):
            other = owners.setdefault(plain_name(spelling), b.name)
            if other != b.name:
                raise CorpusError(f"“{spelling}”既是“{other}”又是“{b.name}”,请改名册,或用 brigade brigades merge 合并。", "format")


_GUARD = re.compile("^'(?=[=+@\t\r＝＋－＠-])")  # with which our own CSV keeps a name from being a formula


def _column(heading: str) -> tuple[str, int]:
    """The English name of a column, where we know its Chinese one, else the heading itself; and the year it tells, 0 for none."""
    heading = heading.strip()
    year = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", heading)
    plain = heading if year is None else expression("registry.year").sub("", heading).strip("_ -()（）")
    name = next((name for name, headings in entry("registry.columns").items() if plain in headings), plain)
    return name, int(year[0]) if year else 0


def _figures(told: dict[tuple[str, int], str], where: str) -> dict[str, dict[int, float]]:
    """The columns of figures, such as the population.  Raises CorpusError for one that holds no number."""
    figures: dict[str, dict[int, float]] = {}
    for (column, year), value in told.items():
        if column and column not in KNOWN and value:
            plain = "".join(value.split()).replace(",", "").replace("，", "")
            scale = next((word for word in SCALES if word and plain.endswith(word)), "")  # 80万
            plain = plain.removesuffix(scale)
            if not _NUMBER.fullmatch(plain) or not math.isfinite(float(plain)):
                named = entry("registry.per").get(column, {}).get("name", column)
                raise CorpusError(f"大队名册 {where}“{f'{year}年' if year else ''}{named}”应为数字,现为“{value}”,请改正。", "format")
            figures.setdefault(column, {})[year] = float(plain) * SCALES[scale]
    return figures
