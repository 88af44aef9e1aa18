"""Title, headings, sections, sentences: the shape of a report, from its lines alone."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extract.model import Section
from extract.reading.wraps import joined
from patterns import Catalog

_LEVELS = [
    re.compile(r"\s*第[一二三四五六七八九十]+(?:部分|章)[、:\s]?"),
    re.compile(r"\s*[一二三四五六七八九十]{1,3}\s?[、.](?!\s*[一二三四五六七八九十百千]+[个名次人起家])"),
    re.compile(r"\s*\([一二三四五六七八九十]{1,3}\)[、.]?"),
    re.compile(r"\s*\d{1,2}\s?[.、](?!\d)"),
    re.compile(r"\s*\(\d{1,2}\)[、.]?"),
    re.compile(r"\s*[①②③④⑤⑥⑦⑧⑨⑩]"),
]
_INLINE = re.compile(
    r"[\d(一二三四五六七八九十其第](?:(?<=\d)\d?(?=[.、](?=[\u4e00-\u9fff“]))|(?<=\()(?:\d{1,2}|[一二三四五六七八九十]{1,3})\)|(?<=[一二三四五六七八九十])[一二三四五六七八九十]?(?=(?:是|要|、)[\u4e00-\u9fff,“])|(?<=其)[一二三四五](?=[,是:])|(?<=第)[一二三四五六七八九十](?=[,、是:]))"
)
_CLAUSE_START = frozenset("。;:,!\n")
_CIRCLED = re.compile(r"[①-⑳⓪❶-❿⑴-⒇]")
# a pattern that begins with one class is searched for quickly; what must stand before is asked behind it
_SENTENCE_END = re.compile(r"[。!?\n.](?:(?<!\.)|(?<=[\u4e00-\u9fff%)”]\.)(?![\d.]))")
_LONGEST = 1200  # code points of a sentence; the longest seen in a real report has some 900
_END_MARK = "。!?;:,、"


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines tell: `norm` may differ from the given text only where a line break inside a sentence became a space."""

    norm: str
    title: tuple[int, int]
    sections: tuple[Section, ...]
    sentences: tuple[tuple[int, int], ...]
    enumerators: tuple[tuple[int, int], ...]


@functools.lru_cache(maxsize=8)
def _plan_words(catalog: Catalog) -> tuple[re.Pattern[str], re.Pattern[str]]:
    plan = catalog.tables["scopes"]["plan"]
    return re.compile(plan["heading"]), re.compile(plan["heading_not"])


_OPENERS = frozenset("第一二三四五六七八九十(①②③④⑤⑥⑦⑧⑨⑩")


def _level(line: str) -> tuple[int, int]:
    """(rank, length of the enumerator); rank 0 for a line that has none."""
    first = line.lstrip()[:1]
    if first not in _OPENERS and not first.isdigit():
        return 0, 0
    for rank, pattern in enumerate(_LEVELS, 1):
        match = pattern.match(line)
        if match:
            return rank, match.end()
    return 0, 0


def layout(norm: str, catalog: Catalog) -> Layout:
    """Lines, headings, sections and sentences of the normalised text."""
    lines = norm.split("\n")
    plan_yes, plan_no = _plan_words(catalog)
    norm = "".join(line + end for line, end in zip(lines, [*joined(lines, lambda line: _level(line)[0]), ""], strict=True))

    title: tuple[int, int] | None = None
    stack: list[tuple[int, str, bool]] = []
    sections: list[Section] = []
    enumerators: list[tuple[int, int]] = []
    at = 0

    def path() -> tuple[str, ...]:
        return tuple(text for _, text, _ in stack if text)

    def plan() -> bool:
        return any(is_plan for _, _, is_plan in stack)

    def open_section(start: int) -> None:
        if sections:
            last = sections[-1]
            sections[-1] = Section(last.start, start, last.path, last.plan)
        sections.append(Section(start, len(norm), path(), plan()))

    open_section(0)
    for line in norm.split("\n"):
        stripped = line.strip()
        if stripped and title is None:
            begin = at + len(line) - len(line.lstrip())
            if len(stripped) <= 60 and stripped[-1] not in "。;,":
                title = (begin, begin + len(stripped))
            else:
                title = (begin, begin)
        elif stripped.startswith(("—", "--")) and title is not None and not sections[1:] and not norm[title[1] : at].strip():
            title = (title[0], at + len(line.rstrip()))  # a subtitle
        rank, length = _level(line) if stripped else (0, 0)
        bare = not rank and title is not None and at > title[0] and _bare_heading(stripped)
        if rank or bare:
            if bare:
                rank = 7
            text, sentence_like = _heading_text(line[length:])
            if rank:
                digits = re.search(r"\S+", line[:length])
                if digits:
                    enumerators.append((at + digits.start(), at + length))
            if text or not sentence_like:
                while stack and (stack[-1][0] >= rank):
                    stack.pop()
                stack.append((rank, text, bool(plan_yes.search(text)) and not plan_no.search(text)))
                open_section(at)
        elif (
            stripped
            and title is not None
            and at > title[1]
            and re.match(r"下一?步|下阶段|下半年,|明年|今后", stripped)
            and not (stack and stack[-1][0] == 8)
        ):
            stack.append((8, "", True))
            open_section(at)
        elif stripped and stack and stack[-1][0] == 8:
            stack.pop()
            open_section(at)
        at += len(line) + 1

    sentences: list[tuple[int, int]] = []
    begin = 0
    for match in _SENTENCE_END.finditer(norm):
        if match.start() > begin:
            sentences.extend(_bounded(norm, begin, match.start()))
        begin = match.end()
    if begin < len(norm):
        sentences.extend(_bounded(norm, begin, len(norm)))
    enumerators += [m.span() for m in _INLINE.finditer(norm) if _opens_clause(norm, m.start()) and not _either(norm, m)]
    enumerators += [m.span() for m in _CIRCLED.finditer(norm)]
    return Layout(norm, title or (0, 0), tuple(sections), tuple(sentences), tuple(sorted(set(enumerators))))


def _bounded(norm: str, begin: int, end: int) -> list[tuple[int, int]]:
    """A sentence, cut at a comma where it is endless: the steps that look back through a sentence stay linear in the text."""
    pieces = []
    while end - begin > _LONGEST:
        limit = begin + _LONGEST
        at = max(norm.rfind(c, begin + _LONGEST // 2, limit) for c in ";,、 ") + 1
        if not at:
            at = limit
            while at > begin + 1 and norm[at - 1 : at + 1].isalnum() and norm[at].isdigit():
                at -= 1
        pieces.append((begin, at))
        begin = at
    return [*pieces, (begin, end)]


_DIGITS = "一二三四五六七八九"


def _either(norm: str, match: re.Match[str]) -> bool:
    """,六、七户: one of two numbers, not the number of a clause."""
    digit, behind = match[0], norm[match.end() : match.end() + 2]
    following = _DIGITS[_DIGITS.find(digit) + 1 :][:1] if digit in _DIGITS else ""
    return bool(following) and behind[1:] == following and norm[match.start() - 1 : match.start()] == ","


def _opens_clause(norm: str, at: int) -> bool:
    while at and norm[at - 1].isspace():
        at -= 1
        if norm[at] == "\n":
            return True
    return not at or norm[at - 1] in _CLAUSE_START


def _heading_text(rest: str) -> tuple[str, bool]:
    """The words of a heading; "" with True where the line is a sentence that only begins with an enumerator."""
    rest = rest.strip()
    if len(rest) <= 45 and not re.search(r"[。;]", rest):
        return rest.rstrip(":"), False
    match = re.match(r"[^。;:\n]{2,30}(?=[。:])", rest)
    if match and (not re.search(r"\d", match[0]) and match[0].count(",") <= 3):
        return match[0], False
    return "", True


def _bare_heading(line: str) -> bool:
    return 2 <= len(line) <= 22 and line[-1] not in _END_MARK and not re.search(r"[\d,;:。]", line)
