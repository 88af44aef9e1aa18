"""The words on either side of each figure: its clause, cut where the grammar of a list cuts it."""

from __future__ import annotations

import functools
import itertools
import re

from extract.model import Quantity
from patterns import Catalog

_BREAKS = ",;:。!?\n"
_WITHIN_WORD = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


def _length(word: str) -> tuple[int, int]:
    """Of the word itself; a guard behind or before it counts only between words of one length."""
    return len(re.sub(r"\(\?<?[!=][^()]*\)", "", word)), len(word)


class Words:
    """The lexicon's verbs and fillers, and what `patterns/clauses.toml` says of clauses, compiled."""

    def __init__(self, catalog: Catalog) -> None:
        between, alone = catalog.tables["clauses"]["between"], catalog.tables["clauses"]["alone"]
        self.marks: str = between["marks"]
        self.joins = frozenset(between["joins"].split())
        self.joined, self.opened = re.compile(between["joined"]), re.compile(between["opened"])
        self.age: str = alone["age"]
        self.bare: str = alone["bare"]
        verbs = sorted(set(catalog.words("lexicon", "verbs")), key=_length, reverse=True)
        fillers = sorted(set(catalog.words("lexicon", "filler")), key=_length, reverse=True)
        self._verb = re.compile("|".join(verbs))
        self._filler = re.compile(f"(?:{'|'.join(fillers)}|[ ,、“”:*·•-]|【[^】]{{0,8}}】|{alone['numbered']})+")
        self._tail = re.compile(f"(?:{'|'.join(fillers)}|[ ,、:])+$")
        self.verb = functools.lru_cache(maxsize=1 << 15)(self._find_verb)
        self.content = functools.lru_cache(maxsize=1 << 15)(self._content)

    def _find_verb(self, words: str) -> tuple[int, int] | None:
        """The first verb of a phrase, or None."""
        match = self._verb.search(words)
        return match.span() if match else None

    def _content(self, words: str) -> str:
        """`words` without the fillers before and behind."""
        words = words.replace(" ", "")
        match = self._filler.match(words)
        if match:
            words = words[match.end() :]
        match = self._tail.search(words)
        return words[: match.start()] if match else words


@functools.lru_cache(maxsize=8)
def words_of(catalog: Catalog) -> Words:
    return Words(catalog)


def frame(text: str, sentence: tuple[int, int], figures: list[Quantity], words: Words) -> None:
    """Sets left, right, left_start, right_end, glued and bracket of each figure of one sentence."""
    begin, stop = sentence
    previous: Quantity | None = None
    for i, figure in enumerate(figures):
        floor = previous.end if previous else begin
        following = figures[i + 1].start if i + 1 < len(figures) else stop
        left_start = _left_edge(text, figure.start, floor)
        figure.left_start = left_start
        figure.left = text[left_start : figure.start]
        between = text[floor : figure.start] if previous else ""
        figure.glued = previous is not None and not between.strip(words.marks + "(")
        figure.right_end = _right_edge(text, figure.end, following, stop)
        figure.right = text[figure.end : figure.right_end]
        figure.bracket = text.count("(", begin, figure.start) - text.count(")", begin, figure.start)
        if previous is not None and previous.unit == words.age and left_start == previous.end:
            figure.left_start, figure.left = previous.start, text[previous.start : figure.start]  # 60岁以上占43.4%
            previous.right, previous.right_end = "", previous.end
        elif left_start and text[left_start - 1] == "(" and not figure.left.strip(words.bare):
            _lend_noun(text, figure, floor, words)
        previous = figure
    _share_out(text, begin, figures)
    for a, b in itertools.pairwise(figures):
        if a.right and b.left_start <= a.right_end < b.start and text[a.right_end] == "、":
            b.left_start = a.right_end + 1
            b.left = text[b.left_start : b.start]
        if a.right_end == b.start and a.right and b.left_start == a.end:
            _split(text, a, b, words)
    _lend_deeds(text, figures, words)
    for figure in figures:  # a line break within a word has left a space
        if " " in figure.left:
            figure.left = _WITHIN_WORD.sub("", figure.left)
        if " " in figure.right:
            figure.right = _WITHIN_WORD.sub("", figure.right)
    _lend_clauses(text, stop, figures, words)


def _lend_clauses(text: str, stop: int, figures: list[Quantity], words: Words) -> None:
    """The clause behind: what a sum is spent on, and where no figure stands in it what those who are counted do there."""
    following: Quantity | None = None
    for a in reversed(figures):
        behind = following.start if following is not None else stop
        if text[a.right_end : a.right_end + 1] == ",":
            stop_at = min((p for p in (text.find(c, a.right_end + 1, stop) for c in ",;。(") if p >= 0), default=stop)
            if a.kind == "money" and not a.right.strip() and "next" not in a.extra:
                a.extra["next"] = text[a.right_end + 1 : min(stop_at, behind)]
            elif a.kind != "money" and stop_at <= behind:
                a.extra["after"] = text[a.right_end + 1 : stop_at]
        elif following is not None and "after" in following.extra and text[a.right_end : a.right_end + 1] in words.joins:
            a.extra["after"] = following.extra["after"]
        following = a


def _share_out(text: str, begin: int, figures: list[Quantity]) -> None:
    """火灾起数/死亡/受伤:48起/0人/1人: names and figures between slashes, each to its own."""
    i = 0
    while i < len(figures):
        size = 1
        while i + size < len(figures) and text[figures[i + size - 1].end : figures[i + size].start].strip() == "/":
            size += 1
        if size > 1:
            first = figures[i]
            at = first.left_start - 1 if not first.left.strip() and text[first.left_start - 1] == ":" else first.start
            names = text[_left_edge(text, at, begin) : at].split("/")
            if len(names) == size:
                for figure, name in zip(figures[i : i + size], names, strict=True):
                    figure.left, figure.glued = name, False
        i += size


def _lend_noun(text: str, figure: Quantity, floor: int, words: Words) -> None:
    """公务执勤(9.6万起): a bracket with a bare figure counts the noun before it, where no figure counts that already."""
    at = figure.left_start - 1
    begin = _left_edge(text, at, floor)
    while begin < at and text[begin] in words.marks:
        begin += 1
    if begin < at and (begin > floor or floor == 0 or text[begin - 1] in words.marks + ")" + _BREAKS):
        figure.left, figure.left_start = text[begin:at], begin


def _left_edge(text: str, at: int, floor: int) -> int:
    i = at
    while i > floor:
        c = text[i - 1]
        if c in _BREAKS or c == "(":
            return i
        if c == ")":
            j = text.rfind("(", floor, i - 1)
            if j < 0 or i - j > 30:
                return i
            i = j
            continue
        i -= 1
    return i


def _right_edge(text: str, at: int, following: int, stop: int) -> int:
    i = at
    limit = min(following, stop)
    while i < limit:
        c = text[i]
        if c in _BREAKS or c in "()" or (c == "/" and i + 1 == following):
            return i
        if c == "、":
            nearest = min((p for p in (text.find(b, i, stop) for b in ",;。(") if p >= 0), default=stop)
            if following < nearest:
                return i
        i += 1
    return i


def _split(text: str, a: Quantity, b: Quantity, words: Words) -> None:
    """Words between two figures with no mark between: a noun is the first one's, a verb opens the second one's."""
    between = a.right
    if between[0] in words.joins:
        a.right, a.right_end = "", a.end
        return
    joint = words.joined.search(between)
    if joint:
        a.right, a.right_end = between[: joint.start()], a.end + joint.start()
        b.left, b.left_start = "", b.start
        return
    lead = words.opened.match(between)
    verb = words.verb(between)
    if verb is None:
        if b.right.strip() and not a.left.strip(words.marks):
            b.left, b.left_start = "", b.start  # 5个乡镇3个街道: to each its own
        return
    a.extra["next"] = between
    if verb[0] == 0 or (lead and verb[0] == lead.end()):
        a.right, a.right_end = "", a.end
        return
    # the noun is counted by the first figure and does what the second one counts: 9个消防站对外开放152次
    a.extra["tail"] = between
    a.right, a.right_end = between[: verb[0]], a.end + verb[0]
    a.extra["deed"] = between[verb[0] :]


def _lend_deeds(text: str, figures: list[Quantity], words: Words) -> None:
    """17个乡镇、32个行业部门签订责任书; 对5个站所、12名消防员给予嘉奖: what the last of a list does, all of it do."""
    for a, b in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        if a.right.strip() and not b.left.strip() and text[a.right_end : b.start].strip() in words.joins:
            deed = b.extra.get("deed")
            if deed is None:
                verb = words.verb(b.right)
                deed = b.right[verb[0] :] if verb and verb[0] else ""
            if deed:
                a.extra["deed"] = deed
                a.extra["tail"] = a.right + deed
