"""Files of pictures: a scanned or photographed page."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import Builder, Document
from corpus.reading.readers import recognise
from corpus.reading.readers.where import page

MAX_PIXELS = 80_000_000


def read(path: Path, form: str, ocr: str) -> Document:
    """A picture file.  Raises CorpusError where recognition is not installed or not allowed."""
    if ocr == "never":
        raise CorpusError(f"图片 {path} 需要文字识别,而 --ocr never 不允许,请改用 --ocr auto。", "needs_ocr")
    if not recognise.available():
        raise CorpusError(f"图片 {path} 需要 OCR 组件:请安装 brigade-metrics[ocr] 后再试。", "needs_ocr")
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(path) as image:
            image.thumbnail((recognise.MAX_SIDE, recognise.MAX_SIDE))
            array = np.asarray(image.convert("RGB"))[:, :, ::-1]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as error:
        raise CorpusError(f"图片 {path} 无法打开或过大,请重新扫描后再试。", "damaged") from error
    out = Builder()
    recognise.write(recognise.lines_of_image(array), out, page(1))
    return out.document(str(path), form)
