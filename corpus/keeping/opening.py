"""Getting hold of the store's file: waiting for another program, refusing what is no store."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError

WAIT = 30.0  # seconds that a second program waits for the store


def connect(path: Path, *, read_only: bool, create: bool) -> Any:
    """A DuckDB connection to the file.

    Raises CorpusError where the file is missing (and not to be created), no DuckDB file, or in use for longer than WAIT.
    """
    import duckdb

    _expect(path, create and not read_only)
    deadline = time.monotonic() + WAIT
    told = False
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only)
        except duckdb.Error as error:
            if not isinstance(error, duckdb.IOException) or not _locked(str(error)):
                raise CorpusError(f"{path} 不是本程序的数据库,或已损坏,请换一个 --db 文件。", "damaged") from error
            if time.monotonic() > deadline:
                raise CorpusError(f"数据库 {path} 正被另一个程序使用,请等它结束后再试。", "locked") from error
            if not told:
                print(f"数据库 {path} 正被另一个程序使用,等待中……", file=sys.stderr)
                told = True
            time.sleep(0.3)


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
