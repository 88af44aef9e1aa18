"""Pictures: text recognised by RapidOCR, whose wheel carries its models.  What is recognised keeps its confidence."""

from __future__ import annotations

import functools
import importlib.util
import re
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Builder, Document, Doubt

# marks that the recogniser confuses, one for one: 丶 for 、 and a degree sign for the full stop at the end of a clause
_SLIPS = re.compile(r"丶|°(?![CcF])")
DPI = 200
MAX_SIDE = 6000


def available() -> bool:
    return importlib.util.find_spec("rapidocr_onnxruntime") is not None


@functools.lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def _recognise(image: Any) -> list[tuple[str, float, float, float, float, float]]:
    """(text, confidence, x0, top, x1, bottom) of each line of an RGB array, top to bottom."""
    found, _ = _engine()(image, use_cls=False)  # the angle classifier turns long upright lines over
    lines = []
    for box, text, confidence in found or []:
        xs, ys = [p[0] for p in box], [p[1] for p in box]
        text = _SLIPS.sub(lambda m: {"丶": "、"}.get(m[0], "。"), text)
        lines.append((text, float(confidence), min(xs), min(ys), max(xs), max(ys)))
    return _rows(lines)


def _rows(lines: list[Any]) -> list[Any]:
    """Reading order: pieces of one height are one line, left to right."""
    lines = sorted(lines, key=lambda x: (x[3] + x[5]) / 2)
    rows: list[list[Any]] = []
    for line in lines:
        middle, height = (line[3] + line[5]) / 2, line[5] - line[3]
        if rows and abs(middle - (rows[-1][0][3] + rows[-1][0][5]) / 2) < 0.5 * height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [piece for row in rows for piece in sorted(row, key=lambda x: x[2])]


def recognise_pages(path: Path, pages: list[int]) -> dict[int, Any]:
    """The recognised lines of the given pages of a PDF, one page in memory at a time."""
    import numpy as np
    import pypdfium2

    out = {}
    pdf = pypdfium2.PdfDocument(str(path))
    try:
        for n in pages:
            page = pdf[n]
            scale = min(DPI / 72, MAX_SIDE / max(page.get_size()))
            out[n] = _recognise(np.asarray(page.render(scale=scale).to_pil().convert("RGB"))[:, :, ::-1])
            page.close()
    finally:
        pdf.close()
    return out


def write(lines: list[Any], out: Builder, where: str) -> None:
    """Recognised lines as paragraphs: a line that reaches the right edge goes on in the next."""
    from corpus.reading.readers.pdf import _OPENS

    lines = [line for line in lines if line[0].strip() and not re.fullmatch(r"[-—–\s]*\d{1,3}[-—–\s]*", line[0])]
    if not lines:
        return
    right = max(line[4] for line in lines)
    left = min(line[2] for line in lines)
    group: list[Any] = []

    def flush() -> None:
        if not group:
            return
        text = "".join(g[0] for g in group)
        start, _ = out.add(text, where, tuple(group[0][2:6]))
        at = start
        for g in group:
            out.doubts.append(Doubt(at, at + len(g[0]), g[1]))
            at += len(g[0])
        group.clear()

    previous = None
    for line in lines:
        size = line[5] - line[3]
        same_row = previous is not None and abs((line[3] + line[5]) - (previous[3] + previous[5])) < size
        if (
            previous is not None
            and not same_row
            and (_OPENS.match(line[0]) or previous[4] < right - 2.0 * size or line[2] > left + 1.4 * size)
        ):
            flush()
        group.append(line)
        previous = line
    flush()


def read(path: Path, form: str, ocr: str) -> Document:
    """A picture file.  Raises CorpusError where recognition is not installed or not allowed."""
    if ocr == "never":
        raise CorpusError(f"图片 {path} 需要文字识别,而 --ocr never 不允许,请改用 --ocr auto。", "needs_ocr")
    if not available():
        raise CorpusError(f"图片 {path} 需要 OCR 组件:请安装 brigade-metrics[ocr] 后再试。", "needs_ocr")
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = 80_000_000
    try:
        with Image.open(path) as image:
            image.thumbnail((MAX_SIDE, MAX_SIDE))
            array = np.asarray(image.convert("RGB"))[:, :, ::-1]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as error:
        raise CorpusError(f"图片 {path} 无法打开或过大,请重新扫描后再试。", "damaged") from error
    out = Builder()
    write(_recognise(array), out, "第1页")
    return out.document(str(path), form)
