"""Where the page listens: a free port, and a note in its folder by which a second start finds the page that is running there."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from waitress.server import create_server

from corpus.errors import CorpusError

if TYPE_CHECKING:
    from flask import Flask

FIRST, TRIED = 8119, 40  # the port where none is asked for, and how many above it are tried
_NOTE = "running.json"
_IDLE = 30  # seconds after which a connection that says nothing is closed
_MOST = 64 << 20  # bytes of a request
_TAKEN = (errno.EADDRINUSE, errno.EACCES)


def listen(app: Flask, host: str, port: int | None) -> Any:
    """A waitress server that has its port: the one that is asked for, else the first free one from FIRST.

    Raises CorpusError where none can be had.
    """
    for at in [port] if port else range(FIRST, FIRST + TRIED):
        try:
            return create_server(
                app,
                host=host,
                port=at,
                threads=16,  # a stream of news keeps one
                max_request_body_size=_MOST,
                channel_timeout=_IDLE,
                ident=None,
            )
        except OSError as error:
            if port or error.errno not in _TAKEN:
                raise CorpusError(f"端口 {at} 无法使用({error.strerror}),请用 --port 换一个。", "port") from error
    raise CorpusError(f"端口 {FIRST} 到 {FIRST + TRIED - 1} 都被占用,请用 --port 换一个。", "port")


def running(folder: str | Path) -> str:
    """The address of the page that works in a folder; "" where none does."""
    try:
        told = json.loads((Path(folder) / _NOTE).read_text(encoding="utf-8"))
        process = psutil.Process(int(told["pid"]))
        return str(told["url"]) if process.is_running() and abs(process.create_time() - told["since"]) < 1 else ""
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return ""


@contextmanager
def noted(folder: str | Path, url: str) -> Iterator[None]:
    """The folder tells the address as long as this lasts."""
    note = Path(folder) / _NOTE
    since = psutil.Process().create_time()
    beside = note.with_suffix(".part")
    beside.write_text(json.dumps({"pid": os.getpid(), "since": since, "url": url}), encoding="utf-8")
    beside.replace(note)
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()
