"""Text recognised from pictures by RapidOCR, whose wheel carries its models.  What is recognised keeps its confidence."""

from __future__ import annotations

import functools
import importlib.util
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from corpus.errors import CorpusError
from corpus.processes.serving import going_on
from corpus.reading.readers.lines import Line
from corpus.reading.words import entry

DPI = 200
MOST_PAGES = 200  # of a file
MAX_SIDE = 3600  # of a picture, in points: A4 in 300 dpi
_SEARCHED = 960  # points of the longer side in which lines are looked for; they are read in full
SURE = 0.8  # below it the page may stand on its head, or is rubbish
_EMPTY = 0.0003  # the share of dark points of a page on which nothing stands


class Hindrance(NamedTuple):
    """Why pictures are not read, and what to do, both in Chinese."""

    why: str
    remedy: str


def hindrance(ocr: str) -> Hindrance | None:
    """What stands against recognition, None where it can be done.  The engine is loaded to find out whether it starts."""
    if ocr == "never":
        return Hindrance("--ocr never 不允许识别", "请改用 --ocr auto")
    return _not_usable()


@functools.lru_cache(maxsize=1)
def _not_usable() -> Hindrance | None:
    if importlib.util.find_spec("rapidocr") is None:
        return Hindrance("没有安装 OCR 组件", "请安装 OCR 组件(pip install 'brigade-metrics[ocr]')")
    try:
        _engine()
    except Exception:  # a library of the system is missing, or the files of the models
        return Hindrance("OCR 组件已安装但不能启动", "请重新安装 OCR 组件(pip install --force-reinstall 'brigade-metrics[ocr]')")
    return None


_sharing = 1  # processes that recognise at the same time


def share(processes: int) -> None:
    """Tells that so many processes recognise at once: each takes its share of the cores."""
    global _sharing  # noqa: PLW0603
    _sharing = processes


@functools.lru_cache(maxsize=1)
def _engine() -> Any:
    """The engine, silent; it asks no network, since its wheel carries the models."""
    import cv2
    from rapidocr import RapidOCR

    threads = max(1, (os.cpu_count() or 1) // _sharing)
    cv2.setNumThreads(threads)
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,  # what is unclear is left out here, and told
            "Global.use_cls": False,  # the angle classifier turns long upright lines over
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": _SEARCHED,
            "Rec.rec_batch_num": 1,  # lines padded to the longest of a batch take memory and time, and are read worse
        }
    )


def lines_of_image(image: Any) -> list[Line]:
    """The lines of a BGR array (height, width, 3), in reading order; of a page that lies on its side or on its head, as it is to be read."""
    import numpy as np

    tries = [_found(image)]
    if not tries[0] or _lies(tries[0]):
        tries += [_found(np.ascontiguousarray(np.rot90(image, turns))) for turns in (1, 3)]
    if not any(tries) or (not _lies(tries[0]) and certainty(tries[0]) < SURE):
        tries.append(_found(np.ascontiguousarray(np.rot90(image, 2))))
    standing = [lines for lines in tries if not _lies(lines)] or tries[:1]
    return _in_reading_order(max(standing, key=lambda lines: certainty(lines) * length(lines)))


def _found(image: Any) -> list[Line]:
    found = _engine()(image)
    if found.boxes is None:
        return []
    lines = []
    for box, text, confidence in zip(found.boxes.tolist(), found.txts, found.scores, strict=True):
        xs, ys = [p[0] for p in box], [p[1] for p in box]
        lines.append(Line(_without_slips(text), min(xs), min(ys), max(xs), max(ys), float(confidence)))
    return lines


def _lies(lines: list[Line]) -> bool:
    """Whether most of the text runs up or down."""
    tall = sum(line.height > 1.5 * (line.x1 - line.x0) for line in lines)
    return tall > 0.5 * len(lines)


def length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def certainty(lines: list[Line]) -> float:
    return sum(line.confidence * len(line.text) for line in lines) / max(1, length(lines))


def lines_of_pages(path: Path, pages: list[int]) -> dict[int, list[Line]]:
    """The recognised lines of the given pages of a PDF (counted from 0), one page in memory at a time; empty pages are left out.

    Raises CorpusError for more pages than a report has.
    """
    import numpy as np
    import pypdfium2

    if len(pages) > MOST_PAGES:
        raise CorpusError(f"PDF 文件 {path} 有 {len(pages)} 页要识别,超过 {MOST_PAGES} 页的上限,请拆分后再试。", "too_big")

    out = {}
    pdf = pypdfium2.PdfDocument(str(path))
    try:
        for n in pages:
            page = pdf[n]
            scale = min(DPI / 72, MAX_SIDE / max(page.get_size()))
            points = np.asarray(page.render(scale=scale).to_pil().convert("RGB"))[:, :, ::-1]
            page.close()
            if _is_written_on(points):
                out[n] = lines_of_image(points)
            going_on()
    finally:
        pdf.close()
    return out


def _is_written_on(points: Any) -> bool:
    """Whether anything dark stands on a page, be it grey."""
    green = points[:, :, 1]
    return float((green < 0.6 * float(green.max())).mean()) > _EMPTY


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
