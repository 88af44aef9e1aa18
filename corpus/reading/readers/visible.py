"""Which characters of a PDF page are seen.  The page is drawn and looked at only for those of which the file does not tell it."""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

from corpus.reading.readers.drawn import Drawn, address
from corpus.reading.readers.shownpage import Box, Shown

_DPI = 110
_CONTRAST = 20  # of 255 between the lightest and the darkest point of a character's box
_WHITE = 243
_UNPAINTED = (3, 7)  # modes of drawing text: invisible, and as a mask
_DARK = 150  # of 255: characters darker than that stand out from white and light grounds
_TINY = 3.0  # a size at which nothing can be read
_CLIPS = 400  # shapes of clips on a page, beyond which it is looked at instead
_SLACK = 0.3  # points that a character may stand out of what clips it


class Hand(NamedTuple):
    """How a text object is drawn: size and direction, the lightness of its colour; `sure` is False where the page must be looked at."""

    size: float
    way: tuple[float, float]
    painted: bool
    lightness: int
    sure: bool
    clip: Box | None
    order: int


class Hands:
    """The hands of a page by text object, each asked for once."""

    def __init__(self, page: Any, shown: Shown, drawn: Drawn) -> None:
        self._page, self._shown, self._drawn = page, shown, drawn
        self._known: dict[int, Hand] = {}
        self._clips = 0

    def of(self, text: Any, n: int) -> Hand:
        """The hand of the character with the number `n`."""
        from pypdfium2 import raw

        item = raw.FPDFText_GetTextObject(text, n)
        key = address(item)
        if key not in self._known:
            self._known[key] = self._asked(text, n, item, key)
        return self._known[key]

    def _asked(self, text: Any, n: int, item: Any, key: int) -> Hand:
        from pypdfium2 import raw

        matrix, rgba = raw.FS_MATRIX(), [ctypes.c_uint() for _ in range(4)]
        raw.FPDFText_GetMatrix(text, n, matrix)
        known = raw.FPDFText_GetFillColor(text, n, *rgba)
        red, green, blue, alpha = (part.value for part in rgba)
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        size = raw.FPDFText_GetFontSize(text, n) * math.hypot(matrix.c, matrix.d)
        clip, square = self._clip(item)
        sure = bool(
            known and square and mode == 0 and size >= _TINY and key in self._drawn.order
            and 0.3 * red + 0.59 * green + 0.11 * blue < _DARK and not raw.FPDFPageObj_HasTransparency(item) and not _is_optional(item)
        )  # fmt: skip
        return Hand(
            size, self._shown.way(matrix.a, matrix.b), alpha > 0 and mode not in _UNPAINTED, min(red, green, blue), sure, clip,
            self._drawn.order.get(key, -1),
        )  # fmt: skip

    def _clip(self, item: Any) -> tuple[Box | None, bool]:
        """The part of the page to which an object is clipped, and whether that is an upright rectangle."""
        from pypdfium2 import raw

        path = raw.FPDFPageObj_GetClipPath(item)
        count = raw.FPDFClipPath_CountPaths(path) if path else 0
        if count <= 0:
            return None, True
        self._clips += count
        if self._clips > _CLIPS:
            return None, False
        x, y = ctypes.c_float(), ctypes.c_float()
        clip: Box = (-math.inf, -math.inf, math.inf, math.inf)
        for n in range(count):
            points = []
            for i in range(raw.FPDFClipPath_CountPathSegments(path, n)):
                raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, n, i), x, y)
                points.append(self._shown.point(x.value, y.value))
            if len(points) not in (4, 5):
                return None, False
            xs, ys = sorted(a for a, _ in points), sorted(b for _, b in points)
            if any(min(a - xs[0], xs[-1] - a) > 0.1 or min(b - ys[0], ys[-1] - b) > 0.1 for a, b in points):
                return None, False
            clip = max(clip[0], xs[0]), max(clip[1], ys[0]), min(clip[2], xs[-1]), min(clip[3], ys[-1])
        return clip, True


def _is_optional(item: Any) -> bool:
    """Whether an object belongs to a layer that may be switched off."""
    from pypdfium2 import raw

    name, used = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    for n in range(raw.FPDFPageObj_CountMarks(item)):
        raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(item, n), name, 32, used)
        if bytes(name)[: used.value].decode("utf-16-le").rstrip("\0") == "OC":
            return True
    return False


class Sight:
    """Asked of each character whether it is seen."""

    def __init__(self, page: Any, shown: Shown, drawn: Drawn) -> None:
        self._page, self._shown, self._drawn = page, shown, drawn
        self._ink: _Ink | None = None

    def shows(self, box: Box, hand: Hand) -> bool:
        if not hand.painted:
            return False
        if hand.sure and not self._drawn.unclear and self._stands_free(box, hand):
            return True
        if self._ink is None:
            self._ink = _Ink(self._page, self._shown)
        return self._ink.shows(box, hand.lightness)

    def _stands_free(self, box: Box, hand: Hand) -> bool:
        """On the page, unclipped, with an outline of its own, on white or on a light ground, and nothing drawn over it."""
        x0, top, x1, bottom = box
        if x1 - x0 <= 0 or bottom - top <= 0:
            return False
        for room in (self._shown.seen, hand.clip):
            if room is not None and (x0 < room[0] - _SLACK or top < room[1] - _SLACK or x1 > room[2] + _SLACK or bottom > room[3] + _SLACK):
                return False
        return all(
            (area.light and area.order <= hand.order)
            or x1 <= area.box[0] or area.box[2] <= x0 or bottom <= area.box[1] or area.box[3] <= top
            for area in self._drawn.areas
        )  # fmt: skip


class _Ink:
    """The drawn page, asked for what it shows in a box."""

    def __init__(self, page: Any, shown: Shown) -> None:
        import numpy as np

        self._seen = shown.seen
        self._scale = min(_DPI / 72, 4000 / max(page.get_size()))
        self._points = np.asarray(page.render(scale=self._scale, grayscale=True).to_numpy())
        if self._points.ndim == 3:
            self._points = self._points[:, :, 0]

    def shows(self, box: Box, lightness: int) -> bool:
        """Whether something stands out in the box; what is white must stand on a ground that is not."""
        x0, top = (box[0] - self._seen[0]) * self._scale, (box[1] - self._seen[1]) * self._scale
        x1, bottom = (box[2] - self._seen[0]) * self._scale, (box[3] - self._seen[1]) * self._scale
        high, wide = self._points.shape
        if not (-1 < (x0 + x1) / 2 < wide + 1 and -1 < (top + bottom) / 2 < high + 1):
            return False
        part = self._points[max(0, int(top)) : max(1, math.ceil(bottom)), max(0, int(x0)) : max(1, math.ceil(x1))]
        if not part.size:
            return False
        if lightness >= _WHITE and float((part >= _WHITE).mean()) > 0.6:
            return False
        return int(part.max()) - int(part.min()) >= _CONTRAST
