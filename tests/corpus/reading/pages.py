"""Pages of PDF made sign by sign, with the font that every reader has: (text, x, y from the top, size) and how it is drawn."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from pathlib import Path

WIDE, HIGH = 400.0, 500.0
BLACK = (0, 0, 0)
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Put:
    """A piece of text, or a filled box where `text` is empty (then `size` is its height)."""

    text: str
    x: float
    y: float
    size: float = 14.0
    colour: tuple[int, int, int] = BLACK
    turned: float = 0.0  # degrees, to the left
    wide: float = 0.0


def pdf(path: Path, pages: list[list[Put]]) -> Path:
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument.new()
    for puts in pages:
        page = document.new_page(WIDE, HIGH)
        for put in puts:
            if put.text:
                item = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", put.size)
                units = (put.text + "\0").encode("utf-16-le")
                raw.FPDFText_SetText(item, ctypes.cast(ctypes.create_string_buffer(units), ctypes.POINTER(ctypes.c_ushort)))
            else:
                item = raw.FPDFPageObj_CreateNewRect(0, 0, put.wide, put.size)
                raw.FPDFPath_SetDrawMode(item, raw.FPDF_FILLMODE_WINDING, False)
            raw.FPDFPageObj_SetFillColor(item, *put.colour, 255)
            a, b = math.cos(math.radians(put.turned)), math.sin(math.radians(put.turned))
            raw.FPDFPageObj_Transform(item, a, b, -b, a, put.x, HIGH - put.y)
            raw.FPDFPage_InsertObject(page, item)
        raw.FPDFPage_GenerateContent(page)
    with path.open("wb") as file:
        document.save(file)
    return path
