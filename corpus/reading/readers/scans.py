"""Pictures on a page: which of them are scans of text, and what is recognised in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from corpus.processes.serving import going_on
from corpus.reading.readers import recognise
from corpus.reading.readers.glyphs import Glyph
from corpus.reading.readers.lines import Line
from corpus.reading.readers.shownpage import Box, Shown

_SMALLEST = 0.04  # of the page: what is less is a seal, a signature, an emblem
_PAPER = 0.5  # the share of light points in a scan of text


def pictures_of(pictures: list[Box], shown: Shown, glyphs: list[Glyph]) -> list[Box]:
    """The places of the pictures of a page that may be scans: large, and without characters upon them."""
    x0, top, x1, bottom = shown.seen
    whole = (x1 - x0) * (bottom - top)
    found: list[Box] = []
    for a, b, c, d in pictures:
        box = (max(a, x0), max(b, top), min(c, x1), min(d, bottom))
        if box[2] > box[0] and box[3] > box[1]:
            found.append(box)
    return [
        box
        for box in _joined(found)
        if (box[2] - box[0]) * (box[3] - box[1]) > _SMALLEST * whole
        and sum(not g.blank and box[0] < g.x0 < box[2] and box[1] < (g.top + g.bottom) / 2 < box[3] for g in glyphs) < 8
    ]


def _joined(boxes: list[Box]) -> list[Box]:
    """Strips that lie upon or directly below each other are one picture."""
    out: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        last = out[-1] if out else None
        if last is not None and abs(last[0] - box[0]) < 2 and abs(last[2] - box[2]) < 2 and box[1] - last[3] < 2:
            out[-1] = (min(last[0], box[0]), last[1], max(last[2], box[2]), max(last[3], box[3]))
        else:
            out.append(box)
    return out


def lines_in(page: Any, boxes: list[Box]) -> list[Line]:
    """The recognised lines of the pictures that are scans of text, at their places on the page."""
    import numpy as np

    scale = min(recognise.DPI / 72, recognise.MAX_SIDE / max(page.get_size()))
    points = np.asarray(page.render(scale=scale).to_pil().convert("RGB"))[:, :, ::-1]
    seen = Shown(page).seen
    out: list[Line] = []
    for box in boxes:
        going_on()
        x0, top = int((box[0] - seen[0]) * scale), int((box[1] - seen[1]) * scale)
        part = points[top : int((box[3] - seen[1]) * scale), x0 : int((box[2] - seen[0]) * scale)]
        if not is_paper(part):
            continue
        out.extend(
            replace(
                line,
                x0=(line.x0 + x0) / scale + seen[0],
                x1=(line.x1 + x0) / scale + seen[0],
                top=(line.top + top) / scale + seen[1],
                bottom=(line.bottom + top) / scale + seen[1],
            )
            for line in recognise.lines_of_image(part)
        )
    return out


def is_paper(points: Any) -> bool:
    """Whether a picture is light with some dark in it, as a scan of text is and a photograph is not."""
    if min(points.shape[:2]) < 20:
        return False
    grey = points.mean(axis=2) if points.ndim == 3 else points
    light = float(grey.max() * 0.82)
    return float((grey > max(light, 120)).mean()) > _PAPER and float((grey < light - 60).mean()) > 0.002
