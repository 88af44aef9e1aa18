"""What of a Word 97-2003 text is not shown, by its own properties and by its styles ([MS-DOC] 2.9.271 STSH, 2.4.6.2).

A property that toggles is set (1), not set (0), as the style has it (128), or the other way round (129).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CELLS = 0xD608
_TABS = 0xC615
_DELETED, _HIDING, _STYLE = 0x0800, (0x0837, 0x2A53, 0x083C), 0x4A30  # struck, struck twice, hidden
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_NO_STYLE = 0x0FFF
_DEEP = 20  # styles that are based on each other

Shown = tuple[bool, ...]  # for each of _HIDING whether it is set


@dataclass(frozen=True, slots=True)
class Toggles:
    """What letters say of themselves; None where they say nothing."""

    deleted: bool = False
    told: tuple[int | None, ...] = (None,) * len(_HIDING)
    style: int = _NO_STYLE

    def unseen(self, *styles: Shown) -> bool:
        """Whether they are not shown, with what the styles of the paragraph and of the letters say."""
        return self.deleted or any(_set(told, [style[i] for style in styles if style]) for i, told in enumerate(self.told))


def _set(told: int | None, styles: list[bool]) -> bool:
    styled = sum(styles) % 2 == 1
    return styled if told in (None, 128) else not styled if told == 129 else told == 1


def toggles_of(told: Mapping[int, bytes]) -> Toggles:
    """What property modifiers say."""
    style = struct.unpack("<H", told[_STYLE])[0] if _STYLE in told else _NO_STYLE
    values = tuple(told[code][0] if code in told else None for code in _HIDING)
    return Toggles(told.get(_DELETED, b"\0")[0] in (1, 129), values, style)


class Styles:
    """The sheet of styles; a broken one says nothing."""

    def __init__(self, sheet: bytes) -> None:
        self._told: dict[int, tuple[int, Toggles]] = {}  # of each style the one it is based on, and what it says itself
        try:
            self._read(sheet)
        except (struct.error, IndexError):
            self._told = {}
        self.hiding = any(any(self.of(style)) for style in self._told)

    def of(self, style: int) -> Shown:
        """What a style sets, with those on which it is based."""
        chain: list[Toggles] = []
        while style in self._told and len(chain) < _DEEP:
            style, told = self._told[style]
            chain.append(told)
        out = [False] * len(_HIDING)
        for told in reversed(chain):
            out = [_set(value, [before]) for value, before in zip(told.told, out, strict=True)]
        return tuple(out)

    def _read(self, sheet: bytes) -> None:
        if len(sheet) < 6:
            return
        size, count, base = struct.unpack_from("<HHH", sheet, 0)
        at = 2 + size
        for style in range(count):
            length = struct.unpack_from("<H", sheet, at)[0]
            if length:
                self._style(style, sheet[at + 2 : at + 2 + length], base)
            at += 2 + length + length % 2

    def _style(self, style: int, data: bytes, base: int) -> None:
        """Reads an STD (2.9.260): its base, and the properties of letters, which stand behind those of paragraphs."""
        _, kinds, parts = struct.unpack_from("<HHH", data, 0)
        kind, parent = kinds & 0xF, kinds >> 4
        at = base + 2 + 2 * struct.unpack_from("<H", data, base)[0] + 2
        told: dict[int, bytes] = {}
        for part in range(parts & 0xF):
            at += at % 2
            length = struct.unpack_from("<H", data, at)[0]
            if (kind, part) in ((1, 1), (2, 0)):
                told = dict(modifiers(data[at + 2 : at + 2 + length]))
            at += 2 + length
        self._told[style] = parent, toggles_of(told)


def modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The property modifiers of a run of them: (which, operand)."""
    at = 0
    while at + 2 <= len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        kind = code >> 13
        if kind != 6:
            size = _SIZES[kind]
        elif code == CELLS:
            size = struct.unpack_from("<H", data, at)[0] + 1 if at + 2 <= len(data) else 0
        elif code == _TABS and at < len(data) and data[at] == 255:
            return
        else:
            size = data[at] + 1 if at < len(data) else 0
        operand = data[at : at + size]
        if len(operand) < size:
            return
        yield code, operand
        at += size
