"""Which format a file is in: by its first bytes, then by the ending of its name."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.readers.containers import in_ole, in_zip
from corpus.reading.readers.encoding import wide_of
from corpus.reading.readers.failures import refused

MAX_BYTES = 150 * 1024 * 1024
SUFFIXES = {
    ".txt": "text", ".md": "text", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".dotm": "docx", ".doc": "doc", ".dot": "doc",
    ".wps": "doc", ".wpt": "doc", ".pdf": "pdf", ".rtf": "rtf", ".html": "html", ".htm": "html", ".mht": "mht", ".mhtml": "mht",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx", ".xltm": "xlsx", ".xls": "xls", ".xlt": "xls", ".et": "xls", ".ett": "xls",
    ".odt": "odf", ".ott": "odf", ".ods": "odf", ".ots": "odf", ".fodt": "odf", ".fods": "odf", ".ofd": "ofd", ".xml": "text",
    ".zip": "zip", ".eml": "mail", ".msg": "msg", ".csv": "csv", ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image", ".bmp": "image",
}  # fmt: skip
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # the second of an empty one
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NAMED = (".rar", ".7z", ".gz", ".tar", ".ppt", ".pptx", ".pages", ".xlsb")  # not read, but said of each
_PACKED = {b"Rar!\x1a": "RAR", b"7z\xbc\xaf\x27\x1c": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")
_MAILS = re.compile(rb"(?:[a-z][a-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:from|mime-version|subject|received|return-path|message-id):")
_TREES = {
    b"urn:oasis:names:tc:opendocument:xmlns:office": "odf", b"http://schemas.microsoft.com/office/2006/xmlpackage": "wordxml",
    b"http://schemas.microsoft.com/office/word/2003/wordml": "wordxml", b"urn:schemas-microsoft-com:office:spreadsheet": "sheetxml",
}  # fmt: skip
_PAGES = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<meta",
    b"<title",
    b"<p>",
    b"<p ",
    b"<div",
    b"<table",
    b"<style",
    b"<center",
    b"<h1",
    b"<br",
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def sniff(path: Path) -> str:
    """The format of a file, one of the values of SUFFIXES.  Raises CorpusError for a file that is missing, empty, huge or unknown."""
    size, head = _head(path)
    if size == 0:
        raise CorpusError(f"文件 {path} 是空的(0 字节),请重新导出或下载后再试。", "empty")
    if size > MAX_BYTES:
        raise CorpusError(f"文件 {path} 有 {size // 1048576} MB,超过 {MAX_BYTES // 1048576} MB 的上限,请拆分后再试。", "too_big")
    named = SUFFIXES.get(path.suffix.lower(), "")
    if head.startswith(_ZIP):
        return in_zip(path)
    if head.startswith(_OLE):
        return in_ole(path, named)
    packed = next((name for sign, name in _PACKED.items() if head.startswith(sign)), "")
    if packed:
        raise CorpusError(f"文件 {path} 是 {packed} 压缩包,不能读取,请解压后再试。", "unknown")
    return _by_first_bytes(head, named) or _by_ending(head, named, path)


def _head(path: Path) -> tuple[int, bytes]:
    """The size of a file and its first bytes."""
    try:
        if path.is_dir():
            raise CorpusError(f"{path} 是文件夹,这里要给出文件;整个文件夹请用 brigade import。", "folder")
        size = path.stat().st_size
        with path.open("rb") as file:
            return size, file.read(4096)
    except FileNotFoundError as error:
        raise CorpusError(f"找不到文件 {path},请检查路径。", "missing") from error
    except OSError as error:
        raise refused(path) from error


def _by_first_bytes(head: bytes, named: str) -> str:
    """The format that the first bytes tell, "" for none; `named` is what the ending says, where the bytes alone say too little."""
    start = head.lstrip()
    low = _narrow(head).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    page = low.startswith(_PAGES) or (low.startswith((b"<?xml", b"<!--")) and (b"<html" in low or b"<!doctype html" in low))
    tree = next((form for space, form in _TREES.items() if space in low), "") if low.startswith(b"<") and not page else ""
    mail = _MAILS.match(low) is not None
    told = {
        "pdf": b"%PDF-" in head[:1024],
        "image": head.startswith(_PICTURES) and named in ("image", "", "pdf", "docx"),
        "rtf": start.startswith(b"{\\rtf"),
        "mht": named == "mht" or (mail and b"multipart/related" in low and named != "mail"),
        "mail": mail and (named == "mail" or b"mime-version:" in low),
        "html": page,
        tree: bool(tree),
    }
    return next((form for form, so in told.items() if so), "")


def _narrow(head: bytes) -> bytes:
    """The first bytes of a text in UTF-16 as those of one in ASCII."""
    wide = "utf-16" if head.startswith(_UTF16) else wide_of(head)
    return head.decode(wide, "replace").encode("ascii", "replace") if wide else head


def _by_ending(head: bytes, named: str, path: Path) -> str:
    """The format of what has no signature: as its name says a web page or CSV, else text.  Raises CorpusError for what is no text."""
    if named == "html":
        return named
    if _narrow(head).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        raise CorpusError(f"文件 {path} 是 XML 数据,不是可识别的文档,请另存为 .docx、.pdf 或 .txt 后再试。", "unknown")
    if b"\0" in head and not head.startswith(_UTF16) and not wide_of(head):
        expected = f",与扩展名 {path.suffix} 不符" if named else ""
        raise CorpusError(
            f"文件 {path} 不是可识别的文档{expected}(不是文档,或没有保存完整),请另存为 .docx、.pdf 或 .txt 后再试。", "unknown"
        )
    return named if named == "csv" else "text"
