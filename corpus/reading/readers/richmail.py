"""The text of Outlook's mails that have it as compressed RTF alone ([MS-OXRTFCP])."""

from __future__ import annotations

import struct

_STORED, _PACKED = b"MELA", b"LZFu"
_SIZE = 4096  # of the dictionary, a ring
# what the dictionary holds at the beginning (2.1.2.1)
_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
    b"{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def unpacked(data: bytes) -> bytes:
    """The RTF; b"" where there is none.  Raises EOFError where it is cut off or packed in no known way."""
    if len(data) < 16:
        return b""
    size = struct.unpack_from("<I", data, 4)[0]
    kind, body = data[8:12], data[16:]
    if kind == _STORED:
        return body[:size]
    if kind != _PACKED:
        raise EOFError
    return _followed(body)[:size]


def _followed(body: bytes) -> bytes:
    """Eight signs a round: a byte as it is, or a place in the dictionary with a length; the place of the end is the end."""
    ring = bytearray(_BEGINNING.ljust(_SIZE, b"\0"))
    write = len(_BEGINNING)
    out = bytearray()
    at = 0
    while at < len(body):
        flags = body[at]
        at += 1
        for bit in range(8):
            if at + (flags >> bit & 1) >= len(body):
                raise EOFError
            if not flags >> bit & 1:
                signs, at = body[at : at + 1], at + 1
                place = -1
            else:
                told = body[at] << 8 | body[at + 1]
                place, count, at = told >> 4, (told & 15) + 2, at + 2
                if place == write:
                    return bytes(out)
                signs = bytes(count)
            for n in range(len(signs)):
                sign = signs[n] if place < 0 else ring[(place + n) % _SIZE]
                out.append(sign)
                ring[write] = sign
                write = (write + 1) % _SIZE
    raise EOFError
