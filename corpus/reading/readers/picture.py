"""Files of pictures: a scanned or photographed page."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import Builder, Document
from corpus.reading.readers import recognise, transcript
from corpus.reading.readers.failures import damaged, unreadable
from corpus.reading.readers.where import page

MAX_PIXELS = 80_000_000


def read(path: Path, form: str, ocr: str) -> Document:
    """A picture file.  Raises CorpusError where recognition is not installed or not allowed."""
    why = recognise.hindrance(ocr)
    if why:
        raise CorpusError(f"图片 {path} 需要文字识别,{why.why},{why.remedy}后再试。", "needs_ocr")
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(path) as image:
            image.thumbnail((recognise.MAX_SIDE, recognise.MAX_SIDE))
            array = np.asarray(image.convert("RGB"))[:, :, ::-1]
    except Image.DecompressionBombError as error:
        raise CorpusError(f"图片 {path} 超过 {MAX_PIXELS // 10_000} 万像素,请用 300 dpi 以下重新扫描后再试。", "too_big") from error
    except UnidentifiedImageError as error:
        raise unreadable(path, "image") from error
    except OSError as error:  # it ends too early
        raise damaged(path) from error
    out = Builder()
    transcript.write(recognise.lines_of_image(array), out, page(1))
    return out.document(str(path), form)
