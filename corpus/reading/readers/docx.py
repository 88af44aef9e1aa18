"""Word files: paragraphs, tables, text boxes and footnotes in reading order; tracked changes as if accepted.

The text of a paragraph is the joined text of its visible pieces, so that `pieces` finds the run behind each character again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Box, Builder, Document
from corpus.reading.readers import where

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HIDDEN = {W + "del", W + "moveFrom", W + "instrText", W + "delText", MC + "Fallback", W + "txbxContent", W + "rPr", W + "pPr"}
_TEXT = {W + "t", W + "tab", W + "br", W + "cr", W + "noBreakHyphen"}


def pieces(paragraph: Any) -> Iterator[tuple[str, Any, Any]]:
    """(text, leaf element, run element) of each visible piece of a `w:p`, in order; text boxes inside it are not its own."""
    stack = [iter(paragraph)]
    runs: list[Any] = []
    depth_run: list[int] = []
    while stack:
        try:
            element = next(stack[-1])
        except StopIteration:
            stack.pop()
            if depth_run and depth_run[-1] > len(stack):
                depth_run.pop()
                runs.pop()
            continue
        tag = element.tag
        if tag in _HIDDEN or not isinstance(tag, str):
            continue
        if tag in _TEXT:
            if runs:
                text = {W + "t": element.text or "", W + "tab": "\t", W + "noBreakHyphen": "-"}.get(tag, "\n")
                if text:
                    yield text, element, runs[-1]
            continue
        if tag == W + "r":
            runs.append(element)
            depth_run.append(len(stack) + 1)
        stack.append(iter(element))


def paragraph_text(paragraph: Any) -> str:
    return "".join(text for text, _, _ in pieces(paragraph)).replace("\n", " ").replace("\t", " ")


def all_paragraphs(body: Any) -> list[Any]:
    """Every `w:p` of the body in document order; its position here is the key of its block."""
    return [p for p in body.iter(W + "p") if not any(a.tag == MC + "Fallback" for a in p.iterancestors())]


def _boxes(element: Any, places: dict[Any, int], out: Builder, number: int) -> None:
    """Text boxes anchored in a paragraph, told behind it."""
    for content in element.iter(W + "txbxContent"):
        if any(a.tag == MC + "Fallback" for a in content.iterancestors()):
            continue
        for paragraph in content.iter(W + "p"):
            text = paragraph_text(paragraph)
            if text.strip():
                out.add(text, f"{where.paragraph(number)}的文本框", ("p", places.get(paragraph, -1)))


def _table(table: Any, places: dict[Any, int], out: Builder, name: str, caption: str) -> None:
    rows = []
    for r, row in enumerate(table.iterchildren(W + "tr"), 1):
        boxes: list[Box] = []
        column = _number(row, "trPr", "gridBefore")
        for c, cell in enumerate((x for x in row.iter(W + "tc") if _row_of(x) is row), 1):
            paragraphs = [p for p in cell.iter(W + "p") if paragraph_text(p).strip()]
            keys = tuple(("p", places.get(p, -1)) for p in paragraphs)
            text = "\n".join(paragraph_text(p) for p in paragraphs)
            span = max(1, _number(cell, "tcPr", "gridSpan"))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            above = merge is not None and merge.get(W + "val") != "restart" and not text
            boxes.append(Box(text, where.cell(name, r, c), keys[0] if keys else ("p", -1), span, 1, column, above, keys))
            column += span
        if boxes:
            rows.append(boxes)
    out.table(rows, caption)


def _number(element: Any, properties: str, name: str) -> int:
    """A number among the properties of a row or cell; 0 for none."""
    found = element.find(f"{W}{properties}/{W}{name}")
    told = str(found.get(W + "val")) if found is not None else ""
    return int(told) if told.isdigit() else 0


def _row_of(cell: Any) -> Any:
    parent = cell.getparent()
    while parent is not None and parent.tag != W + "tr":
        parent = parent.getparent()
    return parent


def read(path: Path, form: str, ocr: str) -> Document:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        package = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise CorpusError(f"Word 文件 {path} 不完整或已损坏,请用 Word 打开另存后再试。", "damaged") from error
    body = package.element.body
    places = {p: i for i, p in enumerate(all_paragraphs(body))}
    out = Builder()
    number = tables = 0
    last = ""
    for element in _blocks(body):
        if element.tag == W + "p":
            number += 1
            text = paragraph_text(element)
            style = element.find(f"{W}pPr/{W}pStyle")
            kind = "heading" if style is not None and "eading" in str(style.get(W + "val")) else "paragraph"
            out.add(text, where.paragraph(number), ("p", places[element]), kind)
            last = text if text.strip() else last
            _boxes(element, places, out, number)
        else:
            tables += 1
            _table(element, places, out, f"表{tables}", last)
    for text in _notes(package):
        out.add(text, "脚注", ("note",))
    return out.document(str(path), form)


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables at the top, also inside content controls and insertions."""
    for child in body.iterchildren():
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml", W + "smartTag", W + "moveTo"):
            yield from _blocks(child)


def _notes(package: Any) -> Iterator[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in package.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, parser)
            for paragraph in root.iter(W + "p"):
                text = paragraph_text(paragraph)
                if text.strip():
                    yield text
