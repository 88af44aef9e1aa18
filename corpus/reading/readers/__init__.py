"""Files to documents, one module a format.  `read` looks at the content first and at the name only where that does not tell."""

from __future__ import annotations

import importlib
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import Document

MAX_BYTES = 150 * 1024 * 1024
MAX_CHARS = 1_500_000  # a thousand pages; what is longer is no report, and its facts would fill the memory
MODULES = {
    "docx": "docx", "pdf": "pdf", "image": "ocr", "doc": "doc", "rtf": "rtf", "html": "html", "mht": "html",
    "xlsx": "sheet", "xls": "sheet", "csv": "sheet", "text": "text",
}  # fmt: skip
SUFFIXES = {
    ".txt": "text", ".md": "text", ".docx": "docx", ".docm": "docx", ".doc": "doc", ".wps": "doc", ".pdf": "pdf", ".rtf": "rtf",
    ".html": "html", ".htm": "html", ".mht": "mht", ".mhtml": "mht", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".et": "xls",
    ".csv": "csv", ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image", ".bmp": "image",
}  # fmt: skip


def _head(path: Path) -> tuple[int, bytes]:
    try:
        if path.is_dir():
            raise CorpusError(f"{path} 是文件夹,这里要给出文件;整个文件夹请用 brigade import。", "folder")
        size = path.stat().st_size
        with path.open("rb") as file:
            return size, file.read(4096)
    except FileNotFoundError as error:
        raise CorpusError(f"找不到文件 {path},请检查路径。", "missing") from error
    except OSError as error:
        raise CorpusError(f"文件 {path} 无法读取({error.strerror}),请检查权限或文件名。", "unreadable") from error


def sniff(path: Path) -> str:
    """The format of a file by its first bytes, then by its name.  Raises CorpusError for an empty, huge or unknown file."""
    size, head = _head(path)
    if size == 0:
        raise CorpusError(f"文件 {path} 是空的(0 字节),请重新导出或下载后再试。", "empty")
    if size > MAX_BYTES:
        raise CorpusError(f"文件 {path} 有 {size // 1048576} MB,超过 {MAX_BYTES // 1048576} MB 的上限,请拆分后再试。", "too_big")
    named = SUFFIXES.get(path.suffix.lower(), "")
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(path, named)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")) and named in ("image", "", "pdf", "docx"):
        return "image"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    low = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if low.startswith((b"from:", b"mime-version:", b"subject:")) and (b"multipart/related" in low or named == "mht"):
        return "mht"
    if named == "mht":
        return "mht"
    if low.startswith((b"<!doctype html", b"<html")) or (named == "html"):
        return "html"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        expected = f",与扩展名 {path.suffix} 不符" if named else ""
        raise CorpusError(f"文件 {path} 不是可识别的文档{expected}(可能已损坏或不是报告),请另存为 .docx、.pdf 或 .txt 后再试。", "unknown")
    if named in ("csv",):
        return "csv"
    return "text"


def _zipped(path: Path) -> str:
    import zipfile

    from corpus.reading.readers.safety import check_archive

    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            check_archive(archive, path)
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise CorpusError(f"文件 {path} 不完整或已损坏,请重新拷贝后再试。", "damaged") from error
    if any(n.startswith("word/") for n in names):
        return "docx"
    if any(n.startswith("xl/") for n in names):
        return "xlsx"
    raise CorpusError(f"文件 {path} 是压缩包或不支持的文档,请解压或另存为 .docx 后再试。", "unknown")


def _ole(path: Path, named: str) -> str:
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            if ole.exists("EncryptedPackage"):
                raise CorpusError(f"文件 {path} 设有打开密码,请去掉密码另存后再试。", "encrypted")
            if ole.exists("WordDocument"):
                return "doc"
            if ole.exists("Workbook") or ole.exists("Book"):
                return "xls"
    except CorpusError:
        raise
    except Exception as error:
        raise CorpusError(f"文件 {path} 不完整或已损坏,请重新拷贝后再试。", "damaged") from error
    raise CorpusError(f"文件 {path} 是不支持的旧格式文档{named and '(' + path.suffix + ')'},请另存为 .docx 后再试。", "unknown")


def read(path: str | Path, *, ocr: str = "auto") -> Document:
    """The document of a file of any supported format.

    `ocr` is auto (pictures and pages without text are recognised), always or never.  Raises CorpusError with one Chinese
    sentence for what cannot be read: missing, empty, encrypted, damaged, too big, of an unknown kind.
    """
    path = Path(path)
    form = sniff(path)
    module = importlib.import_module(f"corpus.reading.readers.{MODULES[form]}")
    try:
        document = module.read(path, form, ocr)
    except CorpusError:
        raise
    except MemoryError as error:
        raise CorpusError(f"文件 {path} 太大,内存不够,请拆分后再试。", "too_big") from error
    except Exception as error:  # a damaged file can break a library anywhere
        raise CorpusError(f"文件 {path} 不完整或已损坏({type(error).__name__}),请重新导出后再试。", "damaged") from error
    assert isinstance(document, Document)
    if not document.text.strip():
        raise CorpusError(f"文件 {path} 里没有读到文字,请检查内容;扫描件请安装 OCR 组件(pip install 'brigade-metrics[ocr]')。", "no_text")
    if len(document.text) > MAX_CHARS:
        raise CorpusError(f"文件 {path} 有 {len(document.text):,} 字,超过 {MAX_CHARS:,} 字的上限,请拆分后再试。", "too_big")
    return document
