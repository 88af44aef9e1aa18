"""What pdfium tells of the characters of a page, asked for many at once.

A call through ctypes costs more than what pdfium does in it, and most of that is the check of its arguments.  So the functions that are asked for each
character are bound here without types of arguments, and what they need is made ready beforehand: `handle` is a pointer, `room` the place of a result.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import compress, repeat
from typing import Any

from pypdfium2 import raw

_POINTER = ctypes.c_void_p
_BLANK = 32


def bound(function: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """A function of pdfium that checks no argument: only for handles, numbers of 32 bits and rooms."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, _POINTER).value or 0)


def handle(pointer: Any) -> Any:
    """A pointer, or its address, as a bound function takes it."""
    return _POINTER.from_param(pointer if isinstance(pointer, int) else ctypes.cast(pointer, _POINTER).value)


_OBJECT, _UNICODE = bound(raw.FPDFText_GetTextObject, _POINTER), bound(raw.FPDFText_GetUnicode, ctypes.c_uint)
_GENERATED, _UNKNOWN = bound(raw.FPDFText_IsGenerated), bound(raw.FPDFText_HasUnicodeMapError)
_LOOSE, _TIGHT, _ORIGIN = bound(raw.FPDFText_GetLooseCharBox), bound(raw.FPDFText_GetCharBox), bound(raw.FPDFText_GetCharOrigin)


class TextPage:
    """The characters of a page by their numbers; `numbers` are those that the file has, `objects` the address of the text object of each.

    Places are those of the file, y growing upwards.
    """

    def __init__(self, page: Any) -> None:
        self._text = page.get_textpage()  # the handle lives as long as this does
        self.raw = self._text.raw
        self.handle = handle(self.raw)
        self._place = (ctypes.c_double * 4)()
        self._sides = [ctypes.byref(self._place, 8 * n) for n in range(4)]
        count = self._text.count_chars()
        codes = self._all_codes(count)
        objects = list(map(_OBJECT, repeat(self.handle), range(count)))
        if min(compress(codes, objects), default=0) <= _BLANK:  # blanks of the file, or such as pdfium puts in between its words
            blanks = [n for n in range(count) if objects[n] and codes[n] <= _BLANK]
            for n in compress(blanks, map(_GENERATED, repeat(self.handle), blanks)):
                objects[n] = None
        self.numbers: list[int] = list(compress(range(count), objects))
        self.codes: list[int] = list(compress(codes, objects))
        self.objects: list[int] = list(filter(None, objects))

    def _all_codes(self, count: int) -> Sequence[int]:
        """What each character is.  Where the text of the page has other signs than its characters, as for hyphens, each is asked for."""
        room = (ctypes.c_ushort * (2 * count + 2))()
        found = raw.FPDFText_GetText(self.raw, 0, count, room) - 1
        codes = room[:count]
        if found == count and not any(map(_IS_SPECIAL.__contains__, codes)):
            return codes
        return list(map(_UNICODE, repeat(self.handle), range(count)))

    def unknown(self) -> list[bool]:
        """Of which characters the file does not tell what they are."""
        return [told == 1 for told in map(_UNKNOWN, repeat(self.handle), self.numbers)]

    def rooms(self) -> tuple[list[float], list[float], list[float], list[float]]:
        """The left, bottom, right and top ends of the room that each character takes in its line."""
        places = (ctypes.c_float * (4 * len(self.numbers)))()
        rooms = [ctypes.byref(places, at) for at in range(0, 16 * len(self.numbers), 16)]
        _each(map(_LOOSE, repeat(self.handle), self.numbers, rooms))
        found = places[:]  # left, top, right, bottom, as FS_RECTF has them
        return found[0::4], found[3::4], found[2::4], found[1::4]

    def origin(self, number: int) -> tuple[float, float]:
        """Where on its baseline a character begins."""
        _ORIGIN(self.handle, number, self._sides[0], self._sides[1])
        return self._place[0], self._place[1]

    def has_shape(self, number: int) -> bool:
        """Whether there is something to draw of a character."""
        _TIGHT(self.handle, number, *self._sides)
        left, right, bottom, top = self._place
        return right > left and top > bottom

    def tight(self, number: int) -> tuple[float, float, float, float]:
        """The left, bottom, right and top ends of a character as it is drawn."""
        _TIGHT(self.handle, number, *self._sides)
        left, right, bottom, top = self._place
        return left, bottom, right, top


# controls, among them the mark of a hyphen, surrogates, and what is no character: these may stand for others in the text of the page
_IS_SPECIAL = frozenset([*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), 0xAD, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


def _each(calls: Iterable[Any]) -> None:
    deque(calls, maxlen=0)
