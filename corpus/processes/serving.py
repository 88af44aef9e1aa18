"""The child's side: takes one call after the other from its parent and answers each, until the parent is gone."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

from corpus.quiet import silence

Answer = tuple[str, Any]  # ("done", result), ("raised", exception), ("memory", None), or ("going on", None) before any of these
_A_CORE = 40 << 20  # bytes that a thread of a library asks for and hardly uses
_say: Callable[[Answer], None] | None = None


def going_on() -> None:
    """Tells a waiting parent that a large piece of the work, such as a page, is done: its time begins anew."""
    if _say is not None:
        _say(("going on", None))


def serve(parent: int, memory: int) -> None:
    """Answers what comes on standard input to where standard output led; `memory` is in bytes.  Ends with the parent."""
    global _say  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent ends its children
    _bind(parent, memory)
    silence()
    gc.set_threshold(100_000, 20, 20)  # rows are many, small and without cycles
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    calls: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(calls,), daemon=True).start()

    def send(answer: bytes) -> None:
        answers.write(answer)
        answers.flush()

    _say = lambda answer: send(pickle.dumps(answer))  # noqa: E731
    _say(("ready", os.getpid()))  # the process that was started may be a launcher
    while True:
        path, folder, call = calls.get()
        sys.path[:] = path
        with contextlib.suppress(OSError):
            os.chdir(folder)
        send(_answer(call))


def _bind(parent: int, memory: int) -> None:
    """Asks the system to end this process with its parent, and to refuse it much more memory at once than the parent lets it have."""
    if sys.platform != "linux":
        return
    import ctypes
    import resource

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(0)
    for what, most in ((resource.RLIMIT_DATA, memory + _A_CORE * (os.cpu_count() or 1)), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


def _receive(calls: queue.SimpleQueue[Any]) -> None:
    """Runs beside the work, so that the end of the parent ends it too."""
    try:
        while True:
            calls.put(pickle.load(sys.stdin.buffer))
    except Exception:  # the pipe has ended
        os._exit(0)


def _answer(call: bytes) -> bytes:
    """A pickled Answer to a pickled function with its arguments."""
    try:
        function, arguments = pickle.loads(call)
        return pickle.dumps(("done", function(*arguments)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(("memory", None))
    except Exception as error:
        return pickle.dumps(("raised", _portable(error)))


def _portable(error: Exception) -> Exception:
    """The error as it can be sent, without where it came from."""
    error.__cause__ = error.__context__ = error.__traceback__ = None  # some libraries send these along, in circles too
    try:
        sent = pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return sent if type(sent) is type(error) else RuntimeError(f"{type(error).__name__}: {error}")
