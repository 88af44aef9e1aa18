"""PDF: lines joined back into paragraphs, page headers, footers and numbers dropped, tables kept; pages without text are recognised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Builder, Document
from corpus.reading.readers import recognise
from corpus.reading.readers.lines import Line
from corpus.reading.readers.pages import Page, PageTable, drop_running_lines, write


def read(path: Path, form: str, ocr: str) -> Document:
    """Raises CorpusError for a password, damage, no page, and for a scan that may not or cannot be recognised."""
    pages = _pages(path, as_pictures=ocr == "always")
    if not pages:
        raise CorpusError(f"PDF 文件 {path} 没有页面,请重新导出后再试。", "empty")
    notes = _recognise_pictures(path, pages, ocr)
    drop_running_lines(pages)
    out = Builder()
    write(pages, out)
    return out.document(str(path), form, notes)


def _pages(path: Path, *, as_pictures: bool) -> list[Page]:
    """The pages as the file has them; `as_pictures` leaves out what text they carry."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    pages = []
    try:
        with pdfplumber.open(str(path)) as pdf:
            for page in pdf.pages:
                tables = [t for t in page.find_tables() if len(t.rows) > 1 and len(t.rows[0].cells) > 1]
                lines = [] if as_pictures else _lines(page, tables)
                found = [] if as_pictures else [PageTable(t.bbox[1], t.extract()) for t in tables]
                pages.append(Page(lines, found, float(page.height)))
                page.close()
    except (PDFPasswordIncorrect, PDFEncryptionError, PdfminerException) as error:
        cause = next(iter(error.args), None) if isinstance(error, PdfminerException) else error
        if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise CorpusError(f"PDF 文件 {path} 设有密码,请去掉密码另存后再试。", "encrypted") from error
        raise CorpusError(f"PDF 文件 {path} 不完整或已损坏,请重新导出后再试。", "damaged") from error
    return pages


def _lines(page: Any, tables: list[Any]) -> list[Line]:
    """The lines of a page outside its tables."""
    boxes = [t.bbox for t in tables]

    def outside(obj: Any) -> bool:
        x, y = (obj["x0"] + obj["x1"]) / 2, (obj["top"] + obj["bottom"]) / 2
        return not any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)

    kept = page.filter(lambda o: o["object_type"] != "char" or outside(o)) if boxes else page
    return [
        Line(line["text"], line["x0"], line["top"], line["x1"], line["bottom"])
        for line in kept.extract_text_lines(return_chars=False, x_tolerance_ratio=0.45, y_tolerance=4)
        if line["text"].strip()
    ]


def _recognise_pictures(path: Path, pages: list[Page], ocr: str) -> tuple[str, ...]:
    """Gives the pages that are pictures their recognised lines; the notes say which had to stay unread.

    Raises CorpusError where that would be all of them.
    """
    pictures = [n for n, page in enumerate(pages) if page.is_picture()]
    all_of_them = len(pictures) == len(pages)
    if not pictures or (ocr == "never" and not all_of_them):
        return ()
    if ocr == "never":
        raise CorpusError(f"PDF 文件 {path} 是扫描件,而 --ocr never 不允许识别,请改用 --ocr auto。", "needs_ocr")
    if recognise.available():
        for n, lines in recognise.lines_of_pages(path, pictures).items():
            pages[n].recognised = lines
        return ()
    if all_of_them:
        raise CorpusError(f"PDF 文件 {path} 是扫描件,需要 OCR 组件:请安装 brigade-metrics[ocr] 后再试。", "needs_ocr")
    return (f"第{'、'.join(str(n + 1) for n in pictures)}页是图片,没有 OCR 组件,未读取",)
