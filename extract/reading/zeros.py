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
        self._stop = re.compile(tables["object"]["stop"] + "|[”’」]")
        self._join = re.compile(tables["object"]["join"])
        self._trim = re.compile(tables["object"]["trim"])

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
        return found

    def _zeros(self, match: re.Match[str], objects: re.Pattern[str], planned: bool, text: str) -> list[Quantity]:
        start, begin = match.start(), match.end()
        stop = self._stop.search(text, begin)
        end = stop.start() if stop else len(text)
        if end - begin > 40 or (match[0][0] != "零" and end == begin):
            return []
        cue = match[0]
        if cue[0] == "零":
            word = re.compile(
                r"(?:违规违纪|违法违纪|违纪|违规|违法|安全事故|事故|发生|人员伤亡|伤亡|亡人|死亡|投诉|火灾|案件|案发|失误|失泄密|上访|举报|差错|火情|事件)"
            ).match(text, begin)
            return [self._zero(start, word.end(), word[0], planned)] if word else []
        if not objects.search(text, begin, end) or not text[begin:end].strip():
            return []
        zeros, at = [], begin
        for joint in [*self._join.finditer(text, begin, end), None]:
            last = joint.start() if joint else end
            words = text[at:last]
            trimmed = self._trim.sub("", words)
            if trimmed.strip():
                first = start if at == begin else at
                told = re.sub(
                    r"^(?:无(?:一(?:起|例|人|名)?)?|未发生|没有|零)",
                    "",
                    text[start:at] + trimmed if at == begin and cue[0] == "无" else trimmed,
                )
                zeros.append(self._zero(first, at + len(trimmed), told, planned))
            at = joint.end() if joint else end
        return zeros

    @staticmethod
    def _zero(start: int, end: int, words: str, planned: bool) -> Quantity:
        return Quantity(start, end, Decimal(0), None, "exact", "", "count", 0, zero=True, extra={"object": words, "planned": planned})


@functools.lru_cache(maxsize=8)
def zero_finder(catalog: Catalog) -> ZeroFinder:
    return ZeroFinder(catalog)


def find_flat(text: str, mask: bytearray, catalog: Catalog) -> list[Quantity]:
    """持平: a change of value 0."""
    found: list[Quantity] = []
    if "持平" not in text:
        return found
    words = catalog.tables["changes"]["flat"]["pattern"]
    for match in re.finditer(words, text):
        if any(mask[match.start() : match.end()]):
            continue
        mask[match.start() : match.end()] = b"\2" * (match.end() - match.start())
        found.append(Quantity(match.start(), match.end(), Decimal(0), None, "exact", "", "change", 0, flat=True))
    return found
