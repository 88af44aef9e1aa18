"""brigades.csv: the names of brigades, their other spellings, parents, and what figures are set against (population, personnel, …)."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.readers.encoding import decode
from corpus.reading.words import entry

KNOWN = ("name", "aliases", "parent", "level")


@dataclass(frozen=True, slots=True)
class Brigade:
    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    level: str = ""
    columns: dict[str, float] = field(default_factory=dict)


class Registry:
    """Known brigades; `resolve` gives the one name of any spelling."""

    def __init__(self, brigades: list[Brigade]) -> None:
        self.brigades = {b.name: b for b in brigades}
        self.names = list(self.brigades)
        self._spellings: dict[str, str] = {}
        for b in brigades:
            for spelling in (b.name, *b.aliases):
                self._spellings[_plain(spelling)] = b.name

    def resolve(self, words: str) -> str:
        """The registered name: the spelling itself, else the longest spelling contained in the words; "" when none or several fit."""
        plain = _plain(words)
        if plain in self._spellings:
            return self._spellings[plain]
        inside = [(len(s), name) for s, name in self._spellings.items() if len(s) >= 3 and s in plain]
        if not inside:
            return ""
        longest = max(inside)[0]
        best = {name for length, name in inside if length == longest}
        return best.pop() if len(best) == 1 else ""

    def children(self, parent: str) -> list[str]:
        return [b.name for b in self.brigades.values() if b.parent == parent]


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", words)


def load(path: str | Path) -> Registry:
    """Reads brigades.csv (UTF-8 or GB18030).  Raises CorpusError for a missing file, a missing `name` column or a bad number."""
    path = Path(path)
    try:
        text = decode(path.read_bytes(), path)
    except FileNotFoundError as error:
        raise CorpusError(f"找不到大队名册 {path},请检查路径。", "missing") from error
    rows = csv.DictReader(io.StringIO(text))
    columns = {heading: _column(heading) for heading in rows.fieldnames or []}
    if "name" not in columns.values():
        raise CorpusError(f"大队名册 {path} 缺少 name(名称)列,第一行应为 name,aliases,parent,level,…。", "format")
    found = []
    for n, raw in enumerate(rows, 2):
        row = {columns[k]: (v or "").strip() for k, v in raw.items() if k is not None and isinstance(v, str)}
        if row.get("name"):
            aliases = tuple(a for a in re.split(r"[;、|/]", row.get("aliases", "")) if a.strip())
            found.append(Brigade(row["name"], aliases, row.get("parent", ""), row.get("level", ""), _figures(row, f"{path} 第 {n} 行")))
    return Registry(found)


def _column(heading: str) -> str:
    """The English name of a column, where we know its Chinese one; else the heading itself."""
    heading = heading.strip()
    return next((name for name, headings in entry("registry.columns").items() if heading in headings), heading)


def _figures(row: dict[str, str], where: str) -> dict[str, float]:
    """The columns of figures, such as the population.  Raises CorpusError for one that holds no number."""
    figures = {}
    for column, value in row.items():
        if column not in KNOWN and value:
            try:
                figures[column] = float(value.replace(",", ""))
            except ValueError as error:
                raise CorpusError(f"大队名册 {where}“{column}”应为数字,现为“{value}”,请改正。", "format") from error
    return figures
