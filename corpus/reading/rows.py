"""The rows of a workbook's first sheet, or of a CSV, as plain words: for files that are no report; a workbook is read within limits as reports are."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import CorpusError
from corpus.processes.limits import Limits
from corpus.reading.bounded import LIMITS, within
from corpus.reading.document import MAX_CHARS
from corpus.reading.readers.encoding import decode
from corpus.reading.readers.failures import damaged, unreadable
from corpus.reading.readers.locked import opened
from corpus.reading.readers.package import rewritten
from corpus.reading.readers.safety import check_archive, check_parts
from corpus.reading.readers.sheets import MAX_CELLS

_PACKAGE = b"PK"  # the first bytes of a workbook
_OLD = b"\xd0\xcf\x11\xe0"  # and of an old one, or a locked one
_SMALL = 1 << 20  # bytes of a CSV that takes no time worth a process


def rows_of(path: str | Path, limits: Limits = LIMITS) -> list[list[str]]:
    """The cells of the rows.  Raises FileNotFoundError, and CorpusError for a file that cannot be read within the limits."""
    path = Path(path)
    reader = _book if _starts(path).startswith((_PACKAGE, _OLD)) else _csv
    if reader is _csv and path.stat().st_size <= _SMALL:
        return _csv(path)
    return within(path, reader, path, limits=limits, first=_load, form="csv" if reader is _csv else "xlsx")


def _starts(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_OLD))


def _load() -> None:
    """Nothing: to find this function is to load the readers."""


def _csv(path: Path) -> list[list[str]]:
    try:
        return _few(path, csv.reader(io.StringIO(decode(path.read_bytes(), path))))
    except csv.Error as error:  # a cell without an end
        raise unreadable(path, "csv") from error


def _book(path: Path) -> list[list[str]]:
    import openpyxl

    with opened(path) as source:
        if not zipfile.is_zipfile(source):
            raise damaged(path) if _starts(path).startswith(_PACKAGE) else unreadable(path, "xls")
        source.seek(0)
        with zipfile.ZipFile(source) as archive:
            check_archive(archive, path)
            check_parts(archive, path)
        source.seek(0)
        book = openpyxl.load_workbook(rewritten(source), read_only=True, data_only=True)
    return _few(path, (["" if v is None else str(v) for v in row] for row in book.worksheets[0].iter_rows(values_only=True)))


def _few(path: Path, rows: Iterable[list[str]]) -> list[list[str]]:
    """The rows, where their cells and characters are not too many."""
    out: list[list[str]] = []
    cells = signs = 0
    for row in rows:
        out.append(row)
        cells += 1 + len(row)
        signs += sum(map(len, row))
        if cells > MAX_CELLS or signs > MAX_CHARS:
            raise CorpusError(f"文件 {path} 超过 {MAX_CELLS} 个单元格或 {MAX_CHARS:,} 字的上限,请拆分后再试。", "too_big")
    return out
