"""PDF: the visible characters as lines joined back into paragraphs, running heads dropped, tables kept; what is a picture is recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Builder, Document
from corpus.reading.readers import recognise, transcript
from corpus.reading.readers.baselines import rows_of
from corpus.reading.readers.drawn import drawn_on
from corpus.reading.readers.failures import damaged, unreadable
from corpus.reading.readers.glyphs import Glyph, glyphs_of, is_unknown, upright
from corpus.reading.readers.lines import Line, Margins
from corpus.reading.readers.pages import Page, PageTable, drop_running_lines, paragraphs_of, write
from corpus.reading.readers.rows import is_parted, lines_of, pieces_of, text_of
from corpus.reading.readers.ruled import Ruled, tables_ruled
from corpus.reading.readers.scans import lines_in, pictures_of
from corpus.reading.readers.shownpage import Box, Shown
from corpus.reading.readers.unruled import tables_among

_CELL = 14  # characters that a figure or heading beside a ruled table has at most
_UNKNOWN = 0.02  # the share of characters without a meaning at which a page is recognised instead


def read(path: Path, form: str, ocr: str) -> Document:
    """Raises CorpusError for a password, damage, no page, and for a scan that may not or cannot be recognised."""
    out = Builder()
    pages = _pages(path, ocr, out)
    if not pages:
        raise CorpusError(f"PDF 文件 {path} 没有页面,请重新导出后再试。", "empty")
    _recognise_pictures(path, pages, ocr, out)
    drop_running_lines(pages)
    write(pages, out)
    return out.document(str(path), form)


def _pages(path: Path, ocr: str, out: Builder) -> list[Page]:
    """The pages as the file has them; with `ocr` always without what text they carry."""
    pages = []
    with _opened(path) as pdf:
        for n in range(len(pdf)):
            page = _with_fields(pdf, n)
            shown = Shown(page)
            drawn = drawn_on(page, shown)
            glyphs = [] if ocr == "always" else glyphs_of(page, shown, drawn)
            meaningless = _means_nothing(glyphs)
            unreadable = ocr == "always" or meaningless or not drawn.is_text_alone()
            if not glyphs or meaningless:
                pages.append(Page([], [], shown.height, shown.width, drawn=unreadable))
                continue
            lines, tables = _text(glyphs, shown, tables_ruled(drawn.edges))
            scans = pictures_of(drawn.pictures, shown, glyphs)
            why = recognise.hindrance(ocr) if scans else None
            if why:
                out.unread.append(f"第{n + 1}页的图片未读取:{why.why},{why.remedy}")
            elif scans:
                lines = _merged(lines, _together(transcript.clear(lines_in(page, scans), out, f"第{n + 1}页的图片")))
            pages.append(Page(lines, tables, shown.height, shown.width, drawn=unreadable))
            page.close()
    return pages


def _with_fields(pdf: Any, number: int) -> Any:
    """A page with what is filled into its fields and written over it as a part of the page."""
    from pypdfium2 import raw

    page = pdf[number]
    if raw.FPDFPage_GetAnnotCount(page) < 1 or raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return pdf[number]


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file by pdfium, with what is filled into its forms."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        pdf = pypdfium2.PdfDocument(str(path))
        try:
            if pdf.get_formtype():
                pdf.init_forms()
            yield pdf
        finally:
            pdf.close()
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise CorpusError(f"PDF 文件 {path} 设有密码,请去掉密码另存后再试。", "encrypted") from error
        raise (damaged(path) if error.err_code == raw.FPDF_ERR_FORMAT else unreadable(path, "pdf")) from error


def _means_nothing(glyphs: list[Glyph]) -> bool:
    """Whether the characters of a page have no meaning that the file would tell: it must be looked at."""
    signs = Counter(map(attrgetter("text"), glyphs))
    unknown = sum(count for sign, count in signs.items() if is_unknown(sign))
    return unknown >= 3 and unknown > _UNKNOWN * sum(count for sign, count in signs.items() if not sign.isspace())


def _text(glyphs: list[Glyph], shown: Shown, ruled: list[Ruled]) -> tuple[list[Line], list[PageTable]]:
    """The lines of a page outside its tables, and the tables; both in the frame in which most of the text stands upright."""
    found = [t for t in ruled if len(t.rows) > 1 and len(t.rows[0]) > 1 and not _goes_on_beside(t, glyphs)]
    tables = [_table(t, glyphs, shown) for t in found]
    boxes = [t.bbox for t in found]
    outside = [g for g in glyphs if not any(_within(g, box) for box in boxes)] if boxes else glyphs
    groups = upright(outside, shown.width, shown.height)
    lines: list[Line] = []
    for i, (group, _) in enumerate(groups):
        rows = rows_of(group)
        free = tables_among(pieces_of(rows)) if is_parted(rows) else []
        tables.extend(PageTable(t.top, t.rows, [[(n, 1) for n in row] for row in t.spans]) for t in free)
        if free:
            rows = rows_of([g for g in group if not any(_within(g, _box(p)) for t in free for p in t.pieces)])
        part = lines_of(rows)
        if i or (tables and groups[0][1]):  # what runs another way than the rest of the page has margins of its own
            part = _together(part)
        lines.extend(part)
    return lines, tables


def _goes_on_beside(table: Ruled, glyphs: list[Glyph]) -> bool:
    """Ruled in part: figures stand beside it in line with its rows."""
    x0, top, x1, bottom = table.bbox
    beside = [g for g in glyphs if top <= (g.top + g.bottom) / 2 <= bottom and not x0 <= (g.x0 + g.x1) / 2 <= x1 and g.way[0] > 0.9]
    rows = [row for row in pieces_of(rows_of(beside)) if row]
    return len(rows) > 1 and len(rows) >= len(table.rows) - 1 and all(len(piece.text) <= _CELL for row in rows for piece in row)


def _box(piece: Line) -> Box:
    return piece.x0 - 0.5, piece.top - 0.5, piece.x1 + 0.5, piece.bottom + 0.5


def _together(lines: list[Line]) -> list[Line]:
    """Lines that have margins of their own, apart from the rest of the page."""
    margins = Margins.of(lines)
    return [line if line.within else replace(line, within=margins) for line in lines]


def _table(table: Ruled, glyphs: list[Glyph], shown: Shown) -> PageTable:
    """The texts of a table's cells; a table that lies on its side is turned as its text is."""
    inside = [g for g in glyphs if _within(g, table.bbox)]
    rows = [[_cell(inside, box, shown) for box in row] for row in table.rows]
    solid = [g for g in inside if not g.blank]
    even = len({len(row) for row in rows}) == 1
    if even and sum(g.way[1] < -0.9 for g in solid) > 0.5 * len(solid):
        rows = [list(reversed(column)) for column in zip(*rows, strict=True)]
    elif even and sum(g.way[1] > 0.9 for g in solid) > 0.5 * len(solid):
        rows = [list(column) for column in reversed(list(zip(*rows, strict=True)))]
    else:
        return PageTable(table.bbox[1], rows, _spans(table))
    return PageTable(table.bbox[1], rows)


def _spans(table: Ruled) -> list[list[tuple[int, int]]]:
    """How many columns and rows each cell covers, by the edges of all."""
    boxes = [box for row in table.rows for box in row if box is not None]
    lefts, tops = _edges(box[0] for box in boxes), _edges(box[1] for box in boxes)

    def covered(edges: list[float], first: float, last: float) -> int:
        return max(1, sum(first - 1 <= edge < last - 1 for edge in edges))

    return [
        [(1, 1) if box is None else (covered(lefts, box[0], box[2]), covered(tops, box[1], box[3])) for box in row] for row in table.rows
    ]


def _edges(found: Iterable[float]) -> list[float]:
    out: list[float] = []
    for edge in sorted(found):
        if not out or edge - out[-1] > 1:
            out.append(edge)
    return out


def _cell(glyphs: list[Glyph], box: Box | None, shown: Shown) -> str | None:
    if box is None:
        return None
    groups = upright([g for g in glyphs if _within(g, box)], shown.width, shown.height)
    return "\n".join(paragraphs_of(text_of(group)) for group, _ in groups)


def _within(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _merged(lines: list[Line], recognised: list[Line]) -> list[Line]:
    """Recognised lines before the first line that stands below them."""
    out = list(lines)
    for line in reversed(recognised):
        at = next((i for i, other in enumerate(out) if other.top > line.top), len(out))
        out.insert(at, line)
    return out


def _recognise_pictures(path: Path, pages: list[Page], ocr: str, out: Builder) -> None:
    """Gives the pages that are pictures their recognised lines, or tells which had to stay unread.

    Raises CorpusError where that would be all of them.
    """
    pictures = [n for n, page in enumerate(pages) if page.is_picture()]
    why = recognise.hindrance(ocr) if pictures else None
    if why and len(pictures) == len(pages):
        raise CorpusError(f"PDF 文件 {path} 是扫描件,{why.why},{why.remedy}后再试。", "needs_ocr")
    if why:
        out.unread.append(f"第{'、'.join(str(n + 1) for n in pictures)}页是图片,未读取:{why.why},{why.remedy}")
    elif pictures:
        for n, lines in recognise.lines_of_pages(path, pictures).items():
            pages[n].recognised = lines
