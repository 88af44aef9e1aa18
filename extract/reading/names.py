"""Numerals that are no figures: names, slogans, document numbers, clock times, idioms."""

from __future__ import annotations

import functools

from extract.reading.buckets import Bucketed
from extract.reading.numbers import CHINESE
from patterns import Catalog


@functools.lru_cache(maxsize=8)
def name_scanner(catalog: Catalog) -> Bucketed:
    return Bucketed([(group["reason"], group["patterns"]) for group in catalog.tables["names"]["group"]])


def mask_names(text: str, mask: bytearray, catalog: Catalog) -> list[tuple[int, int, str]]:
    """(start, end, reason) of every name outside the masked characters; masks what it finds."""
    found = []
    for start, end, reason in name_scanner(catalog).scan(text):
        if 1 in mask[start:end]:
            continue
        if start and text[start] in CHINESE and text[start - 1] in CHINESE:
            continue  # 十二次: a name does not begin within a numeral
        mask[start:end] = b"\1" * (end - start)
        found.append((start, end, reason))
    return found
