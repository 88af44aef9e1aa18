"""Title, headings, sections, sentences: the shape of a report, from its lines alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.model import Section
from extract.reading.lines import lines_of
from extract.reading.outline import Outline
from patterns import Catalog

_CLAUSE_START = frozenset("。;:,!\n")
_CIRCLED = re.compile(r"[①-⑳⓪❶-❿⑴-⒇]")
# a pattern that begins with one class is searched for quickly; what must stand before is asked behind it
_SENTENCE_END = re.compile(r"[。!?\n.](?:(?<!\.)|(?<=[\u4e00-\u9fff%)”]\.)(?![\d.]))")
_LONGEST = 1200  # code points of a sentence; the longest seen in a real report has some 900


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines tell: `norm` may differ from the given text only where a line break inside a sentence became a space."""

    norm: str
    title: tuple[int, int]
    sections: tuple[Section, ...]
    sentences: tuple[tuple[int, int], ...]
    enumerators: tuple[tuple[int, int], ...]


def layout(norm: str, catalog: Catalog) -> Layout:
    """Lines, headings, sections and sentences of the normalised text."""
    lines = lines_of(catalog)
    norm = lines.rejoined(norm)
    outline = Outline(norm, lines)
    enumerators = {*outline.enumerators, *_numbers(norm, catalog)}
    return Layout(norm, outline.title, tuple(outline.sections), tuple(_sentences(norm)), tuple(sorted(enumerators)))


def _sentences(norm: str) -> list[tuple[int, int]]:
    sentences: list[tuple[int, int]] = []
    begin = 0
    for match in _SENTENCE_END.finditer(norm):
        if match.start() > begin:
            sentences.extend(_bounded(norm, begin, match.start()))
        begin = match.end()
    if begin < len(norm):
        sentences.extend(_bounded(norm, begin, len(norm)))
    return sentences


def _bounded(norm: str, begin: int, end: int) -> list[tuple[int, int]]:
    """A sentence, cut at a comma where it is endless: the steps that look back through a sentence stay linear in the text."""
    pieces = []
    while end - begin > _LONGEST:
        limit = begin + _LONGEST
        at = max(norm.rfind(c, begin + _LONGEST // 2, limit) for c in ";,、 ") + 1
        if not at:
            at = limit
            while at > begin + _LONGEST // 2 and norm[at - 1 : at + 1].isalnum() and norm[at].isdigit():
                at -= 1
        pieces.append((begin, at))
        begin = at
    return [*pieces, (begin, end)]


def _numbers(norm: str, catalog: Catalog) -> list[tuple[int, int]]:
    """The numbers of clauses within lines, and those in circles wherever they stand."""
    neighbours: str = catalog.tables["layout"]["clause"]["neighbours"]
    numbered = catalog.expression("layout", "clause.numbered").finditer(norm)
    found = [m.span() for m in numbered if _opens_clause(norm, m.start()) and not _either(norm, m, neighbours)]
    return [*found, *(m.span() for m in _CIRCLED.finditer(norm))]


def _either(norm: str, match: re.Match[str], neighbours: str) -> bool:
    """,六、七户: one of two numbers, not the number of a clause."""
    digit, behind = match[0], norm[match.end() : match.end() + 2]
    following = neighbours[neighbours.find(digit) + 1 :][:1] if digit in neighbours else ""
    return bool(following) and behind[1:] == following and norm[match.start() - 1 : match.start()] == ","


def _opens_clause(norm: str, at: int) -> bool:
    while at and norm[at - 1].isspace():
        at -= 1
        if norm[at] == "\n":
            return True
    return not at or norm[at - 1] in _CLAUSE_START
