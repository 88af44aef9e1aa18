"""PDF: lines joined back into paragraphs, page headers, footers and numbers dropped, tables kept; pages without text go to OCR."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Builder, Document

_PAGE_NUMBER = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–\s]*")
_OPENS = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[①-⑩])")
Line = dict[str, Any]


def read(path: Path, form: str, ocr: str) -> Document:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    pages: list[tuple[list[Line], list[Any], float]] = []
    empty: list[int] = []
    try:
        with pdfplumber.open(str(path)) as pdf:
            for n, page in enumerate(pdf.pages):
                tables = [t for t in page.find_tables() if len(t.rows) > 1 and len(t.rows[0].cells) > 1]
                lines = [] if ocr == "always" else _lines(page, tables)
                found = [(t.bbox, t.extract()) for t in tables] if ocr != "always" else []
                if sum(len(line["text"]) for line in lines) + sum(len(str(x)) for _, rows in found for row in rows for x in row) < 15:
                    empty.append(n)
                pages.append((lines, found, float(page.height)))
                page.close()
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise CorpusError(f"PDF 文件 {path} 设有密码,请去掉密码另存后再试。", "encrypted") from error
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise CorpusError(f"PDF 文件 {path} 设有密码,请去掉密码另存后再试。", "encrypted") from error
        raise CorpusError(f"PDF 文件 {path} 不完整或已损坏,请重新导出后再试。", "damaged") from error
    if not pages:
        raise CorpusError(f"PDF 文件 {path} 没有页面,请重新导出后再试。", "empty")
    recognised: dict[int, Any] = {}
    notes: list[str] = []
    if empty and ocr != "never":
        from corpus.reading.readers.ocr import available, recognise_pages

        if available():
            recognised = recognise_pages(path, empty)
        elif len(empty) == len(pages):
            raise CorpusError(f"PDF 文件 {path} 是扫描件,需要 OCR 组件:请安装 brigade-metrics[ocr] 后再试。", "needs_ocr")
        else:
            notes.append(f"第{'、'.join(str(n + 1) for n in empty)}页是图片,没有 OCR 组件,未读取")
    elif empty and len(empty) == len(pages):
        raise CorpusError(f"PDF 文件 {path} 是扫描件,而 --ocr never 不允许识别,请改用 --ocr auto。", "needs_ocr")
    _drop_running_lines(pages)
    out = Builder()
    _write(pages, recognised, out)
    return out.document(str(path), form, tuple(notes))


def _lines(page: Any, tables: list[Any]) -> list[Line]:
    boxes = [t.bbox for t in tables]

    def outside(obj: Any) -> bool:
        x, y = (obj["x0"] + obj["x1"]) / 2, (obj["top"] + obj["bottom"]) / 2
        return not any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)

    kept = page.filter(lambda o: o["object_type"] != "char" or outside(o)) if boxes else page
    return [
        {"text": line["text"], "x0": line["x0"], "x1": line["x1"], "top": line["top"], "bottom": line["bottom"]}
        for line in kept.extract_text_lines(return_chars=False, x_tolerance_ratio=0.45, y_tolerance=4)
        if line["text"].strip()
    ]


def _drop_running_lines(pages: list[tuple[list[Line], list[Any], float]]) -> None:
    """Page numbers, and what stands at the same edge of most pages."""
    edges: Counter[str] = Counter()
    for lines, _, height in pages:
        for line in lines:
            if line["top"] < 0.1 * height or line["bottom"] > 0.9 * height:
                edges[re.sub(r"\d+", "#", line["text"].strip())] += 1
    often = {t for t, n in edges.items() if n >= 3 or (n >= 2 and n == len(pages))}
    for lines, _, height in pages:
        keep = []
        for line in lines:
            at_edge = line["top"] < 0.1 * height or line["bottom"] > 0.9 * height
            if at_edge and (_PAGE_NUMBER.fullmatch(line["text"]) or re.sub(r"\d+", "#", line["text"].strip()) in often):
                continue
            keep.append(line)
        lines[:] = keep


def _write(pages: list[tuple[list[Line], list[Any], float]], recognised: dict[int, Any], out: Builder) -> None:
    lefts = [line["x0"] for lines, _, _ in pages for line in lines]
    rights = [line["x1"] for lines, _, _ in pages for line in lines]
    left, right = (min(lefts, default=0.0), max(rights, default=0.0))
    pending: list[tuple[str, int, Line]] = []

    def flush() -> None:
        if pending:
            text = _joined([t for t, _, _ in pending])
            page, first = pending[0][1], pending[0][2]
            key = (page, first["x0"], first["top"], max(x[2]["x1"] for x in pending), pending[-1][2]["bottom"])
            out.add(text, f"第{page + 1}页", key)
            pending.clear()

    for n, (lines, tables, _) in enumerate(pages):
        if n in recognised:
            flush()
            from corpus.reading.readers.ocr import write

            write(recognised[n], out, f"第{n + 1}页")
            continue
        items = sorted([(line["top"], 0, line) for line in lines] + [(box[1], 1, rows) for box, rows in tables], key=lambda i: i[:2])
        for _, is_table, item in items:
            if is_table:
                flush()
                caption = out.parts[-1].strip() if out.parts else ""
                out.table(
                    [
                        [((c or "").replace("\n", ""), f"第{n + 1}页表格第{r}行第{k}列", (n, r, k)) for k, c in enumerate(row, 1)]
                        for r, row in enumerate(item, 1)
                    ],
                    caption,
                )
                continue
            text = item["text"].strip()
            size = item["bottom"] - item["top"]
            opens = (
                not pending
                or _OPENS.match(text)
                or item["x0"] > left + 1.4 * size  # an indent opens a paragraph
                or pending[-1][2]["x1"] < right - 2.5 * size  # a short line closed the last one
            )
            if opens:
                flush()
            pending.append((text, n, item))
    flush()


def _joined(lines: list[str]) -> str:
    out = lines[0]
    for line in lines[1:]:
        both_latin = re.search(r"[A-Za-z]$", out) and re.match(r"[A-Za-z]", line)
        out += (" " if both_latin else "") + line
    return out
