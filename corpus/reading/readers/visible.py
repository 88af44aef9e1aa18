"""Which characters of a PDF page are seen.  The page is drawn and looked at only for those of which the file does not tell it."""

from __future__ import annotations

import ctypes
import math
import struct
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from pypdfium2 import raw

from corpus.reading.readers.drawn import Drawn
from corpus.reading.readers.shownpage import Box, Shown
from corpus.reading.readers.textpage import TextPage, bound, handle

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


class Written(NamedTuple):
    """A text object: how it is drawn, and which of the characters of its page are its own."""

    hand: Hand
    start: int
    end: int


class Sign(Protocol):
    """A character of the page, as much as is asked of it here."""

    @property
    def text(self) -> str: ...
    @property
    def blank(self) -> bool: ...
    @property
    def number(self) -> int: ...


_TEXT = attrgetter("text")
_MATRIX, _COLOUR = bound(raw.FPDFText_GetMatrix), bound(raw.FPDFText_GetFillColor)
_POINTS, _MODE = bound(raw.FPDFText_GetFontSize, ctypes.c_double), bound(raw.FPDFTextObj_GetTextRenderMode)
_FONT, _CLIP = bound(raw.FPDFTextObj_GetFont, ctypes.c_void_p), bound(raw.FPDFPageObj_GetClipPath, ctypes.c_void_p)
_CLIPPED, _SEE_THROUGH, _MARKS = (
    bound(raw.FPDFClipPath_CountPaths),
    bound(raw.FPDFPageObj_HasTransparency),
    bound(raw.FPDFPageObj_CountMarks),
)


class Hands:
    """The hands of a page by text object, each asked for once."""

    def __init__(self, text: TextPage, shown: Shown, drawn: Drawn) -> None:
        self._text, self._shown, self._drawn = text.handle, shown, drawn
        self._known: dict[int, Hand] = {}
        self._alike: dict[tuple[Any, ...], Hand] = {}
        self._told = ctypes.create_string_buffer(40)  # six parts of the matrix, four of the colour
        self._matrix_at, *self._rgba_at = (ctypes.byref(self._told, at) for at in (0, 24, 28, 32, 36))
        self._clips = 0
        x0, top, x1, bottom = shown.seen
        self._seen: Box = (x0 - _SLACK, top - _SLACK, x1 + _SLACK, bottom + _SLACK)

    def of(self, address: int, number: int) -> Hand:
        """The hand of the text object at the `address`; `number` is that of one of its characters."""
        hand = self._known.get(address)
        if hand is None:
            hand = self._known[address] = self._asked(address, number)
        return hand

    def _asked(self, address: int, n: int) -> Hand:
        item, text = handle(address), self._text
        _MATRIX(text, n, self._matrix_at)
        known = _COLOUR(text, n, *self._rgba_at)
        room, square = self._room(item)
        order = self._drawn.order.get(address, -1)
        optional = bool(_MARKS(item)) and _is_optional(address)
        sure = bool(known and square and order >= 0 and not optional and not _SEE_THROUGH(item))
        matrix_and_colour = self._told.raw
        told = (matrix_and_colour[:16], matrix_and_colour[24:], _MODE(item), _POINTS(text, n), sure, room)  # wherever it stands
        like = self._alike.get(told)
        if like is None:
            like = self._alike[told] = self._hand(*told)
        return Hand(*like[:6], order, _FONT(item), like.level)

    def _hand(self, matrix: bytes, colour: bytes, mode: int, points: float, sure: bool, room: Box) -> Hand:
        """What objects have in common that are told alike."""
        (a, b, c, d), (red, green, blue, alpha) = struct.unpack("=4f", matrix), struct.unpack("=4I", colour)
        size, wide = points * math.hypot(c, d), points * math.hypot(a, b)
        sure = sure and mode == 0 and min(size, wide) >= _TINY and 0.3 * red + 0.59 * green + 0.11 * blue < _DARK
        way = self._shown.way(a, b)
        return Hand(size, way, alpha > 0 and mode not in _UNPAINTED, min(red, green, blue), sure, room, -1, 0, abs(way[0]) > abs(way[1]))

    def _room(self, item: Any) -> tuple[Box, bool]:
        """The part of the page to which an object is clipped, and whether that is an upright rectangle."""
        found = _CLIP(item)
        count = _CLIPPED(handle(found)) if found else 0
        if count <= 0:
            return self._seen, True
        path = ctypes.cast(found, raw.FPDF_CLIPPATH)
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


def _is_optional(address: int) -> bool:
    """Whether an object belongs to a layer that may be switched off."""
    item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
    name, used = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    for n in range(raw.FPDFPageObj_CountMarks(item)):
        raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(item, n), name, 32, used)
        if bytes(name)[: used.value].decode("utf-16-le").rstrip("\0") == "OC":
            return True
    return False


class Sight:
    """Asked of characters whether they are seen."""

    def __init__(self, page: Any, text: TextPage, shown: Shown, drawn: Drawn) -> None:
        self._page, self._text, self._shown, self._drawn = page, text, shown, drawn
        self._ink: _Ink | None = None
        self._shapes: defaultdict[int, dict[str, bool]] = defaultdict(dict)
        self._solid: defaultdict[int, set[str]] = defaultdict(set)

    def shows_all(self, signs: Sequence[Sign], objects: Sequence[Written], box: Box) -> bool:
        """Whether all characters of text objects that stand in the `box` are surely seen; False where each must be asked for."""
        if self._drawn.unclear or not all(hand.painted and hand.sure for hand, _, _ in objects):
            return False
        first = min(hand.order for hand, _, _ in objects)
        if not all(self._stands_free(box, room, first) for room in {hand.room for hand, _, _ in objects}):
            return False
        return all(self._all_solid(signs[start:end], hand) for hand, start, end in objects)

    def _all_solid(self, signs: Sequence[Sign], hand: Hand) -> bool:
        """Whether all characters but blanks have a shape."""
        solid = self._solid[hand.font]
        if solid.issuperset(map(_TEXT, signs)):
            return True
        solid.update(s.text for s in signs if s.text not in solid and (s.blank or self._is_outlined(s.text, s.number, hand)))
        return solid.issuperset(map(_TEXT, signs))

    def shows(self, sign: str, box: Box, number: int, hand: Hand) -> bool:
        """`box` is the room that the character takes in its line, `number` its own."""
        if not hand.painted:
            return False
        sure = hand.sure and not self._drawn.unclear
        if sure and self._is_outlined(sign, number, hand) and self._stands_free(box, hand.room, hand.order):
            return True
        tight = self._tight(number)
        if sure and _has_surface(tight) and self._stands_free(tight, hand.room, hand.order):
            return True
        if self._ink is None:
            self._ink = _Ink(self._page, self._shown)
        return self._ink.shows(tight, hand.lightness)

    def _is_outlined(self, sign: str, number: int, hand: Hand) -> bool:
        """Whether a character of a font has a shape; the same for all of them on a page."""
        known = self._shapes[hand.font]
        if sign not in known:
            known[sign] = self._text.has_shape(number)
        return known[sign]

    def _tight(self, number: int) -> Box:
        """The box of a character as it is drawn."""
        return self._shown.box(*self._text.tight(number))

    def _stands_free(self, box: Box, room: Box, drawn: int) -> bool:
        """On the page, unclipped, on white or on a light ground, and nothing drawn over it."""
        x0, top, x1, bottom = box
        if x0 < room[0] or top < room[1] or x1 > room[2] or bottom > room[3]:
            return False
        for (a, b, c, d), order, light in self._drawn.areas:
            if not ((light and order <= drawn) or x1 <= a or c <= x0 or bottom <= b or d <= top):
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
