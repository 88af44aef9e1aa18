"""Plain text, every line a block, with the tables that stand in it."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import Block, Document
from corpus.reading.readers.encoding import decode
from corpus.reading.readers.rows import tables_in

MAX_TEXT = 60 * 1024 * 1024


def read(path: Path, form: str, ocr: str) -> Document:
    if path.stat().st_size > MAX_TEXT:
        raise CorpusError(f"文本文件 {path} 超过 {MAX_TEXT // 1048576} MB,不像一份报告,请拆分后再试。", "too_big")
    text = decode(path.read_bytes(), path).replace("\r\n", "\n")
    blocks, start = [], 0
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip():
            blocks.append(Block(start, start + len(line), "line", f"第{n}行", (n,)))
        start += len(line) + 1
    return Document(str(path), "text", text, tuple(blocks), tuple(tables_in(text)))
