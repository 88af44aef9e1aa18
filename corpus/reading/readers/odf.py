"""OpenDocument text and spreadsheets (.odt, .ods, .fodt, .fods): what the page or the sheet shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Builder, Document
from corpus.reading.readers import images, running
from corpus.reading.readers.flows import BREAK, Edge, Flow, write, write_notes
from corpus.reading.readers.odfparts import DRAW, OFFICE, TABLE, TEXT, Look, Parts
from corpus.reading.readers.sheets import MAX_CELLS, Sheet, document_of, hidden_cells, hidden_sheets

_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_UNSEEN = {
    f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}tracked-changes", f"{TEXT}hidden-text", f"{TEXT}ruby-text", f"{TEXT}note-citation",
    f"{OFFICE}forms", f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls", f"{TABLE}table-column", f"{TABLE}desc",
    f"{TABLE}title",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title", "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
}  # fmt: skip
_STEP = 1000  # of an edge, for a column
_ROWS = (f"{TABLE}table-row-group", f"{TABLE}table-header-rows", f"{TABLE}table-rows")
_AS_NUMBERS = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


def read(path: Path, form: str, ocr: str) -> Document:
    parts = Parts(path)
    text, book = parts.body.find(f"{OFFICE}text"), parts.body.find(f"{OFFICE}spreadsheet")
    if book is not None:
        notes: list[str] = []
        return document_of(_sheets(book, parts, notes), path, form, notes)
    if text is None:
        raise CorpusError(f"文件 {path} 是演示文稿或图形,不能读取,请另存为 .odt 或 .pdf 后再试。", "unknown")
    story = _Story(parts)
    story.walk(text, 0)
    blocks = story.flow.end()
    out = Builder()
    heads = [line for head in parts.heads for p in head.iter(*_PARAGRAPHS) if (line := _line(p, parts))]
    title = running.title_among(heads, [b for b in blocks if isinstance(b, str) and b.strip()][:6])
    if title:
        out.add(title, "页眉", ("head",))
    write(story.flow, out)
    write_notes(story.notes, out, "脚注")
    for picture in story.pictures:
        images.take(picture, out, "文中的图片", ocr)
    return out.document(str(path), form)


def _line(paragraph: Any, parts: Parts) -> str:
    story = _Story(parts)
    story.take(paragraph, 0, None)
    return " ".join(block for block in story.flow.end() if isinstance(block, str)).strip()


class _Story:
    """Follows a text element by element: paragraphs, cells and rows end, boxes stand aside, notes behind all."""

    def __init__(self, parts: Parts) -> None:
        self.flow = Flow()
        self.notes: list[Flow] = []
        self.pictures: list[bytes] = []
        self._parts = parts

    def walk(self, element: Any, level: int, look: Look | None = None) -> None:
        """What is in an element; `level` is the depth of tables around it, `look` that of its paragraph, outside of which no text stands."""
        self._say(element.text, look)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _UNSEEN:
                self.take(child, level, look)
            self._say(child.tail, look)

    def _say(self, text: str | None, look: Look | None) -> None:
        if text and look is not None and not look.unseen and not (look.white and not look.grounded):
            self.flow.add(re.sub(r"[ \t\r\n]+", " ", text), high=bool(look.raised))

    def take(self, element: Any, level: int, look: Look | None) -> None:
        tag = element.tag
        if tag in _PARAGRAPHS:
            own = self._parts.look("paragraph", element.get(f"{TEXT}style-name"))
            self.walk(element, level, Look(grounded=True).over(own) if level else own)
            self.flow.end_paragraph(level)
        elif tag == f"{TEXT}span":
            self.walk(element, level, self._parts.look("text", element.get(f"{TEXT}style-name")).over(look or Look()))
        elif tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
            count = int(element.get(f"{TEXT}c", "1")) if tag == f"{TEXT}s" else 1
            self.flow.add({f"{TEXT}tab": "\t", f"{TEXT}line-break": BREAK}.get(tag, " " * min(count, 200)))
        elif tag == f"{TABLE}table":
            self._table(element, level + 1)
        elif tag == f"{TEXT}note":
            note = self._apart(element)
            self.notes.append(note)
        elif tag == f"{TEXT}section" and element.get(f"{TEXT}display") == "none":
            return
        elif tag.startswith(DRAW):
            self._drawn(element, level)
        else:
            self.walk(element, level, look)

    def _drawn(self, element: Any, level: int) -> None:
        """A box or a shape with text of its own, or a picture."""
        if element.tag == f"{DRAW}image":
            self.pictures.append(self._parts.picture(element))
        elif element.tag == f"{DRAW}frame" and element.find(f"{DRAW}text-box") is None:
            for image in element.findall(f"{DRAW}image")[:1]:
                self.pictures.append(self._parts.picture(image))
        else:
            self.flow.aside(self._apart(element))

    def _apart(self, element: Any) -> Flow:
        inner = _Story(self._parts)
        inner.walk(element, 0)
        self.notes += inner.notes
        self.pictures += inner.pictures
        return inner.flow

    def _table(self, table: Any, level: int) -> None:
        for row in _rows(table):
            column, covered = 0, 0
            edges = []
            for cell, times in _cells(row):
                for _ in range(min(times, 100)):
                    column += 1
                    beside = covered > 0 and cell.tag == f"{TABLE}covered-table-cell"
                    covered = covered - 1 if beside else int(cell.get(f"{TABLE}number-columns-spanned", "1")) - 1
                    self.walk(cell, level)
                    self.flow.end_cell(level)
                    edges.append(Edge(column * _STEP, cell.tag == f"{TABLE}covered-table-cell" and not beside, beside))
            self.flow.end_row(level, edges)


def _rows(table: Any) -> Iterator[Any]:
    """The rows, also those of groups."""
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[tuple[Any, int]]:
    for cell in row:
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            yield cell, int(cell.get(f"{TABLE}number-columns-repeated", "1"))


def _sheets(book: Any, parts: Parts, notes: list[str]) -> Iterator[Sheet]:
    tables = [(t, t.get(f"{TABLE}name", "")) for t in book.findall(f"{TABLE}table")]
    hidden = [name for t, name in tables if parts.look("table", t.get(f"{TABLE}style-name")).shown is False]
    hidden_sheets(hidden, notes)
    for table, name in tables:
        if name not in hidden:
            yield _sheet(table, name, parts, notes)


def _sheet(table: Any, name: str, parts: Parts, notes: list[str]) -> Sheet:
    away = _hidden_columns(table)
    sheet = Sheet(name, [])
    lost_rows, lost_columns = set(), set()
    r = 0
    for row in _rows(table):
        cells = [(cell, times, _shown(cell, parts)) for cell, times in _cells(row)]
        again = int(row.get(f"{TABLE}number-rows-repeated", "1"))
        if not any(text for _, _, text in cells):
            r += again
            continue
        unseen = row.get(f"{TABLE}visibility", "visible") != "visible"
        for _ in range(min(again, MAX_CELLS)):
            r += 1
            for c, cell, text in _placed(cells):
                if unseen:
                    lost_rows.add(r)
                elif c in away:
                    lost_columns.add(c)
                else:
                    sheet.values.append((r, c, text))
                    down, right = (int(cell.get(f"{TABLE}number-{what}-spanned", "1")) for what in ("rows", "columns"))
                    sheet.spans[r, c] = (down, right)
            if len(sheet.values) > MAX_CELLS:
                return sheet
    hidden_cells(name, lost_rows, lost_columns, notes)
    return sheet


def _placed(cells: list[tuple[Any, int, str]]) -> Iterator[tuple[int, Any, str]]:
    """The cells of a row that show something, each with its column."""
    c = 0
    for cell, times, text in cells:
        if text and cell.tag == f"{TABLE}table-cell":
            yield from ((c + n, cell, text) for n in range(1, min(times, MAX_CELLS) + 1))
        c += times


def _hidden_columns(table: Any) -> set[int]:
    found: set[int] = set()
    c = 0
    for column in table.iter(f"{TABLE}table-column"):
        times = int(column.get(f"{TABLE}number-columns-repeated", "1"))
        if column.get(f"{TABLE}visibility", "visible") != "visible":
            found.update(range(c + 1, c + min(times, 20_000) + 1))
        c += times
    return found


def _shown(cell: Any, parts: Parts) -> str:
    """What a cell shows; a date that shows as figures alone, as ISO, a number without a text, as it is stored."""
    text = "\n".join(line for p in cell if p.tag in _PARAGRAPHS and (line := _line(p, parts)))
    kind = cell.get(f"{OFFICE}value-type")
    date = cell.get(f"{OFFICE}date-value", "")
    if kind == "date" and date and (not text or _AS_NUMBERS.fullmatch(text)):
        return str(date.partition("T")[0])
    return text or str(cell.get(f"{OFFICE}value") or "")
