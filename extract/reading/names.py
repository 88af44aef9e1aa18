"""Numerals that are no figures: names, slogans, document numbers, clock times, idioms."""

from __future__ import annotations

import functools

from extract.reading.buckets import Bucketed
from extract.reading.characters import SOME, all_numerals, cuts
from extract.reading.units import Units, units_of
from patterns import Catalog


@functools.lru_cache(maxsize=8)
def name_scanner(catalog: Catalog) -> Bucketed:
    return Bucketed([(group["reason"], group["patterns"]) for group in catalog.tables["names"]["group"]])


def mask_names(text: str, mask: bytearray, catalog: Catalog) -> list[tuple[int, int, str]]:
    """(start, end, reason) of every name outside the masked characters; masks what it finds."""
    found = []
    units = units_of(catalog)
    for start, end, reason in name_scanner(catalog).scan(text):
        if 1 in mask[start:end]:
            continue
        if cuts(text, start) or cuts(text, end):
            continue  # 十二次, 一百一十五: a name does not begin or end within a number
        if (
            end - start > 1
            and all_numerals(text[start:end].replace(".", ""))
            and (text[end : end + 1] in tuple(SOME) or units.tail(text, end))
        ):
            continue  # 近千万元, 损失2.11万元的火灾
        if text[start].isdigit() and text[end - 1].isascii() and _measures(text, start, end, units):
            continue  # 168CM
        mask[start:end] = b"\1" * (end - start)
        found.append((start, end, reason))
    return found


def _measures(text: str, start: int, end: int, units: Units) -> bool:
    """Whether digits and Latin letters are a figure with its unit."""
    at = start
    while at < end and text[at].isdigit():
        at += 1
    tail = units.tail(text, at)
    return tail is not None and tail.unit_end == end
