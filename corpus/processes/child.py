"""The parent's side of one child: starting it, asking it, watching its time and memory, ending it."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil

from corpus.processes.limits import MIB, WAITING
from corpus.processes.serving import Answer

_START = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from corpus.processes.serving import serve; serve({}, {})"
_TICK = 0.02  # seconds between two looks at a child's memory
_STARTING = 60.0  # seconds
_FOLDER = "brigade-read-"
_KEPT = 0.5  # of the memory allowed: a child that holds more after its work is not asked again


class OutOfBounds(Exception):
    """The work was ended from outside; `reason` is time, memory, died (of itself) or stopped."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Child:
    """A process that does one call at a time, and may hold `mib` MiB of memory."""

    def __init__(self, mib: int) -> None:
        self.mib = mib
        self.ready_for: set[Any] = set()  # functions that were done to load what the work needs
        self._folder = tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-")  # what it unpacks; it may be ended at any moment
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        try:
            self._process = _starter().submit(self._start).result()
            threading.Thread(target=self._listen, daemon=True).start()
            self._send(list(sys.path))
            self._watched = psutil.Process(self._process.pid)
            _, pid = self._next(self._time(_STARTING, _STARTING), threading.Event())
            self._watched = psutil.Process(pid)
        except BaseException:
            self.end()
            raise

    def _start(self) -> subprocess.Popen[bytes]:
        inherited = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder)}
        return subprocess.Popen(
            [sys.executable, "-c", _START.format(os.getpid(), self.mib * MIB)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=inherited,
        )

    def ask(self, function: Any, arguments: tuple[Any, ...], seconds: float, longest: float, stop: threading.Event) -> Any:
        """What the function gives or raises there.

        Raises OutOfBounds where it takes more than `seconds` of a processor without a sign that it is going on, or `longest` in all, takes too much memory
        or ends the process, and once `stop` is set; the child is then gone.
        """
        end = time.monotonic() + longest
        try:
            self._send((list(sys.path), str(Path.cwd()), pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL)))
            while True:
                kind, value = self._next(self._time(seconds, end - time.monotonic()), stop)
                if kind == "raised":
                    raise value
                if kind == "memory":
                    raise OutOfBounds("memory")
                if kind == "done":
                    return value
        except OutOfBounds:
            self.end()
            raise

    def _time(self, seconds: float, left: float) -> tuple[float, float]:
        """Until when the child may work, by its own time on a processor and by the clock."""
        return _used(self._watched) + seconds, time.monotonic() + min(left, WAITING * seconds)

    def _next(self, until: tuple[float, float], stop: threading.Event) -> Answer:
        while True:
            with contextlib.suppress(queue.Empty):
                answer = self._answers.get(timeout=_TICK)
                if answer is None:
                    raise OutOfBounds("stopped" if stop.is_set() else "died")
                return answer
            if stop.is_set():
                raise OutOfBounds("stopped")
            if time.monotonic() > until[1] or _used(self._watched) > until[0]:
                raise OutOfBounds("time")
            if _held(self._watched) > self.mib * MIB:
                raise OutOfBounds("memory")

    def _send(self, what: Any) -> None:
        assert self._process.stdin is not None
        try:
            pickle.dump(what, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise OutOfBounds("died") from error

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            try:
                while True:
                    self._answers.put(pickle.load(pipe))
            except Exception:  # the pipe has ended, perhaps in the middle of an answer
                self._answers.put(None)

    def is_fit(self) -> bool:
        """Whether it can be asked again."""
        return self._process.poll() is None and _held(self._watched) < _KEPT * self.mib * MIB

    def end(self) -> None:
        """Ends the process whatever it does, and takes away what it unpacked."""
        process = getattr(self, "_process", None)
        if process is not None:
            process.kill()
            with contextlib.suppress(OSError, ValueError):
                process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
        shutil.rmtree(self._folder, ignore_errors=True)


def _held(process: psutil.Process) -> int:
    """Bytes of memory that a process holds; 0 for one that is gone."""
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _used(process: psutil.Process) -> float:
    """Seconds that a process was at work on a processor; 0 for one that is gone."""
    try:
        told = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(told.user + told.system)


def _starter() -> ThreadPoolExecutor:
    """The thread that starts all children: Linux ends a child with the thread that started it."""
    global _STARTER  # noqa: PLW0603
    with _STARTING_ONE:  # with two of them one would be forgotten, and what it had started ended
        if _STARTER is None:
            _STARTER = ThreadPoolExecutor(1, thread_name_prefix="starter")
        return _STARTER


def _forked() -> None:
    """In a fork the thread is not there."""
    global _STARTER, _STARTING_ONE
    _STARTER, _STARTING_ONE = None, threading.Lock()


_STARTER: ThreadPoolExecutor | None = None
_STARTING_ONE = threading.Lock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)


def clear_left_over() -> None:
    """Removes what children of programs that were killed had unpacked."""
    for folder in os.scandir(tempfile.gettempdir()):
        owner = folder.name.removeprefix(_FOLDER).partition("-")[0]
        if folder.name.startswith(_FOLDER) and owner.isdecimal() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(folder.path, ignore_errors=True)
