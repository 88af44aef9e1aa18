"""How a command ends: every mistake, every full disk and every signal is one Chinese sentence on standard error, and a status."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

REFUSED = 2
INTERRUPTED, TERMINATED = 128 + 2, 128 + 15  # as a shell tells them


class Terminated(KeyboardInterrupt):
    """The system asked the program to end."""


class End:
    """`status` is the exit status, once the block has ended."""

    status = 0


@contextmanager
def guarded() -> Iterator[End]:
    """Runs the block; what ends it early is told, and gives its status to the End."""
    end = End()
    before = _listen()
    try:
        yield end
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt as error:
        _hear_no_more()
        ended = isinstance(error, Terminated)
        end.status = TERMINATED if ended else INTERRUPTED
        print("已被终止,没有做完。" if ended else "已中断,没有做完。", file=sys.stderr)
    except Exception as error:
        from corpus.failures import sentence

        told = sentence(error)
        if told is None:
            raise
        print(" ".join(told.split()), file=sys.stderr)
        end.status = REFUSED
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _listen() -> signal.Handlers | None:
    """From here on SIGTERM ends the block as Ctrl-C does.  Returns what it did before; None in a thread, which no signal reaches."""
    if threading.current_thread() is not threading.main_thread():
        return None
    before = signal.signal(signal.SIGTERM, _terminate)
    return before if isinstance(before, signal.Handlers) else None


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


def _hear_no_more() -> None:
    """A second signal must not break what is being tidied up."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
