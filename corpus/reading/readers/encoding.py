"""Bytes of unknown encoding to text: UTF-8 and GB18030, with or without BOM, and UTF-16 as Windows' Notepad saves it."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import CorpusError


def decode(data: bytes, path: str | Path = "") -> str:
    """Text of unknown encoding, without BOM.  UTF-8 first, then GB18030 where it fits; raises CorpusError for anything else."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise CorpusError(f"文件 {path} 的编码有误,请另存为 UTF-8 文本后再试。", "encoding") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
        if _looks_chinese(text):
            return text
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=["gb18030", "big5", "utf_16", "utf_16_le", "utf_16_be"]).best()
    if best is not None and _looks_chinese(str(best)):
        return data.decode(best.encoding, "replace")
    # a few broken bytes in a GBK or UTF-8 text: read it, the broken places show as U+FFFD
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace")
        if _looks_chinese(text) and text.count("\ufffd") * 50 < len(text):
            return text
    raise CorpusError(f"文件 {path} 不是文本,或编码无法识别,请另存为 UTF-8 文本后再试。", "encoding")


def _looks_chinese(text: str) -> bool:
    sample = text[:20_000]
    common = len(re.findall(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\x20-\x7e\s]", sample))
    return common >= 0.9 * len(sample) and not re.search(r"[\x00-\x08\x0e-\x1f]", sample)
