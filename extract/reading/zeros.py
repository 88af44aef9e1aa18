"""Stated zeros: 未发生亡人火灾, 零事故, 无一伤亡.  The span is the negation and its object."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from extract.model import Quantity
from extract.reading.buckets import first_characters
from patterns import Catalog


class ZeroFinder:
    def __init__(self, catalog: Catalog) -> None:
        tables = catalog.tables["zeros"]
        self._cues = [(re.compile(c["pattern"]), re.compile(c["objects"]), bool(c.get("planned"))) for c in tables["cue"]]
        self._by_char: dict[str, list[tuple[re.Pattern[str], re.Pattern[str], bool]]] = {}
        for cue, compiled in zip(tables["cue"], self._cues, strict=True):
            for c in first_characters(cue["pattern"]) or set():
                self._by_char.setdefault(c, []).append(compiled)
        self._opener = re.compile("[" + "".join(sorted(self._by_char)) + "]")
        table = tables["object"]
        self._stop, self._join, self._trim, self._bare, self._unsaid = (
            re.compile(table[part]) for part in ("stop", "join", "trim", "bare", "unsaid")
        )
        self._sign: str = table["sign"]
        self._naught = re.compile(tables["naught"]["pattern"])
        self._apart = re.compile(tables["naught"]["apart"])

    def find(self, text: str, mask: bytearray) -> list[Quantity]:
        """Each object of a negation is a zero of its own; `extra["object"]` holds its words, `extra["planned"]` an aim."""
        found: list[Quantity] = []
        pos = 0
        for at in self._opener.finditer(text):
            if at.start() < pos:
                continue
            pos = at.start()
            for cue, objects, planned in self._by_char[text[pos]]:
                match = cue.match(text, pos)
                if match and match.end() > pos:
                    zeros = self._zeros(match, objects, planned, text)
                    if zeros and not any(mask[zeros[0].start : zeros[-1].end]):
                        found.extend(zeros)
                        start, end = zeros[0].start, zeros[-1].end
                        mask[start:end] = b"\2" * (end - start)
                        pos = end - 1
                        break
            pos += 1
        return [*found, *self._told_behind(text, mask)]

    def _told_behind(self, text: str, mask: bytearray) -> list[Quantity]:
        """火灾数、亡人数均为零: what there was none of stands before."""
        found: list[Quantity] = []
        for match in self._naught.finditer(text):
            first = 1 + max(mask.rfind(b, *match.span()) for b in (b"\1", b"\2"))  # behind a date that opens the clause
            at, parts = max(first, match.start("object")), []
            if at >= match.end("object"):
                continue
            for joint in [*self._apart.finditer(text, at, match.end("object")), None]:
                last = joint.start() if joint else match.end("object")
                parts.append((at, last))
                at = joint.end() if joint else last
            for i, (start, last) in enumerate(parts):
                end = match.end() if i == len(parts) - 1 else last
                found.append(self._zero(start, end, text[start:last], False))
            mask[parts[0][0] : match.end()] = b"\2" * (match.end() - parts[0][0])
        return found

    def _zeros(self, match: re.Match[str], objects: re.Pattern[str], planned: bool, text: str) -> list[Quantity]:
        start, begin = match.start(), match.end()
        stop = self._stop.search(text, begin)
        end = stop.start() if stop else len(text)
        if end - begin > 40 or (text[start] != self._sign and end == begin):
            return []
        if text[start] == self._sign:
            word = self._bare.match(text, begin)
            return [self._zero(start, word.end(), word[0], planned)] if word else []
        if not objects.search(text, begin, end) or not text[begin:end].strip():
            return []
        zeros, at = [], begin
        for joint in [*self._join.finditer(text, begin, end), None]:
            last = joint.start() if joint else end
            trimmed = self._trim.sub("", text[at:last])
            if trimmed.strip():
                first = start if at == begin else at
                words = self._unsaid.sub("", text[first:at] + trimmed)
                zeros.append(self._zero(first, at + len(trimmed), words, planned))
            at = joint.end() if joint else end
        return zeros

    @staticmethod
    def _zero(start: int, end: int, words: str, planned: bool) -> Quantity:
        return Quantity(start, end, Decimal(0), None, "exact", "", "count", 0, zero=True, extra={"object": words, "planned": planned})


@functools.lru_cache(maxsize=8)
def zero_finder(catalog: Catalog) -> ZeroFinder:
    return ZeroFinder(catalog)


def find_flat(text: str, mask: bytearray, catalog: Catalog) -> list[Quantity]:
    """持平, 零增长: a change of value 0."""
    found: list[Quantity] = []
    for match in catalog.expression("changes", "flat.pattern").finditer(text):
        if any(mask[match.start() : match.end()]):
            continue
        mask[match.start() : match.end()] = b"\2" * (match.end() - match.start())
        found.append(Quantity(match.start(), match.end(), Decimal(0), None, "exact", "", "change", 0, flat=True))
    return found
