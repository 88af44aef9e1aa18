"""Plain text: UTF-8 and GB18030, with or without BOM, and UTF-16 as Windows' Notepad saves it."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import Block, Document

MAX_TEXT = 60 * 1024 * 1024


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
    common = len(re.findall(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffefA-Za-z0-9\s.,;:()%\-]", sample))
    return common >= 0.9 * len(sample) and not re.search(r"[\x00-\x08\x0e-\x1f]", sample)


def read(path: Path, form: str, ocr: str) -> Document:
    if path.stat().st_size > MAX_TEXT:
        raise CorpusError(f"文本文件 {path} 超过 {MAX_TEXT // 1048576} MB,不像一份报告,请拆分后再试。", "too_big")
    text = decode(path.read_bytes(), path).replace("\r\n", "\n")
    blocks, start = [], 0
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip():
            blocks.append(Block(start, start + len(line), "line", f"第{n}行", (n,)))
        start += len(line) + 1
    return Document(str(path), "text", text, tuple(blocks))
