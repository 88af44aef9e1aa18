"""A store of a few reports, made from their texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus import Corpus

TITLE = "甲县消防救援大队2023年上半年工作总结\n\n"


def stored(folder: Path, texts: dict[str, str], registry: Any = None) -> Corpus:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    corpus = Corpus(folder / "t.duckdb", registry=registry)
    summary = corpus.import_files([str(folder / n) for n in texts])
    assert not summary.failed
    return corpus
