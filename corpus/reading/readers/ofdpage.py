"""What stands on a page of an OFD file (GB/T 33190-2016): characters, lines and pictures, each with its place in points, y downwards."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from corpus.reading.readers.glyphs import Glyph
from corpus.reading.readers.shownpage import Box
from corpus.reading.readers.signs import WITHOUT_WIDTH

POINTS = 72 / 25.4  # of a millimetre
_STEPS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}  # numbers behind each sign of a path
_WIDE = 0x2E80  # the first character that is as wide as it is high
_SAME = 0.3  # sizes between two drawings of one character
Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Drawn:
    """The content of a page; `lines` are (x0, top, x1, bottom) of strokes and edges that run along the page."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)  # ids of resources
    _filled: list[Box] = field(default_factory=list)

    def draw(self, layer: Any) -> None:
        """Takes the objects of a layer, in their order, also those of blocks."""
        for element in layer:
            name = local(element)
            if name in ("PageBlock", "Layer"):
                self.draw(element)
            elif element.get("Visible", "true").lower() == "false" or element.get("Alpha") == "0":
                continue
            elif name == "TextObject":
                self._text(element)
            elif name == "PathObject":
                self._path(element)
            elif name == "ImageObject" and element.get("ResourceID"):
                self.pictures.append(str(element.get("ResourceID")))

    def _text(self, element: Any) -> None:
        at = _Place(element)
        size = float(element.get("Size") or 0) * at.scale * POINTS
        colour = next((c.get("Value") for c in element if local(c) == "FillColor"), None)
        white = colour is not None and _numbers(colour) == [255, 255, 255]
        mode = [c.get("Alpha") for c in element if local(c) == "FillColor"] == ["0"] or element.get("Fill", "true").lower() == "false"
        if size <= 0 or (mode and element.get("Stroke", "false").lower() != "true"):
            return
        for text, x, y, wide in _signs(element, float(element.get("HScale") or 1)):
            (px, py), (qx, qy) = at.point(x, y), at.point(x + wide, y)
            glyph = Glyph(text, min(px, qx), py - 0.88 * size, max(px, qx), py + 0.12 * size, py, size, at.way, blank=not text.strip())
            if at.way != (1.0, 0.0):
                glyph = Glyph(
                    text, min(px, qx), min(py, qy), max(px, qx, px + 0.1), max(py, qy, py + 0.1), py, size, at.way, blank=not text.strip()
                )
            seen = 0 <= px <= self.width and 0 <= py <= self.height + size and not (white and not self._on_a_ground(glyph))
            if seen and not self._twice(glyph):
                self.glyphs.append(glyph)

    def _twice(self, glyph: Glyph) -> bool:
        """Drawn a second time, to look bold."""
        near = _SAME * glyph.size
        return any(g.text == glyph.text and abs(g.x0 - glyph.x0) < near and abs(g.base - glyph.base) < near for g in self.glyphs[-400:])

    def _on_a_ground(self, glyph: Glyph) -> bool:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in self._filled)

    def _path(self, element: Any) -> None:
        at = _Place(element)
        data = next((c.text or "" for c in element if local(c) == "AbbreviatedData"), "")
        points: list[tuple[float, float]] = []
        for (ax, ay), (bx, by) in _segments(data):
            a, b = at.point(ax, ay), at.point(bx, by)
            points += [a, b]
            if abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5:
                self.lines.append((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
        if points and element.get("Fill", "false").lower() == "true":
            colour = next((c.get("Value") for c in element if local(c) == "FillColor"), None)
            if colour is None or _numbers(colour) != [255, 255, 255]:
                xs, ys = [p[0] for p in points], [p[1] for p in points]
                self._filled.append((min(xs), min(ys), max(xs), max(ys)))


class _Place:
    """Where an object stands: its boundary and its matrix."""

    def __init__(self, element: Any) -> None:
        box = _numbers(element.get("Boundary") or "0 0 0 0")
        told = _numbers(element.get("CTM") or "1 0 0 1 0 0")
        self._box = box if len(box) == 4 else [0.0] * 4
        self._matrix = told if len(told) == 6 else [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        a, b, c, d, *_ = self._matrix
        self.scale = math.hypot(c, d) or 1.0
        length = math.hypot(a, b) or 1.0
        self.way = (1.0, 0.0) if abs(b) < 0.02 * length and a > 0 else (a / length, b / length)

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self._matrix
        return (a * x + c * y + e + self._box[0]) * POINTS, (b * x + d * y + f + self._box[1]) * POINTS


def local(element: Any) -> str:
    """The name without its space, which drafts of the standard wrote otherwise."""
    return str(element.tag).rpartition("}")[2]


def _numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", text)]


def _deltas(text: str) -> list[float]:
    """Steps from character to character; "g 4 3.5" stands for four of 3.5."""
    words = text.split()
    out: list[float] = []
    while words and len(out) < 100_000:
        if words[0] == "g" and len(words) > 2:
            out += [float(words[2])] * min(int(float(words[1])), 100_000)
            words = words[3:]
        else:
            out.append(float(words[0]))
            words = words[1:]
    return out


def _signs(element: Any, wide: float) -> Iterator[tuple[str, float, float, float]]:
    """(character, x, y of its baseline, width) in the space of the object."""
    size = float(element.get("Size") or 0)
    x = y = 0.0
    for code in (c for c in element if local(c) == "TextCode"):
        x, y = float(code.get("X") or x), float(code.get("Y") or y)
        across, down = _deltas(code.get("DeltaX") or ""), _deltas(code.get("DeltaY") or "")
        text = (code.text or "").strip("\r\n")
        narrow = [step for sign, step in zip(text, across, strict=False) if ord(sign) < _WIDE and 0 < step < 1.2 * size * wide]
        half = median(narrow) if narrow else 0.5 * size * wide  # figures may stand on a grid as wide as that of characters
        px, py = x, y
        for i, sign in enumerate(text):
            usual = size * wide if ord(sign) >= _WIDE else half
            step = across[i] if i < len(across) else 0.0 if down else usual
            if not WITHOUT_WIDTH.match(sign):
                yield sign, px, py, min(abs(step), usual) if step else usual
            px += step
            py += down[i] if i < len(down) else 0.0


def _segments(data: str) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight lines of a path, each as its two ends; of a curve only the end counts."""
    words = data.replace(",", " ").split()
    at = start = (0.0, 0.0)
    i = 0
    while i < len(words):
        sign = words[i]
        count = _STEPS.get(sign)
        if count is None:
            i += 1
            continue
        numbers = _numbers(" ".join(words[i + 1 : i + 1 + count]))
        i += 1 + count
        if sign == "C":
            yield at, start
            at = start
        elif len(numbers) >= 2:
            end = (numbers[-2], numbers[-1])
            if sign == "L":
                yield at, end
            if sign in "SM":
                start = end
            at = end
