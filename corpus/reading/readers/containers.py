"""Zip archives and OLE files: which document is in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.readers.locked import opens
from corpus.reading.readers.safety import check_archive

_IN_ZIP = {"word/": "docx", "xl/": "xlsx"}  # the folder of a part
_IN_OLE = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls"}  # the name of a stream


def in_zip(path: Path) -> str:
    """docx or xlsx.  Raises CorpusError for a damaged, encrypted or dangerous archive, and for one that is neither."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
            check_archive(archive, path)
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise CorpusError(f"文件 {path} 不完整或已损坏,请重新拷贝后再试。", "damaged") from error
    for folder, form in _IN_ZIP.items():
        if any(name.startswith(folder) for name in names):
            return form
    raise CorpusError(f"文件 {path} 是压缩包或不支持的文档,请解压或另存为 .docx 后再试。", "unknown")


def in_ole(path: Path, named: str) -> str:
    """doc or xls; `named` is the format that the ending says, "" for none.  Raises CorpusError for a damaged or encrypted file, and for one that is neither."""
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            if ole.exists("EncryptedPackage"):
                if named in ("xlsx", "xls") and opens(path):
                    return "xlsx"
                raise CorpusError(f"文件 {path} 设有打开密码,请去掉密码另存后再试。", "encrypted")
            for stream, form in _IN_OLE.items():
                if ole.exists(stream):
                    return form
    except CorpusError:
        raise
    except Exception as error:
        raise CorpusError(f"文件 {path} 不完整或已损坏,请重新拷贝后再试。", "damaged") from error
    raise CorpusError(f"文件 {path} 是不支持的旧格式文档{named and '(' + path.suffix + ')'},请另存为 .docx 后再试。", "unknown")
