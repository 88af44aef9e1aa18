"""What is drawn on a PDF page besides its characters: rules and frames, filled areas, pictures, in the order in which they are drawn."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pypdfium2 import raw

from corpus.reading.readers.shownpage import Box, Shown
from corpus.reading.readers.textpage import bound, handle

_DEPTH = 5
_THIN = 2.5
_STRAIGHT = 0.02  # points that a level or upright line may rise
_LIGHT = 200  # of 255 in the darkest of red, green and blue: a ground on which dark characters stand out

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
UNTURNED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Area(NamedTuple):
    """Something that has a surface, and when it is drawn; `light` is an opaque ground of a light colour."""

    box: Box
    order: int
    light: bool


@dataclass(slots=True)
class Drawn:
    """`edges` are level and upright lines, `strokes` thin level shapes, `order` tells when each text object is drawn (by its address).

    `unclear` is what only the drawn page can settle: notes, shadings, and forms, which are drawn by rules of their own.
    """

    edges: list[Box] = field(default_factory=list)
    strokes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    unclear: bool = False

    def is_text_alone(self) -> bool:
        """Nothing on the page could be writing but its characters."""
        return not (self.unclear or self.pictures or self.areas)


def drawn_on(page: Any, shown: Shown) -> Drawn:
    """All of a page, with what stands in its forms."""
    out = Drawn(unclear=raw.FPDFPage_GetAnnotCount(page) > 0)
    for address, kind, matrix in _objects(page, UNTURNED, 0):
        at = len(out.order) + len(out.areas)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            out.order[address] = at
            continue
        item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _take_path(item, matrix, shown, at, out)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item, matrix, shown)
            out.pictures.append(box)
            out.areas.append(Area(box, at, False))
        else:
            out.unclear = True
    return out


_KIND = bound(raw.FPDFPageObj_GetType)
_OF_PAGE, _OF_FORM = bound(raw.FPDFPage_GetObject, ctypes.c_void_p), bound(raw.FPDFFormObj_GetObject, ctypes.c_void_p)


def _objects(parent: Any, matrix: Matrix, level: int) -> Iterator[tuple[int, int, Matrix]]:
    """(address of an object, its kind, the matrix of what it stands in), a form before what it holds."""
    count, get = (raw.FPDFFormObj_CountObjects, _OF_FORM) if level else (raw.FPDFPage_CountObjects, _OF_PAGE)
    within = handle(parent.raw if level == 0 else parent)
    for n in range(count(parent)):
        address = get(within, n)
        kind = _KIND(handle(address))
        yield address, kind, matrix
        if kind == raw.FPDF_PAGEOBJ_FORM and level < _DEPTH:
            item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
            yield from _objects(item, _times(_matrix(item), matrix), level + 1)


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return UNTURNED
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _placed(x: float, y: float, matrix: Matrix, shown: Shown) -> Point:
    a, b, c, d, e, f = matrix
    return shown.point(a * x + c * y + e, b * x + d * y + f)


def _bounds(item: Any, matrix: Matrix, shown: Shown) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    corners = [_placed(x.value, y.value, matrix, shown) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _take_path(item: Any, matrix: Matrix, shown: Shown, at: int, out: Drawn) -> None:
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not (fill.value or stroke.value):
        return
    box, whole = _bounds(item, matrix, shown), _times(_matrix(item), matrix)
    if box[3] - box[1] < _THIN < box[2] - box[0]:
        out.strokes.append(box)
    out.edges.extend(_edges(item, whole, shown))
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    broad = width.value * max(math.hypot(whole[0], whole[1]), math.hypot(whole[2], whole[3])) if stroke.value else 0.0
    if broad > _THIN:
        half = broad / 2
        out.areas.append(Area((box[0] - half, box[1] - half, box[2] + half, box[3] + half), at, False))
    elif fill.value and min(box[3] - box[1], box[2] - box[0]) >= _THIN:
        out.areas.append(Area(box, at, not stroke.value and _is_light(item)))


def _is_light(item: Any) -> bool:
    rgba = [ctypes.c_uint() for _ in range(4)]
    known = raw.FPDFPageObj_GetFillColor(item, *rgba) and not raw.FPDFPageObj_HasTransparency(item)
    return bool(known) and min(part.value for part in rgba) >= _LIGHT


def _edges(item: Any, matrix: Matrix, shown: Shown) -> Iterator[Box]:
    """The level and upright lines of a path."""
    for (x0, y0), (x1, y1) in _lines(item, matrix, shown):
        if abs(x1 - x0) < _STRAIGHT or abs(y1 - y0) < _STRAIGHT:
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _lines(item: Any, matrix: Matrix, shown: Shown) -> Iterator[tuple[Point, Point]]:
    """From each point of a path to the next, and back to the first where it is closed."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for n in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, n)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind, point = raw.FPDFPathSegment_GetType(segment), _placed(x.value, y.value, matrix, shown)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, start
            point = start
        last = point
