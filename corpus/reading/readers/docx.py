"""Word files: paragraphs, tables, text boxes, scans and footnotes in reading order; what of a paragraph is read `wordml` says."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.reading.contents import CONTENTS
from corpus.reading.document import Box, Builder, Document
from corpus.reading.readers import images, running, where
from corpus.reading.readers import read as read_any
from corpus.reading.readers.failures import damaged, unreadable
from corpus.reading.readers.wordml import MC, W, all_paragraphs, is_prompt, paragraph_text, say_in_runs
from corpus.reading.readers.wordpackage import opened

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_WITHIN = {W + "sdt", W + "sdtContent", W + "ins", W + "customXml", W + "smartTag", W + "moveTo"}
_TITLED = 6  # paragraphs at the beginning in which a title may stand


def read(path: Path, form: str, ocr: str) -> Document:
    package = word_file(path)
    body = package.element.body
    out = Builder()
    title = running.title_among(_heads(package), (paragraph_text(p) for p in list(body.iter(W + "p"))[:_TITLED]))
    if title:
        out.add(title, "页眉", ("head",))
    story = _Story(package, out, ocr)
    story.write(body)
    for text in _notes(package):
        out.add(text, "脚注", ("note",))
    return out.document(str(path), form)


def word_file(path: str | Path) -> Any:
    """The file by python-docx.  Raises CorpusError for one that is damaged or not what python-docx knows."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        package = docx.Document(opened(path))
        say_in_runs(package.element.body, package.styles.element)
    except PackageNotFoundError as error:
        raise damaged(path) from error
    except (KeyError, ValueError) as error:  # a part is missing, or is not what it should be
        raise unreadable(path, "docx") from error
    return package


class _Story:
    """Writes the blocks of the body and of what stands in it."""

    def __init__(self, package: Any, out: Builder, ocr: str) -> None:
        self._package = package
        self._places = {p: i for i, p in enumerate(all_paragraphs(package.element.body))}
        self._out = out
        self._ocr = ocr
        self._number = self._tables = 0
        self._last = ""

    def write(self, container: Any, inside: str = "") -> None:
        """Paragraphs and tables of a container, also inside content controls and insertions; `inside` says in which box they stand."""
        for element in _blocks(container):
            if element.tag == W + "tbl":
                self._table(element)
            elif element.tag == W + "altChunk":
                self._chunk(element)
            else:
                self._paragraph(element, inside)

    def _paragraph(self, element: Any, inside: str) -> None:
        if not inside:
            self._number += 1
        text = paragraph_text(element)
        kind = _kind(element)
        if text.strip() or not inside:
            end = "" if _is_deleted(element, f"pPr/{W}rPr") else "\n"  # its mark is deleted: it goes on in the next
            self._out.add(text, inside or where.paragraph(self._number), ("p", self._places.get(element, -1)), kind, end)
        self._last = text if text.strip() else self._last
        self._pictures(element)
        for box in _boxes(element):
            self.write(box, f"{where.paragraph(self._number)}的文本框")

    def _table(self, table: Any) -> None:
        """A table, then the tables within its cells and the boxes and scans."""
        self._tables += 1
        name, caption = f"表{self._tables}", self._last
        rows = []
        nested: list[Any] = []
        for r, row in enumerate((x for x in table.iter(W + "tr") if _nearest(x, W + "tbl") is table and not _is_deleted(x, "trPr")), 1):
            boxes: list[Box] = []
            column = _number(row, "trPr", "gridBefore")
            for c, cell in enumerate((x for x in row.iter(W + "tc") if _nearest(x, W + "tr") is row), 1):
                inner = [t for t in cell.iter(W + "tbl") if _nearest(t, W + "tc") is cell]
                nested.extend(inner)
                paragraphs = [p for p in cell.iter(W + "p") if _nearest(p, W + "tc") is cell and _seen(p) and paragraph_text(p).strip()]
                keys = tuple(("p", self._places.get(p, -1)) for p in paragraphs)
                text = "\n".join(paragraph_text(p).replace("\n", " ") for p in paragraphs)
                span = max(1, _number(cell, "tcPr", "gridSpan"))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                above = merge is not None and merge.get(W + "val") != "restart" and not text
                boxes.append(Box(text, where.cell(name, r, c), keys[0] if keys else ("p", -1), span, 1, column, above, keys))
                column += span
            if boxes:
                rows.append(boxes)
        self._out.table(rows, caption)
        self._pictures(table)
        for inner in nested:
            if _seen(inner):
                self._table(inner)

    def _chunk(self, element: Any) -> None:
        """Another document that was put in whole."""
        part = self._package.part.related_parts.get(element.get(_R + "id"))
        if part is None:
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(str(part.partname)).name
            path.write_bytes(part.blob)
            chunk = read_any(path, ocr=self._ocr)
        for block in chunk.blocks:
            text = chunk.text[block.start : block.end]
            if block.kind != "cell":
                self._out.add(text, f"插入的文件{block.where}", ("chunk",), block.kind)
        for table in chunk.tables:
            self._out.table(
                [[Box(c.text, f"插入的文件{c.where}", ("chunk",), c.columns, c.rows, c.column) for c in row] for row in table.rows],
                table.caption,
            )

    def _pictures(self, element: Any) -> None:
        """The text of scans that stand in a paragraph or in a table."""
        for picture in element.iter(*_PICTURES):
            part = self._package.part.related_parts.get(picture.get(_R + "embed") or picture.get(_R + "id"))
            if part is not None and _seen(picture):
                images.take(part.blob, self._out, f"{where.paragraph(self._number)}的图片", self._ocr)


def _kind(paragraph: Any) -> str:
    """A heading, a line of contents (by its style or the field that gives its page), or a paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = str(style.get(W + "val")) if style is not None else ""
    if re.fullmatch(r"(?i:toc) ?\d", name) or any("PAGEREF" in (code.text or "") for code in paragraph.iter(W + "instrText")):
        return CONTENTS
    return "heading" if "eading" in name else "paragraph"


def _blocks(container: Any) -> Iterator[Any]:
    for child in container.iterchildren():
        if child.tag in (W + "p", W + "tbl", W + "altChunk"):
            yield child
        elif child.tag in _WITHIN and not is_prompt(child):
            yield from _blocks(child)


def _seen(element: Any) -> bool:
    """Whether an element is no second version of another, and neither deleted nor moved away."""
    return not any(a.tag in (MC + "Fallback", W + "del", W + "moveFrom") for a in element.iterancestors())


def _is_deleted(element: Any, properties: str) -> bool:
    """Whether a row, or the mark of a paragraph, is deleted or moved away."""
    found = element.find(f"{W}{properties}")
    return found is not None and any(found.find(W + name) is not None for name in ("del", "moveFrom", "hidden"))


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, not those within them."""
    for content in paragraph.iter(W + "txbxContent"):
        if _seen(content) and _nearest(content, W + "p") is paragraph:
            yield content


def _nearest(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _number(element: Any, properties: str, name: str) -> int:
    """A number among the properties of a row or cell; 0 for none."""
    found = element.find(f"{W}{properties}/{W}{name}")
    told = str(found.get(W + "val")) if found is not None else ""
    return int(told) if told.isdigit() else 0


def _heads(package: Any) -> list[str]:
    """The lines of all page headers."""
    parts = [p for rel, p in _parts(package) if rel.endswith("/header")]
    return [text for part in parts for p in part.element.iter(W + "p") if _seen(p) and (text := paragraph_text(p).strip())]


def _parts(package: Any) -> list[tuple[str, Any]]:
    return [(r.reltype, r.target_part) for r in package.part.rels.values() if not r.is_external]


def _notes(package: Any) -> Iterator[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for kind, part in _parts(package):
        if kind.endswith(("/footnotes", "/endnotes")):
            root = etree.fromstring(part.blob, parser)
            yield from (text for p in root.iter(W + "p") if (text := paragraph_text(p)).strip())
