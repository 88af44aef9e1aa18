"""Archives and XML that would blow up: refused before any library opens them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.readers.failures import damaged

MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
MAX_FILES = 1000  # within one that holds others
_HEAD, _COMMENT = 4096, b"<!--"
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


def check_archive(archive: zipfile.ZipFile, path: Path) -> None:
    """Raises CorpusError for a password or a bomb (unpacked size or ratio)."""
    total = 0
    for info in archive.infolist():
        if info.flag_bits & 1:
            raise CorpusError(f"文件 {path} 设有密码,请去掉密码另存后再试。", "encrypted")
        total += info.file_size
        if total > MAX_UNPACKED or (info.file_size > 20 * 1024 * 1024 and info.file_size > MAX_RATIO * max(1, info.compress_size)):
            raise CorpusError(f"文件 {path} 解压后过大,疑似压缩炸弹,未打开。", "bomb")


def check_parts(archive: zipfile.ZipFile, path: Path) -> None:
    """Raises CorpusError for a document with a part that declares entities."""
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")):
            with archive.open(info) as part:
                head = part.read(_HEAD)
                _refuse_entities(head + part.read() if _COMMENT in head else head, path)


def _refuse_entities(data: bytes, path: Path) -> None:
    """Entities are declared before the first element, which stands far behind only where comments stand before it."""
    if _ENTITY.search(data if _COMMENT in data[:_HEAD] else data[:_HEAD]):
        raise CorpusError(f"文件 {path} 含有实体声明,疑似恶意文件,未打开。", "bomb")


def parsed(data: bytes, path: Path) -> Any:
    """The root of an XML part.  Raises CorpusError for one that declares entities or is damaged."""
    from lxml import etree

    _refuse_entities(data, path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(path) from error


@dataclass(slots=True)
class Allowance:
    """What may be unpacked of a file that holds others, all that lies within these counted."""

    left: int = MAX_UNPACKED
    files: int = MAX_FILES

    def take(self, size: int, path: Path) -> None:
        """Raises CorpusError where one file more, of `size` bytes, is too much."""
        self.left -= size
        self.files -= 1
        if self.left < 0:
            raise CorpusError(f"文件 {path} 解压后过大,疑似压缩炸弹,未打开。", "bomb")
        if self.files < 0:
            raise CorpusError(f"文件 {path} 里的文件超过 {MAX_FILES} 份,请解压后分批导入。", "too_big")
