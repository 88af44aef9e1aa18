"""Zip archives and OLE files: which document is in them, or that they hold other files."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.readers.failures import damaged
from corpus.reading.readers.locked import opens
from corpus.reading.readers.safety import check_archive, check_parts

_OPC = "[content_types].xml"
_IN_OPC = {"word/": "docx", "xl/": "xlsx"}  # the folder of a part
_IN_ODF = ("text", "text-template", "text-master", "spreadsheet", "spreadsheet-template")
_OTHERS = {"ppt/": "PowerPoint", "index/document.iwa": "Pages", "meta-inf/container.xml": "EPUB"}
_IN_OLE = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls", "__properties_version1.0": "msg"}  # the name of a stream
_OLE_OTHERS = {"PowerPoint Document": "PowerPoint", "MatOST": "Microsoft Works", "CONTENTS": "Microsoft Works"}


def in_zip(path: Path) -> str:
    """docx, xlsx, odf, ofd, or zip for files of their own.  Raises CorpusError for a damaged, encrypted or dangerous archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.replace("\\", "/").lower() for name in archive.namelist()]
            check_archive(archive, path)
            kind = _kind(archive, names, path)
            if kind != "zip":
                check_parts(archive, path)
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise damaged(path) from error
    return kind


def _kind(archive: zipfile.ZipFile, names: list[str], path: Path) -> str:
    if _OPC in names or "word/document.xml" in names or "xl/workbook.xml" in names:
        for folder, form in _IN_OPC.items():
            if any(name.startswith(folder) and not name.endswith(".bin") for name in names):
                return form
    if "xl/workbook.bin" in names:
        raise CorpusError(f"文件 {path} 是 Excel 二进制工作簿(.xlsb),请另存为 .xlsx 后再试。", "unknown")
    if "ofd.xml" in names:
        return "ofd"
    if "content.xml" in names and ("mimetype" in names or "meta-inf/manifest.xml" in names):
        told = archive.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in names else ""
        if told and told.rpartition(".")[2] not in _IN_ODF:
            raise CorpusError(f"文件 {path} 是演示文稿或图形({told.rpartition('.')[2][:30]}),请另存为 .docx 或 .pdf 后再试。", "unknown")
        return "odf"
    other = next((program for name, program in _OTHERS.items() if any(n.startswith(name) for n in names)), "")
    if other or _OPC in names:
        raise CorpusError(f"文件 {path} 是{other and f' {other} '}文件,不能读取,请另存为 .docx 或 .pdf 后再试。", "unknown")
    return "zip"


def in_ole(path: Path, named: str) -> str:
    """doc, xls or msg; `named` is the format that the ending says, "" for none.  Raises CorpusError for a damaged or encrypted file, and for one that is none of them."""
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
            other = next((program for stream, program in _OLE_OTHERS.items() if ole.exists(stream)), "")
    except CorpusError:
        raise
    except OSError as error:  # olefile's own errors are some
        raise damaged(path) from error
    what = f" {other} 文件" if other else f"不支持的旧格式文档{named and '(' + path.suffix + ')'}"
    raise CorpusError(f"文件 {path} 是{what},请另存为 .docx 后再试。", "unknown")
