"""Calls done in a child: children are kept for the next call, since a new one has everything to load again."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from corpus.processes.child import Child, OutOfBounds, clear_left_over
from corpus.processes.limits import Limits

__all__ = ["Limits", "OutOfBounds", "bounded", "end_all"]

T = TypeVar("T")
_MOST_IDLE = 8
_LOADING = 120.0  # seconds
_NEVER = threading.Event()


class _Children:
    """Those of this process; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._cleared = False

    def take(self, mib: int) -> Child:
        with self._lock:
            if not self._cleared:
                self._cleared = True
                clear_left_over()
            unfit = [c for c in self._idle if not c.is_fit()]
            self._idle = [c for c in self._idle if c not in unfit]
            fitting = next((c for c in reversed(self._idle) if c.mib == mib), None)
            if fitting is not None:
                self._idle.remove(fitting)
                self._busy.add(fitting)
        for child in unfit:
            child.end()
        if fitting is None:
            fitting = Child(mib)
            with self._lock:
                self._busy.add(fitting)
        return fitting

    def give_back(self, child: Child, *, alive: bool) -> None:
        keep = alive and child.is_fit()
        with self._lock:
            self._busy.discard(child)
            keep = keep and len(self._idle) < _MOST_IDLE
            if keep:
                self._idle.append(child)
        if not keep:
            child.end()

    def end_all(self) -> None:
        with self._lock:
            gone = [*self._idle, *self._busy]
            self._idle = []
        for child in gone:
            child.end()


_children = _Children()


def bounded(
    function: Callable[..., T],
    *arguments: Any,
    seconds: float,
    limits: Limits,
    stop: threading.Event = _NEVER,
    first: Callable[[], None] | None = None,
) -> T:
    """What `function(*arguments)` gives or raises, done in a child within the memory of `limits` and in so many seconds of a processor.

    `first` is done by a child that has not done it yet: it loads what the function needs, which is not in its time.
    The functions are of modules; what they take and give is pickled.  Raises OutOfBounds.
    """
    child = _children.take(limits.mib)
    alive = False
    try:
        if first is not None and first not in child.ready_for:
            child.ask(first, (), _LOADING, _LOADING, stop)
            child.ready_for.add(first)
        done: T = child.ask(function, arguments, seconds, limits.longest, stop)
        alive = True
        return done
    except OutOfBounds:
        raise
    except Exception:  # the function's own
        alive = True
        raise
    finally:
        _children.give_back(child, alive=alive)


def end_all() -> None:
    """Ends the children of this process, also those at work."""
    _children.end_all()


def _forked() -> None:
    """In a fork there are no children: they belong to the process it was forked from."""
    global _children  # noqa: PLW0603
    _children = _Children()


atexit.register(end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
