"""Expressions that a user supplies, run by `regex` under a timeout: one that does not come to an end is named and refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from patterns.errors import PatternError

_SECONDS = 2.0  # for one phrase; ours take microseconds


class Expression(Protocol):
    """What matching asks of an expression; `re.Pattern` has it too."""

    @property
    def pattern(self) -> Any: ...
    def search(self, string: str, /) -> Any: ...
    def finditer(self, string: str, /) -> Iterator[Any]: ...


class Timed:
    """An expression of a user's metric.  Raises PatternError where it takes too long on a phrase."""

    def __init__(self, pattern: str, metric: str) -> None:
        import regex  # only for who brings patterns of his own

        self._compiled, self._metric = regex.compile(pattern), metric

    @property
    def pattern(self) -> str:
        return str(self._compiled.pattern)

    def search(self, string: str, /) -> Any:
        try:
            return self._compiled.search(string, timeout=_SECONDS)
        except TimeoutError as error:
            raise self._refused() from error

    def finditer(self, string: str, /) -> Iterator[Any]:
        try:
            yield from self._compiled.finditer(string, timeout=_SECONDS)
        except TimeoutError as error:
            raise self._refused() from error

    def _refused(self) -> PatternError:
        return PatternError(
            f"自备规则中指标“{self._metric}”的表达式“{self.pattern[:40]}”在一句话上算了 {_SECONDS:g} 秒还没有算完,请改写,不要在重复里再套重复。"
        )
