"""Archives and XML that would blow up: refused before any library opens them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from corpus.errors import CorpusError

MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


def check_archive(archive: zipfile.ZipFile, path: Path) -> None:
    """Raises CorpusError for a password, a bomb (unpacked size or ratio) or a part that declares entities."""
    total = 0
    for info in archive.infolist():
        if info.flag_bits & 1:
            raise CorpusError(f"文件 {path} 设有密码,请去掉密码另存后再试。", "encrypted")
        total += info.file_size
        if total > MAX_UNPACKED or (info.file_size > 20 * 1024 * 1024 and info.file_size > MAX_RATIO * max(1, info.compress_size)):
            raise CorpusError(f"文件 {path} 解压后过大,疑似压缩炸弹,未打开。", "bomb")
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")):
            with archive.open(info) as part:
                if _ENTITY.search(part.read(4096)):
                    raise CorpusError(f"文件 {path} 含有实体声明,疑似恶意文件,未打开。", "bomb")
