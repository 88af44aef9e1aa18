"""Pictures within a document: those that are scans of text are recognised, photographs, seals and emblems are not."""

from __future__ import annotations

import io

from corpus.reading.document import Builder
from corpus.reading.readers import recognise, transcript
from corpus.reading.readers.lines import Line
from corpus.reading.readers.scans import is_paper

_LEAST = (300, 120)  # points of a scan
_MOST = 80_000_000


def may_be_scan(data: bytes) -> bool:
    """Whether the bytes are a picture as large and as light as a scan of text is."""
    return _points(data) is not None


def lines_in(data: bytes) -> list[Line]:
    """The recognised lines of a scan; none of any other picture."""
    points = _points(data)
    return recognise.lines_of_image(points) if points is not None else []


def take(data: bytes, out: Builder, where: str, ocr: str) -> None:
    """Writes what is recognised in a scan, or why it is not read."""
    points = _points(data)
    if points is None:
        return
    why = recognise.hindrance(ocr)
    if why:
        out.unread.append(f"{where}未读取:{why.why},{why.remedy}")
    else:
        transcript.write(recognise.lines_of_image(points), out, where)


def _points(data: bytes) -> object:
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width < _LEAST[0] or image.height < _LEAST[1] or image.width * image.height > _MOST:
                return None
            image.thumbnail((recognise.MAX_SIDE, recognise.MAX_SIDE))
            ground = Image.new("RGB", image.size, "white")
            seen = image.convert("RGBA")
            ground.paste(seen, mask=seen.getchannel("A"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return None  # a drawing (WMF, EMF) or a damaged picture
    points = np.asarray(ground)[:, :, ::-1]
    return points if is_paper(points) else None
