"""Segmentation: figures stay whole, the words between them are cut by jieba with the domain lexicon.

Where rjieba (the binding of jieba-rs: the same tokens, about twenty times faster) is installed it does the cutting.
Only sentences that hold a numeral are segmented; the others are one token each, so that a Doc costs what its figures cost.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from patterns import load_catalog

_FREQUENCY = 20000  # given to both engines alike, so that they cut alike
_RUN = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*|[^\S\n]+|\n|[\u4e00-\u9fff]+|.", re.S)


@functools.lru_cache(maxsize=4)
def _engine(name: str) -> Any:
    words = load_catalog().tables["lexicon"]["segmenter"]["words"].split()
    if name == "rjieba":
        import rjieba

        engine = rjieba.Jieba()
        for word in words:
            engine.add_word(word, _FREQUENCY, "n")
        return engine
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    engine = jieba.Tokenizer()
    for word in words:
        engine.add_word(word, _FREQUENCY, "n")
    return engine


@functools.lru_cache(maxsize=1)
def default_engine() -> str:
    try:
        import rjieba  # noqa: F401
    except ImportError:
        return "jieba"
    return "rjieba"


@functools.lru_cache(maxsize=1 << 14)
def _cut(words: str, engine: str) -> tuple[str, ...]:
    return tuple(_engine(engine).cut(words))


def cut(words: str, engine: str | None = None) -> list[str]:
    """The words of one run of Chinese characters; engine is `rjieba`, `jieba` or None for the faster one installed."""
    return list(_cut(words, engine or default_engine()))


def tokens(text: str, keep: list[tuple[int, int]], dense: list[tuple[int, int]], engine: str | None = None) -> list[str]:
    """`text` as tokens that join to `text` again.

    `keep` are spans that stay one token each (figures, dates), `dense` the stretches worth segmenting; both sorted,
    `keep` without overlaps.  Everything else comes in one token a line.
    """
    out: list[str] = []
    at = 0
    kept = iter([*keep, (len(text), len(text))])
    start, end = next(kept)
    for low, high in dense:
        if at < low:
            out.extend(part for part in re.split(r"(\n)", text[at:low]) if part)
            at = low
        while at < high:
            while end <= at and start < len(text):
                start, end = next(kept)
            if start <= at < end:
                stop = min(end, high)
                out.append(text[at:stop])
                at = stop
                continue
            stop = min(start if start > at else high, high)
            for match in _RUN.finditer(text, at, stop):
                run = match[0]
                if "\u4e00" <= run[0] <= "\u9fff" and len(run) > 1:
                    out.extend(cut(run, engine))
                else:
                    out.append(run)
            at = stop
    if at < len(text):
        out.extend(part for part in re.split(r"(\n)", text[at:]) if part)
    return out
