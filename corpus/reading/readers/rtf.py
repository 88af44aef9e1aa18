"""Rich text, through striprtf."""

from __future__ import annotations

from pathlib import Path

from corpus.reading.document import Builder, Document
from corpus.reading.readers.where import paragraph


def read(path: Path, form: str, ocr: str) -> Document:
    from striprtf.striprtf import rtf_to_text

    text: str = rtf_to_text(path.read_bytes().decode("latin-1"), encoding="gb18030", errors="replace")
    out = Builder()
    for n, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        out.add(line.replace("|", " ") if line.count("|") > 1 else line, paragraph(n))
    return out.document(str(path), form)
