"""Where in its original, a PDF or a picture, a figure stands, and how that page looks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.processes.bounded import Limits, bounded
from corpus.reading.readers import recognise
from corpus.reading.readers.lines import Line

Box = tuple[float, float, float, float]  # left, top, right, bottom in points of the picture
SCALE = 1.8  # points of the picture a point of the PDF: 130 dpi, legible and small
WIDEST = 1600  # points of a picture's longer side
_WINDOWS = (24, 12, 8, 5, 3)  # characters around a figure by which it is looked for
_NEAR = 12  # characters on either side of a figure that are compared with what is recognised
_SURELY = 0.9  # of 2: how like both sides have to be where the figure stands in several places


@dataclass(frozen=True, slots=True)
class Sought:
    """A figure: its words, and the text right before and behind it; `page` (from 1) is where the reader saw it, 0 unknown."""

    words: str
    before: str
    behind: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A page (from 1), its size in points of its picture, and the boxes of the figure on it; none where it could not be made out."""

    page: int
    width: int
    height: int
    boxes: tuple[Box, ...] = ()


def find(path: str | Path, form: str, sought: Sought, limits: Limits | None = None) -> Spot | None:
    """Where a figure stands in a file of the form pdf or image, looked for in a process of its own; None where the page is not known.

    Raises what `bounded` raises, and what a damaged file does.
    """
    limits = limits or Limits()
    return bounded(_find, str(path), form, sought, seconds=limits.time(path), limits=limits)


def picture(path: str | Path, form: str, page: int, limits: Limits | None = None) -> bytes:
    """A page of a file as PNG, made in a process of its own.  Raises IndexError for a page that it has not."""
    limits = limits or Limits()
    return bounded(_picture, str(path), form, page, seconds=limits.time(path), limits=limits)


def _find(path: str, form: str, sought: Sought) -> Spot | None:
    if form == "image":
        image = _image(path)
        return Spot(1, image.width, image.height, _recognised(image, sought))
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    try:
        return _in_text(pdf, sought) or _in_scan(pdf, sought)
    finally:
        pdf.close()


def _in_text(pdf: Any, sought: Sought) -> Spot | None:
    """By the characters of the pages; the longest surroundings that are found decide, on the page that the reader named if they are there.
    Where they stand in several places of a page no box tells which is meant."""
    pages = [_Letters(pdf[n]) for n in range(len(pdf))]
    order = sorted(range(len(pages)), key=lambda n: n + 1 != sought.page)
    for before, words, behind in _windows(sought):
        # looked for ahead: what is like it may overlap it
        found = [
            (n, m.start() + len(before)) for n in order for m in re.finditer(f"(?={re.escape(before + words + behind)})", pages[n].text)
        ]
        here = [spot for spot in found if spot[0] + 1 == sought.page] or found
        if len(here) == 1:
            return pages[here[0][0]].spot(here[0][0] + 1, here[0][1], len(words))
        if here:  # less around it would be found in more places yet
            return pages[here[0][0]].spot(here[0][0] + 1, 0, 0) if len({n for n, _ in here}) == 1 else None
    return None


class _Letters:
    """The characters of a page without blanks."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._shown = page.get_textpage()
        whole = self._shown.get_text_range()
        self._at = [n for n, c in enumerate(whole) if not c.isspace()]
        self.text = "".join(whole[n] for n in self._at)

    def spot(self, number: int, at: int, length: int) -> Spot:
        width, height = self._page.get_size()
        boxes = [self._shown.get_charbox(n, loose=True) for n in self._at[at : at + length]]
        lines: list[list[float]] = []
        for left, bottom, right, top in boxes:
            flat = [left, height - top, right, height - bottom]
            if lines and abs(lines[-1][1] - flat[1]) < (flat[3] - flat[1]) / 2 and flat[0] >= lines[-1][0]:
                lines[-1][2:] = [max(lines[-1][2], flat[2]), max(lines[-1][3], flat[3])]
            else:
                lines.append(flat)
        drawn = tuple((a * SCALE, b * SCALE, c * SCALE, d * SCALE) for a, b, c, d in lines)
        return Spot(number, round(width * SCALE), round(height * SCALE), drawn)


def _windows(sought: Sought) -> Iterator[tuple[str, str, str]]:
    """What is looked for, with less and less around it."""
    before, words, behind = ("".join(part.split()) for part in (sought.before, sought.words, sought.behind))
    for size in _WINDOWS:
        yield before[-size:], words, behind[:size]
    for size in _WINDOWS:
        if before:
            yield before[-size:], words, ""


def _in_scan(pdf: Any, sought: Sought) -> Spot | None:
    """By what is recognised on the page that the reader named."""
    if not 0 < sought.page <= len(pdf):
        return None
    image = pdf[sought.page - 1].render(scale=SCALE).to_pil().convert("RGB")
    return Spot(sought.page, image.width, image.height, _recognised(image, sought))


def _recognised(image: Any, sought: Sought) -> tuple[Box, ...]:
    """The box of the words of the figure, where what is recognised around them is most like what stands around it; none where that is not sure."""
    if recognise.hindrance("auto"):
        return ()
    import numpy as np

    lines: list[Line] = recognise.lines_of_image(np.asarray(image)[:, :, ::-1])
    words, before, behind = ("".join(part.split()) for part in (sought.words, sought.before, sought.behind))
    found: list[tuple[float, Line, int]] = []
    for n, line in enumerate(lines):
        above, below = (lines[k].text if 0 <= k < len(lines) else "" for k in (n - 1, n + 1))
        for hit in re.finditer(rf"(?<!\d){re.escape(words)}", line.text):
            left, right = above + line.text[: hit.start()], line.text[hit.end() :] + below
            found.append((_alike(left[-_NEAR:], before[-_NEAR:]) + _alike(right[:_NEAR], behind[:_NEAR]), line, hit.start()))
    score, place, at = max(found, key=lambda f: f[0], default=(0.0, None, 0))
    if place is None or (len(found) > 1 and score < _SURELY):  # of several places the words around have to tell the one
        return ()
    width = (place.x1 - place.x0) / len(place.text)
    return ((place.x0 + at * width, place.top, place.x0 + (at + len(words)) * width, place.bottom),)


def _alike(one: str, other: str) -> float:
    """From 0 to 1: how many characters two stretches share in their order."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.normalized_similarity(one, other) if one and other else 0.0


def _picture(path: str, form: str, page: int) -> bytes:
    if form == "image":
        return _png(_image(path))
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    try:
        if not 0 < page <= len(pdf):
            raise IndexError(page)
        return _png(pdf[page - 1].render(scale=SCALE).to_pil())
    finally:
        pdf.close()


def _image(path: str) -> Any:
    from PIL import Image

    with Image.open(path) as image:
        shown = image.convert("RGB")
    shown.thumbnail((WIDEST, WIDEST))
    return shown


def _png(image: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
