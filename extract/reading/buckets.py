"""Many regular expressions tried only where one of them can begin.

Python's `re` tries every alternative at every character.  A Bucketed scanner finds the characters that can open a
pattern, then tries only the patterns of that character, so that the cost follows the candidates and not the text.
"""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Iterator
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from re import _constants as sre  # type: ignore[attr-defined]
    from re import _parser as sre_parse  # type: ignore[attr-defined]


def first_characters(pattern: str) -> set[str] | None:
    """The characters a match can begin with; None when any character can."""
    chars, _ = _first(sre_parse.parse(pattern))
    return chars


def _first(items: object) -> tuple[set[str] | None, bool]:
    """First characters of a sequence, and whether it can be empty."""
    found: set[str] = set()
    for op, arg in items:  # type: ignore[attr-defined]
        chars, empty = _one(op, arg)
        if chars is None:
            return None, empty
        found |= chars
        if not empty:
            return found, False
    return found, True


def _one(op: object, arg: Any) -> tuple[set[str] | None, bool]:
    """As `_first`, of one item."""
    if op is sre.LITERAL:
        found: tuple[set[str] | None, bool] = {chr(arg)}, False
    elif op is sre.IN:
        found = _class(arg), False
    elif op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
        found = set(), True
    elif op is sre.SUBPATTERN:
        found = _first(arg[3])
    elif op is sre.BRANCH:
        found = _either(arg[1])
    elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        chars, empty = _first(arg[2])
        found = chars, empty or arg[0] == 0
    else:
        found = None, False
    return found


def _class(members: Any) -> set[str] | None:
    """The characters of a class in square brackets; None where they are many."""
    chars: set[str] = set()
    for kind, value in members:
        if kind is sre.LITERAL:
            chars.add(chr(value))
        elif kind is sre.RANGE and value[1] - value[0] < 128:
            chars |= {chr(c) for c in range(value[0], value[1] + 1)}
        elif kind is sre.CATEGORY and value is sre.CATEGORY_DIGIT:
            chars |= set("0123456789")
        else:
            return None
    return chars


def _either(branches: Any) -> tuple[set[str] | None, bool]:
    """As `_first`, of alternatives."""
    union: set[str] = set()
    any_empty = False
    for branch in branches:
        chars, empty = _first(branch)
        if chars is None:
            return None, empty
        union |= chars
        any_empty |= empty
    return union, any_empty


@functools.lru_cache(maxsize=1 << 12)
def openings(pattern: str) -> dict[str, set[str] | None]:
    """The characters a match can begin with, each with those that can follow it in the text; None where any can.

    Empty where any character can begin one.
    """
    found: dict[str, set[str] | None] = {}
    return found if _open(list(sre_parse.parse(pattern)), found) else {}


def _open(items: list[Any], found: dict[str, set[str] | None]) -> bool:
    """Adds the openings of a sequence; False where they cannot be told."""
    for at, (op, arg) in enumerate(items):
        rest = items[at + 1 :]
        if op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
            continue
        if op is sre.SUBPATTERN:
            return _open([*arg[3], *rest], found)
        if op is sre.BRANCH:
            told = [_open([*branch, *rest], found) for branch in arg[1]]  # all of them: each adds its own
            return all(told)
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            low, high, sub = arg
            more = [(op, (max(low - 1, 0), high - 1 if high is not sre.MAXREPEAT else high, sub))] if high > 1 else []
            known = _open([*sub, *more, *rest], found)
            return known and (low > 0 or _open(rest, found))
        firsts, _ = _one(op, arg)
        if firsts is None:
            return False
        seconds, empty = _first(rest)
        for c in firsts:
            have = found.setdefault(c, set())
            found[c] = None if empty or seconds is None or have is None else have | seconds
        return True
    return False


@functools.lru_cache(maxsize=1 << 12)
def required(pattern: str) -> set[str] | None:
    """One- or two-character strings of which every match contains at least one; None when there is no such set."""
    return _required(sre_parse.parse(pattern))


def _required(items: object) -> set[str] | None:
    """The smallest set that a sequence offers: a run of literals gives its pairs' first, a group or class its own."""
    best: set[str] | None = None

    def offer(found: set[str] | None) -> None:
        nonlocal best
        if found is not None and (best is None or (len(found), -min(map(len, found))) < (len(best), -min(map(len, best)))):
            best = found

    run = ""
    for op, arg in items:  # type: ignore[attr-defined]
        if op is sre.LITERAL and chr(arg) != "¤":
            run += chr(arg)
            offer({run[-2:]})
            continue
        run = ""
        if op is sre.SUBPATTERN:
            offer(_required(arg[3]))
        elif op is sre.BRANCH:
            sets = [_required(branch) for branch in arg[1]]
            if all(s is not None for s in sets):
                offer(set().union(*(s for s in sets if s is not None)))
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and arg[0] > 0:
            offer(_required(arg[2]))
        elif op is sre.IN and all(kind is sre.LITERAL and chr(value) != "¤" for kind, value in arg):
            offer({chr(value) for _, value in arg})
    return best


def _branches(pattern: str) -> list[str]:
    """The top-level alternatives of a pattern, split at | outside brackets and classes."""
    parts, depth, in_class, start, i = [], 0, False, 0, 0
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            i += 2
            continue
        if in_class:
            in_class = c != "]"
        elif c == "[":
            in_class = True
        elif c == "(":
            depth += 1
        elif c == ")":
            depth -= 1
        elif c == "|" and not depth:
            parts.append(pattern[start:i])
            start = i + 1
        i += 1
    return [*parts, pattern[start:]]


class Bucketed:
    """Scans for (tag, patterns) groups; at one place the first group and the first pattern win."""

    def __init__(self, groups: list[tuple[str, list[str]]]) -> None:
        table: dict[str, list[tuple[str, str]]] = {}
        for tag, patterns in groups:
            for pattern in patterns:
                for branch in _branches(pattern):
                    chars = first_characters(branch)
                    if not chars:
                        raise ValueError(f"a pattern here must begin with known characters: {branch}")
                    for c in chars:
                        table.setdefault(c, []).append((tag, branch))
        self._tags: dict[str, list[str]] = {}
        self._patterns = {c: [pattern for _, pattern in entries] for c, entries in table.items()}
        self._matchers: dict[str, re.Pattern[str]] = {}  # those of characters met so far: a short text needs few of them
        for c, entries in table.items():
            self._tags[c] = [tag for tag, _ in entries]
        self._follow: dict[str, frozenset[str]] = {}
        for c, entries in table.items():
            sets = [openings(p).get(c) for _, p in entries]
            if all(s is not None for s in sets):
                self._follow[c] = frozenset().union(*(s for s in sets if s is not None))
        others = re.escape("".join(c for c in table if not c.isdigit()))
        self._opener = re.compile(rf"[{others}\d](?<!\d\d)") if table else re.compile("(?!)")

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """Non-overlapping (start, end, tag), leftmost first."""
        stop = len(text) if end is None else end
        pos = start
        matchers, patterns, tags, follow = self._matchers, self._patterns, self._tags, self._follow
        for found in self._opener.finditer(text, start, stop):
            at = found.start()
            c = text[at]
            if at < pos or c not in patterns or (c in follow and text[at + 1 : at + 2] not in follow[c]):
                continue
            if c not in matchers:
                matchers[c] = re.compile("|".join(f"({_uncaptured(p)})" for p in patterns[c]))
            match = matchers[c].match(text, at)
            if match and match.end() > at and match.lastindex:
                pos = match.end()
                yield at, pos, tags[c][match.lastindex - 1]


def _uncaptured(pattern: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
