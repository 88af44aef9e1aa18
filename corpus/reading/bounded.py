"""Files to documents as `corpus.reading.readers`, but in a process of their own: no file takes the program's time or memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import CorpusError
from corpus.processes.bounded import Limits, OutOfBounds, bounded
from corpus.reading import readers
from corpus.reading.document import Document
from corpus.reading.readers.failures import failure
from corpus.reading.readers.inside import Contents

T = TypeVar("T")
LIMITS = Limits()
_SAID = {
    "time": ("读了 {seconds:.0f} 秒还没有读完,已停止,请另存为 {another}(或拆分)后再试。", "too_slow"),
    "memory": ("读取时占用的内存超过 {mib} MB,已停止,请拆分,或另存为 {another} 后再试。", "too_big"),
    "died": ("使读取程序中断,已跳过,请另存后再试。", "unreadable"),
    "stopped": ("没有读完,读取已被停止。", "stopped"),
}  # fmt: skip


def read(path: str | Path, *, ocr: str = "auto", limits: Limits = LIMITS) -> Document:
    """`readers.read` within the limits.  Raises CorpusError as it does, and for a file that goes beyond them."""
    return readers.only_one(path, read_all(path, ocr=ocr, limits=limits))


def read_all(path: str | Path, *, ocr: str = "auto", limits: Limits = LIMITS) -> Contents:
    """`readers.read_all` within the limits."""
    return within(path, _read_all, str(path), ocr, limits=limits, first=_load)


def within(path: str | Path, function: Callable[..., T], *arguments: Any, limits: Limits, first: Callable[[], None], form: str = "") -> T:
    """What a function of a module makes of a file, in a process of its own and within the limits.

    Raises CorpusError as it does, for a file that goes beyond the limits, and for one of the format `form` that a library breaks on.
    """
    seconds = limits.time(path)
    try:
        return bounded(function, *arguments, seconds=seconds, limits=limits, first=first)
    except OutOfBounds as error:
        raise beyond(path, error, seconds, limits) from error
    except CorpusError:
        raise
    except Exception as error:
        raise failure(path, form, error) from error


def contents_or_why(path: str | Path, *, limits: Limits = LIMITS) -> Contents | CorpusError:
    """What a file holds, or why it cannot be read, to be handed to an import that is to read nothing itself."""
    try:
        return read_all(path, limits=limits)
    except CorpusError as error:
        return CorpusError(str(error), error.kind)  # without what it came from, which is not to be sent along


def _load() -> None:
    """Nothing: to find this function is to load the readers."""


def _read_all(path: str, ocr: str) -> Contents:
    return readers.read_all(path, ocr=ocr)


def _another(path: str | Path) -> str:
    """In what form the same file may be read: a workbook stays one."""
    return ".xlsx 或 .csv" if Path(path).suffix.lower().startswith((".xls", ".csv", ".et")) else ".docx 或 .txt"


def beyond(path: str | Path, error: OutOfBounds, seconds: float, limits: Limits) -> CorpusError:
    """What is said of a file whose reading was ended."""
    said, kind = _SAID[error.reason]
    return CorpusError(f"文件 {path} {said.format(seconds=seconds, mib=limits.mib, another=_another(path))}", kind)
