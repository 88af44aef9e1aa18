"""Text recognised from pictures by RapidOCR, whose wheel carries its models.  What is recognised keeps its confidence."""

from __future__ import annotations

import functools
import importlib.util
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.reading.document import Builder, Doubt
from corpus.reading.readers.lines import Line, Margins, opens_paragraph
from corpus.reading.words import entry, expression

DPI = 200
MAX_SIDE = 6000
_SURE = 0.75  # below it the page may stand on its head
_SHORT = 2.0  # heights that a line which ends its paragraph stays behind the others


def available() -> bool:
    return importlib.util.find_spec("rapidocr_onnxruntime") is not None


@functools.lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def lines_of_image(image: Any) -> list[Line]:
    """The lines of a BGR array (height, width, 3), in reading order; of a page that lies on its side or on its head, as it is to be read."""
    import numpy as np

    tries = [_found(image)]
    if not tries[0] or _lies(tries[0]):
        tries += [_found(np.ascontiguousarray(np.rot90(image, turns))) for turns in (1, 3)]
    if not any(tries) or (not _lies(tries[0]) and _certainty(tries[0]) < _SURE):
        tries.append(_found(np.ascontiguousarray(np.rot90(image, 2))))
    standing = [lines for lines in tries if not _lies(lines)] or tries[:1]
    return _in_reading_order(max(standing, key=lambda lines: _certainty(lines) * _length(lines)))


def _found(image: Any) -> list[Line]:
    found, _ = _engine()(image, use_cls=False)  # the angle classifier turns long upright lines over
    lines = []
    for box, text, confidence in found or []:
        xs, ys = [p[0] for p in box], [p[1] for p in box]
        lines.append(Line(_without_slips(text), min(xs), min(ys), max(xs), max(ys), float(confidence)))
    return lines


def _lies(lines: list[Line]) -> bool:
    """Whether most of the text runs up or down."""
    tall = sum(line.height > 1.5 * (line.x1 - line.x0) for line in lines)
    return tall > 0.5 * len(lines)


def _length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _certainty(lines: list[Line]) -> float:
    return sum(line.confidence * len(line.text) for line in lines) / max(1, _length(lines))


def lines_of_pages(path: Path, pages: list[int]) -> dict[int, list[Line]]:
    """The recognised lines of the given pages of a PDF (counted from 0), one page in memory at a time."""
    import numpy as np
    import pypdfium2

    out = {}
    pdf = pypdfium2.PdfDocument(str(path))
    try:
        for n in pages:
            page = pdf[n]
            scale = min(DPI / 72, MAX_SIDE / max(page.get_size()))
            out[n] = lines_of_image(np.asarray(page.render(scale=scale).to_pil().convert("RGB"))[:, :, ::-1])
            page.close()
    finally:
        pdf.close()
    return out


def _without_slips(text: str) -> str:
    for slip, mark in entry("page.slips").items():
        text = re.sub(slip, mark, text)
    return text


def _in_reading_order(lines: list[Line]) -> list[Line]:
    """Pieces of one height are one row, left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if rows and abs(line.middle - rows[-1][0].middle) < 0.5 * line.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [piece for row in rows for piece in _once(sorted(row, key=lambda piece: piece.x0))]


def _once(row: list[Line]) -> list[Line]:
    """A sign that stands in two pieces which overlap is read once."""
    out = row[:1]
    for piece in row[1:]:
        last = out[-1]
        if last.x1 - piece.x0 > 0.3 * piece.height and last.text[-1:] == piece.text[:1]:
            piece = replace(piece, text=piece.text[1:])
        out.append(piece)
    return [piece for piece in out if piece.text]


def write(lines: list[Line], out: Builder, where: str) -> None:
    """Recognised lines as paragraphs: a line that reaches the right edge goes on in the next.  Numbers of pages are dropped."""
    number = expression("page.number_in_a_picture")
    lines = [line for line in lines if line.text.strip() and not number.fullmatch(line.text)]
    margins = Margins.of(lines)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not _in_one_row(paragraph[-1], line) and opens_paragraph(line, paragraph[-1], margins, _SHORT):
            _write_paragraph(paragraph, out, where)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        _write_paragraph(paragraph, out, where)


def _in_one_row(previous: Line, line: Line) -> bool:
    return abs((line.top + line.bottom) - (previous.top + previous.bottom)) < line.height


def _write_paragraph(lines: list[Line], out: Builder, where: str) -> None:
    """A block with the box of its first line, and a doubt for each line."""
    first = lines[0]
    at, _ = out.add("".join(line.text for line in lines), where, (first.x0, first.top, first.x1, first.bottom))
    for line in lines:
        out.doubts.append(Doubt(at, at + len(line.text), line.confidence))
        at += len(line.text)
