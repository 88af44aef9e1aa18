"""OFD, the fixed layout of official documents (GB/T 33190-2016): the text of its pages as lines and tables, as for a PDF."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Builder, Document
from corpus.reading.readers import images, recognise
from corpus.reading.readers.baselines import rows_of
from corpus.reading.readers.glyphs import Glyph, is_unknown, upright
from corpus.reading.readers.lines import Line
from corpus.reading.readers.ofdpage import POINTS, Drawn, local
from corpus.reading.readers.pages import Page, PageTable, drop_running_lines, paragraphs_of, write
from corpus.reading.readers.rows import is_parted, lines_of, pieces_of, text_of
from corpus.reading.readers.safety import parsed
from corpus.reading.readers.shownpage import Box
from corpus.reading.readers.unruled import tables_among

_A4 = (210.0, 297.0)
_SNAP = 3.0  # points between lines that are one
_UNKNOWN = 0.02  # the share of characters without a meaning at which a text tells nothing


def read(path: Path, form: str, ocr: str) -> Document:
    """Raises CorpusError for a password, for damage, and for a file without text of its own."""
    with zipfile.ZipFile(path) as archive:
        package = _Package(archive, path)
        notes: list[str] = []
        pages = [_page(drawn, package, n, ocr, notes) for n, drawn in enumerate(package.pages(), 1)]
    if not pages:
        raise CorpusError(f"OFD 文件 {path} 没有页面,请重新导出后再试。", "empty")
    drop_running_lines(pages)
    out = Builder()
    write(pages, out)
    return out.document(str(path), form, tuple(notes))


class _Package:
    """The parts of the file, by the paths that lead from one to the other."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        self._path = path
        self._names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        if "encryptions.xml" in self._names or any(name.endswith("/decryptseed.dat") for name in self._names):
            raise CorpusError(f"OFD 文件 {path} 已加密,请去掉密码另存后再试。", "encrypted")
        self._pictures: dict[str, str] = {}

    def pages(self) -> Iterator[Drawn]:
        """The pages of all documents in the file."""
        for root in _all(self._part("OFD.xml"), "DocRoot"):
            yield from self._document((root.text or "").strip().lstrip("/"))

    def picture(self, ident: str) -> bytes:
        name = self._names.get(self._pictures.get(ident, "").lower())
        return self._archive.read(name) if name else b""

    def _part(self, name: str) -> Any:
        found = self._names.get(name.lower())
        if found is None:
            raise CorpusError(f"OFD 文件 {self._path} 缺少 {name},不完整,请重新导出后再试。", "damaged")
        return parsed(self._archive.read(found), self._path)

    def _document(self, name: str) -> Iterator[Drawn]:
        root = self._part(name)
        for kind in ("PublicRes", "DocumentRes"):
            for told in _all(root, kind):
                self._resources(_from(name, told.text or ""))
        templates = {t.get("ID"): _from(name, t.get("BaseLoc") or "") for t in _all(root, "TemplatePage")}
        usual = next((_size(area) for area in _all(root, "PageArea")), _A4)
        for pages in (p for p in root if local(p) == "Pages"):
            for told in (p for p in pages if local(p) == "Page"):
                page = self._part(_from(name, told.get("BaseLoc") or ""))
                width, height = next((_size(area) for area in page if local(area) == "Area"), usual)
                drawn = Drawn(width * POINTS, height * POINTS)
                for template in _all(page, "Template"):
                    if template.get("TemplateID") in templates:
                        self._draw(self._part(templates[template.get("TemplateID")]), drawn)
                self._draw(page, drawn)
                yield drawn

    def _draw(self, page: Any, drawn: Drawn) -> None:
        for content in (c for c in page if local(c) == "Content"):
            drawn.draw(content)

    def _resources(self, name: str) -> None:
        if name.lower() not in self._names:
            return
        root = self._part(name)
        base = posixpath.join(posixpath.dirname(name), root.get("BaseLoc") or "")
        for media in _all(root, "MultiMedia"):
            for file in _all(media, "MediaFile"):
                self._pictures[str(media.get("ID"))] = _from(base + "/x", file.text or "")


def _all(root: Any, name: str) -> list[Any]:
    return [e for e in root.iter() if isinstance(e.tag, str) and local(e) == name]


def _from(part: str, target: str) -> str:
    """The path of a part that another one names: from the root, or from the other's own folder."""
    target = target.strip().replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _size(area: Any) -> tuple[float, float]:
    for box in _all(area, "PhysicalBox"):
        numbers = [float(n) for n in (box.text or "").split()]
        if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0:
            return numbers[2], numbers[3]
    return _A4


def _page(drawn: Drawn, package: _Package, number: int, ocr: str, notes: list[str]) -> Page:
    glyphs = drawn.glyphs
    solid = [g for g in glyphs if not g.blank]
    unknown = sum(is_unknown(g.text) for g in solid)
    if unknown >= 3 and unknown > _UNKNOWN * len(solid):
        notes.append(f"第{number}页的文字没有编码,未读取,请打印为 PDF 后再试")
        glyphs = []
    lines, tables = _text(glyphs, drawn)
    page = Page(lines, tables, drawn.height, drawn.width)
    scans = [data for ident in dict.fromkeys(drawn.pictures) if (data := package.picture(ident)) and images.may_be_scan(data)]
    why = recognise.hindrance(ocr) if scans else None
    if why:
        notes.append(f"第{number}页的图片未读取:{why.why},{why.remedy}")
    elif scans and page.is_picture():
        page.recognised = [line for data in scans for line in images.lines_in(data)]
    elif scans:
        notes.append(f"第{number}页有文字也有图片,图片未读取,请打印为 PDF 后再试")
    return page


def _text(glyphs: list[Glyph], drawn: Drawn) -> tuple[list[Line], list[PageTable]]:
    """The lines of a page outside its tables, and the tables: those that lines rule, and those that stand free."""
    tables, boxes = _ruled(glyphs, drawn)
    lines: list[Line] = []
    for group, _ in upright([g for g in glyphs if not any(_within(g, box) for box in boxes)], drawn.width, drawn.height):
        rows = rows_of(group)
        free = tables_among(pieces_of(rows)) if is_parted(rows) else []
        tables.extend(PageTable(t.top, t.rows, [[(n, 1) for n in row] for row in t.spans]) for t in free)
        held = [(p.x0 - 0.5, p.top - 0.5, p.x1 + 0.5, p.bottom + 0.5) for t in free for p in t.pieces]
        lines.extend(lines_of(rows_of([g for g in group if not any(_within(g, box) for box in held)])))
    return lines, tables


def _ruled(glyphs: list[Glyph], drawn: Drawn) -> tuple[list[PageTable], list[Box]]:
    """Tables by the rules of pdfplumber, which ask for nothing but edges."""
    from pdfplumber.table import Table, cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = [_edge(line) for line in drawn.lines if max(line[2] - line[0], line[3] - line[1]) > _SNAP]
    if not edges:
        return [], []
    merged = merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    found = [Table(None, cells) for cells in cells_to_tables(intersections_to_cells(edges_to_intersections(merged, _SNAP, _SNAP)))]
    found = [t for t in found if len(t.rows) > 1 and len(t.rows[0].cells) > 1]
    return [PageTable(t.bbox[1], _cells(t, glyphs, drawn), _spans(t)) for t in found], [t.bbox for t in found]


def _edge(line: Box) -> dict[str, Any]:
    x0, top, x1, bottom = line
    flat = x1 - x0 > bottom - top
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom if not flat else top,
        "orientation": "h" if flat else "v",
        "object_type": "line",
    }


def _cells(table: Any, glyphs: list[Glyph], drawn: Drawn) -> list[list[str | None]]:
    def text(box: Box | None) -> str | None:
        if box is None:
            return None
        groups = upright([g for g in glyphs if _within(g, box)], drawn.width, drawn.height)
        return "\n".join(paragraphs_of(text_of(group)) for group, _ in groups)

    return [[text(box) for box in row.cells] for row in table.rows]


def _spans(table: Any) -> list[list[tuple[int, int]]]:
    """How many columns and rows each cell covers."""
    lefts, tops = sorted({c[0] for c in table.cells}), sorted({c[1] for c in table.cells})

    def covered(edges: list[float], first: float, last: float) -> int:
        return max(1, sum(first - 1 <= edge < last - 1 for edge in edges))

    return [[(1, 1) if c is None else (covered(lefts, c[0], c[2]), covered(tops, c[1], c[3])) for c in row.cells] for row in table.rows]


def _within(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
