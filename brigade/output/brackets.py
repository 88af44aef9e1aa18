"""The scopes of a text as brackets under it: how far a period, an owner and a plan reach."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from extract.model import Period, Report, Scope

_KINDS = {"period": "期间", "owner": "主体", "plan": "计划"}
_OWN = "本单位"


def brackets(report: Report) -> Iterator[str]:
    """For each line of the text, the line and under it one line a scope: [label----]."""
    begin = 0
    for line in report.text.split("\n"):
        end = begin + len(line)
        under = [_ruler(line, scope, begin, end) for scope in _within(report.scopes, begin, end)]
        if under:
            yield "      " + line
            yield from under
        begin = end + 1


def _within(scopes: Sequence[Scope], begin: int, end: int) -> list[Scope]:
    """Of the scopes that hold in text[begin:end] those of which figures can be told, the outer before the inner."""
    found = {(s.kind, s.start, s.stop, str(s.value)): s for s in scopes if s.kind in _KINDS and s.start < end and s.stop > begin}
    return sorted(found.values(), key=lambda s: (list(_KINDS).index(s.kind), s.start, -s.stop))


def _ruler(line: str, scope: Scope, begin: int, end: int) -> str:
    first = sum(map(_width, line[: max(0, scope.start - begin)]))
    last = sum(map(_width, line[: min(end, scope.stop) - begin]))
    label = _label(scope)
    room = max(0, last - first - 2 - sum(map(_width, label)))
    return f"{_KINDS[scope.kind]}  {' ' * first}[{label}{'-' * room}]"


def _label(scope: Scope) -> str:
    if isinstance(scope.value, Period):
        return f"{scope.value.start or '?'}..{scope.value.end or '?'}"
    if isinstance(scope.value, str):
        return scope.value or _OWN
    return "计划" if scope.value else "实际"


def _width(char: str) -> int:
    """Columns of a character in a terminal."""
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
