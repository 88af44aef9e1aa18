"""What is said of a file that a library breaks on: damaged where that is known, else not readable, and what to do."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import MAX_CHARS, TooLong

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError)
_DAMAGED_TREE = "XMLSyntaxError"  # lxml's; it is not loaded for its name
_TOO_MUCH: dict[type[Exception], tuple[str, str]] = {
    TooLong: (f"超过 {MAX_CHARS:,} 字的上限,请拆分后再试。", "too_big"),
    RecursionError: ("的结构套得过深,无法处理,请另存为 .txt 后再试。", "unreadable"),
    MemoryError: ("太大,内存不够,请拆分后再试。", "too_big"),
}  # fmt: skip
_ANOTHER = {
    "pdf": "用原来的程序重新导出,或另存为 .docx", "ofd": "打印为 PDF", "image": "重新扫描", "html": "另存为 .docx 或 .txt", "mht": "另存为 .docx 或 .txt",
    "zip": "解压", "mail": "把附件另存出来", "msg": "把附件另存出来", "xlsx": "用 Excel 或 WPS 另存为 .xlsx 或 .csv", "xls": "用 Excel 或 WPS 另存为 .xlsx 或 .csv",
    "sheetxml": "用 Excel 或 WPS 另存为 .xlsx 或 .csv", "csv": "用 Excel 或 WPS 另存为 .xlsx",
}  # fmt: skip
_USUAL = "用 Word 或 WPS 另存为 .docx 或 .txt"


def failure(path: Path | str, form: str, error: Exception) -> CorpusError:
    """The error to be raised for one that a library raised while it read a file of the format `form`."""
    if isinstance(error, CorpusError):
        return error
    for kind, (said, code) in _TOO_MUCH.items():
        if isinstance(error, kind):
            return CorpusError(f"文件 {path} {said}", code)
    if isinstance(error, _DAMAGE) or type(error).__name__ == _DAMAGED_TREE:
        return damaged(path)
    if isinstance(error, OSError) and error.errno is not None:
        return refused(path)
    return unreadable(path, form)


def refused(path: Path | str) -> CorpusError:
    return CorpusError(f"文件 {path} 打不开,请检查权限、磁盘空间,以及是否正被其他程序占用。", "unreadable")


def damaged(path: Path | str) -> CorpusError:
    return CorpusError(f"文件 {path} 不完整或已损坏,请重新拷贝或下载后再试。", "damaged")


def unreadable(path: Path | str, form: str = "") -> CorpusError:
    """Whether the file is damaged or written in a way that is not known here cannot be told."""
    return CorpusError(f"文件 {path} 读不了,里面有程序不认识的写法(文件不一定有问题),请{_ANOTHER.get(form, _USUAL)}后再试。", "unreadable")
