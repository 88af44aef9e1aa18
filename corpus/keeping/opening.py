"""Getting hold of the store's file: waiting for another program, refusing what is no store."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.failures import of_store

_MARK, _MARK_AT = b"DUCK", 8  # of a file of DuckDB
_HEADERS = 3 * 4096  # bytes
_YOUNG = 1.0  # seconds
WAIT = 30.0  # seconds that a second program waits for the store


def connect(path: Path, *, read_only: bool, create: bool) -> Any:
    """A DuckDB connection to the file.

    Raises CorpusError where the file is missing (and not to be created), no DuckDB file, or in use for longer than WAIT.
    """
    import duckdb

    _expect(path, create and not read_only)
    if _is_blank(path):
        if read_only:
            return empty()
        path.unlink()
    deadline = time.monotonic() + WAIT
    told = False
    while True:
        try:
            return _quiet(duckdb.connect(str(path), read_only=read_only))
        except duckdb.Error as error:
            if not isinstance(error, duckdb.IOException) or not _locked(str(error)):
                raise _refusal(path, error) from error
            if time.monotonic() > deadline:
                raise CorpusError(f"数据库 {path} 正被另一个程序使用,请等它结束后再试。", "locked") from error
            if not told:
                print(f"数据库 {path} 正被另一个程序使用,等待中……", file=sys.stderr)
                told = True
            time.sleep(0.3)


def _refusal(path: Path, error: Exception) -> CorpusError:
    """Why a file cannot be opened as a store."""
    why = of_store(error, path)
    if why is not None and why.kind in ("permission", "full", "memory"):
        return why
    if _begins(path).startswith(_MARK, _MARK_AT):
        return CorpusError(
            f"数据库 {path} 已损坏,打不开;请用备份(旁边的 .bak 文件),或用 brigade rescue {path} --out 新库.duckdb 取出完好的报告。",
            "damaged",
        )
    return CorpusError(f"{path} 不是本程序的数据库,或已损坏,请换一个 --db 文件。", "damaged")


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError:
        return b""


def _is_blank(path: Path) -> bool:
    """Whether a program that was killed left no more of a new store than a file without its headers; one that is being made is not."""
    try:
        told = path.stat()
    except OSError:
        return False
    if told.st_size >= _HEADERS or time.time() - told.st_mtime < _YOUNG:
        return False
    return told.st_size == 0 or _begins(path).startswith(_MARK, _MARK_AT)


def empty() -> Any:
    """An empty store in memory, for who only reads."""
    import duckdb

    from corpus.keeping import schema

    db = _quiet(duckdb.connect())
    schema.create(db)
    return db


def _quiet(db: Any) -> Any:
    db.execute("SET enable_progress_bar = false")
    return db


def _locked(message: str) -> bool:
    return "lock" in message.lower() or "being used" in message.lower()


def _expect(path: Path, create: bool) -> None:
    if not path.exists():
        if not create:
            raise CorpusError(f"找不到数据库 {path},请先用 brigade import 建立,或用 --db 指出位置。", "missing")
        if not path.parent.is_dir():
            raise CorpusError(f"数据库所在文件夹 {path.parent} 不存在,请先建立。", "missing")
    if path.is_dir():
        raise CorpusError(f"{path} 是文件夹,--db 要给出数据库文件。", "folder")
