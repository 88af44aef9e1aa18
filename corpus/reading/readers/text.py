"""Plain text, every line a block, with the tables that stand in it."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import Block, Document
from corpus.reading.readers.encoding import decode
from corpus.reading.readers.textrows import tables_in

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")  # signs that take no room
MAX_TEXT = 60 * 1024 * 1024


def read(path: Path, form: str, ocr: str) -> Document:
    if path.stat().st_size > MAX_TEXT:
        raise CorpusError(f"文本文件 {path} 超过 {MAX_TEXT // 1048576} MB,不像一份报告,请拆分后再试。", "too_big")
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", decode(path.read_bytes(), path)))
    blocks, start = [], 0
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip():
            blocks.append(Block(start, start + len(line), "line", f"第{n}行", (n,)))
        start += len(line) + 1
    return Document(str(path), "text", text, tuple(blocks), tuple(tables_in(text)))
