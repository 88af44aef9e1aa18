"""Which characters of a PDF page are seen.  The page is drawn and looked at only for those of which the file does not tell it."""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

from pypdfium2 import raw

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
    room: Box
    order: int
    font: int
    level: bool


class Hands:
    """The hands of a page by text object, each asked for once."""

    def __init__(self, shown: Shown, drawn: Drawn) -> None:
        self._shown, self._drawn = shown, drawn
        self._known: dict[int, Hand] = {}
        self._get = raw.FPDFText_GetTextObject
        self._matrix, self._rgba = raw.FS_MATRIX(), [ctypes.c_uint() for _ in range(4)]
        self._rgba_at = [ctypes.byref(part) for part in self._rgba]
        self._clips = 0
        x0, top, x1, bottom = shown.seen
        self._seen: Box = (x0 - _SLACK, top - _SLACK, x1 + _SLACK, bottom + _SLACK)

    def of(self, text: Any, n: int) -> Hand | None:
        """The hand of the character with the number `n`; None for one that is not in the file."""
        item = self._get(text, n)
        if not item:
            return None
        key = ctypes.addressof(item.contents)
        hand = self._known.get(key)
        if hand is None:
            hand = self._known[key] = self._asked(text, n, item, key)
        return hand

    def _asked(self, text: Any, n: int, item: Any, key: int) -> Hand:
        matrix = self._matrix
        raw.FPDFText_GetMatrix(text, n, matrix)
        known = raw.FPDFText_GetFillColor(text, n, *self._rgba_at)
        red, green, blue, alpha = [part.value for part in self._rgba]
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        points = raw.FPDFText_GetFontSize(text, n)
        size, wide = points * math.hypot(matrix.c, matrix.d), points * math.hypot(matrix.a, matrix.b)
        room, square = self._room(item)
        sure = bool(
            known and square and mode == 0 and min(size, wide) >= _TINY and key in self._drawn.order
            and 0.3 * red + 0.59 * green + 0.11 * blue < _DARK and not raw.FPDFPageObj_HasTransparency(item) and not _is_optional(item)
        )  # fmt: skip
        way = self._shown.way(matrix.a, matrix.b)
        return Hand(
            size, way, alpha > 0 and mode not in _UNPAINTED, min(red, green, blue), sure, room,
            self._drawn.order.get(key, -1), address(raw.FPDFTextObj_GetFont(item)), abs(way[0]) > abs(way[1]),
        )  # fmt: skip

    def _room(self, item: Any) -> tuple[Box, bool]:
        """The part of the page to which an object is clipped, and whether that is an upright rectangle."""
        path = raw.FPDFPageObj_GetClipPath(item)
        count = raw.FPDFClipPath_CountPaths(path) if path else 0
        if count <= 0:
            return self._seen, True
        self._clips += count
        if self._clips > _CLIPS:
            return self._seen, False
        x, y = ctypes.c_float(), ctypes.c_float()
        room = self._seen
        for n in range(count):
            points = []
            for i in range(raw.FPDFClipPath_CountPathSegments(path, n)):
                raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, n, i), x, y)
                points.append(self._shown.point(x.value, y.value))
            if len(points) not in (4, 5):
                return self._seen, False
            xs, ys = sorted(a for a, _ in points), sorted(b for _, b in points)
            if any(min(a - xs[0], xs[-1] - a) > 0.1 or min(b - ys[0], ys[-1] - b) > 0.1 for a, b in points):
                return self._seen, False
            room = max(room[0], xs[0] - _SLACK), max(room[1], ys[0] - _SLACK), min(room[2], xs[-1] + _SLACK), min(room[3], ys[-1] + _SLACK)
        return room, True


def _is_optional(item: Any) -> bool:
    """Whether an object belongs to a layer that may be switched off."""
    name, used = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    for n in range(raw.FPDFPageObj_CountMarks(item)):
        raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(item, n), name, 32, used)
        if bytes(name)[: used.value].decode("utf-16-le").rstrip("\0") == "OC":
            return True
    return False


class Sight:
    """Asked of each character whether it is seen."""

    def __init__(self, page: Any, text: Any, shown: Shown, drawn: Drawn) -> None:
        self._page, self._text, self._shown, self._drawn = page, text, shown, drawn
        self._ink: _Ink | None = None
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._outlined: dict[tuple[int, str], bool] = {}

    def shows(self, sign: str, box: Box, number: int, hand: Hand) -> bool:
        """`box` is the room that the character takes in its line, `number` its own."""
        if not hand.painted:
            return False
        if hand.sure and not self._drawn.unclear:
            outlined = self._outlined.get((hand.font, sign))
            if outlined is None:
                outlined = self._outlined[hand.font, sign] = _has_surface(self._tight(number))
            if outlined and self._stands_free(box, hand):
                return True
        tight = self._tight(number)
        if hand.sure and not self._drawn.unclear and _has_surface(tight) and self._stands_free(tight, hand):
            return True
        if self._ink is None:
            self._ink = _Ink(self._page, self._shown)
        return self._ink.shows(tight, hand.lightness)

    def _tight(self, number: int) -> Box:
        """The box of a character as it is drawn."""
        left, right, bottom, top = self._sides
        raw.FPDFText_GetCharBox(self._text, number, left, right, bottom, top)
        return self._shown.box(left.value, bottom.value, right.value, top.value)

    def _stands_free(self, box: Box, hand: Hand) -> bool:
        """On the page, unclipped, on white or on a light ground, and nothing drawn over it."""
        x0, top, x1, bottom = box
        room = hand.room
        if x0 < room[0] or top < room[1] or x1 > room[2] or bottom > room[3]:
            return False
        for (a, b, c, d), order, light in self._drawn.areas:
            if not ((light and order <= hand.order) or x1 <= a or c <= x0 or bottom <= b or d <= top):
                return False
        return True


def _has_surface(box: Box) -> bool:
    return box[2] > box[0] and box[3] > box[1]


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
