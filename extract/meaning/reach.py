"""A scope: from where to where a word speaks for the figures, and a stack of them walked once from left to right.

As in the ConText algorithm (Harkema et al. 2009, medspaCy): a trigger, a direction, and what ends it; the triggers are data, in
`patterns/scopes.toml`.  Of the scopes that hold at a figure the one that opened last speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.model import Scope

PERIOD, OWNER, PLAN, TOPIC = "period", "owner", "plan", "topic"


class Walk:
    """The scopes of one kind, asked for at positions that only grow."""

    def __init__(self, scopes: Iterable[Scope]) -> None:
        self._scopes = sorted(scopes, key=lambda s: s.start)
        self._next = 0
        self._open: list[Scope] = []

    def at(self, position: int, passing: str = "") -> Scope | None:
        """The scope that speaks at `position`; one whose source is `passing` is passed over."""
        while self._next < len(self._scopes) and self._scopes[self._next].start <= position:
            self._open.append(self._scopes[self._next])
            self._next += 1
        while self._open and self._open[-1].stop <= position:
            self._open.pop()
        for scope in reversed(self._open):
            if scope.stop > position and scope.source != passing:
                return scope
        return None


_BRACKET = re.compile(r"[()]")


def closing(text: str, start: int, stop: int) -> int:
    """Where the bracket that is open at `start` closes; `stop` where none is open."""
    depth = 0
    for match in _BRACKET.finditer(text, start, stop):
        if match[0] == "(":
            depth += 1
        elif not depth:
            return match.start()
        else:
            depth -= 1
    return stop
