"""Web pages saved as HTML or MHT: the text as a reader sees it, tables kept."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Box, Builder, Document, Grid
from corpus.reading.readers import where
from corpus.reading.readers.encoding import decode
from corpus.reading.readers.where import paragraph

_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "section", "article", "td", "th", "tr", "br", "header", "footer", "body",
    "blockquote", "pre", "dd", "dt", "ul", "ol", "title", "figure", "main",
}  # fmt: skip
_MOST = 1000  # rows or columns that a cell spans at most, as in browsers
_SKIP = {"script", "style", "noscript", "template", "head", "nav", "iframe", "svg", "button", "select", "textarea"}


def read(path: Path, form: str, ocr: str) -> Document:
    from lxml import html

    data = path.read_bytes()
    source = _from_mht(data, path) if form == "mht" else _decoded(data, path)
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    root = html.fromstring(source, parser=html.HTMLParser(huge_tree=False, no_network=True))
    out = Builder()
    count = [0]
    pending: list[str] = []

    def flush() -> None:
        text = " ".join("".join(pending).split())
        pending.clear()
        if text:
            count[0] += 1
            out.add(text, paragraph(count[0]))

    _walk(root, pending, flush, out)
    flush()
    return out.document(str(path), form)


def _walk(root: Any, pending: list[str], flush: Any, out: Builder) -> None:
    """Depth first without recursion: a page may nest deeper than Python."""
    stack: list[tuple[str, Any]] = [("open", root)]
    while stack:
        state, element = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if state == "close":
            if tag in _BLOCKS:
                flush()
            if element.tail:
                pending.append(element.tail)
            continue
        if not tag or tag in _SKIP:
            if element.tail:
                pending.append(element.tail)
            continue
        if tag == "table" and _is_data(element):
            flush()
            out.table(_grid(element), out.last())
            if element.tail:
                pending.append(element.tail)
            continue
        if tag in _BLOCKS:
            flush()
        if element.text:
            pending.append(element.text)
        stack.append(("close", element))
        stack.extend(("open", child) for child in reversed(element))


def _rows(table: Any) -> list[list[Any]]:
    return [row.xpath("./td|./th") for row in table.iter("tr")]


def _grid(table: Any) -> Grid:
    """The cells of a table with what they span."""
    rows = [row for row in _rows(table) if row]
    return [
        [
            Box(" ".join(c.text_content().split()), where.cell("表格", r, n), (), _span(c, "colspan"), _span(c, "rowspan"))
            for n, c in enumerate(row, 1)
        ]
        for r, row in enumerate(rows, 1)
    ]


def _span(cell: Any, name: str) -> int:
    told = str(cell.get(name) or "").strip()
    return min(max(int(told), 1), _MOST) if told.isdigit() else 1


def _is_data(table: Any) -> bool:
    """A table of short cells, not one that lays out a page."""
    rows = _rows(table)
    cells = [cell for row in rows for cell in row]
    return len(rows) > 1 and len(cells) > 3 and all(len(c.text_content().strip()) <= 60 for c in cells) and not table.xpath(".//table")


def _decoded(data: bytes, path: Path) -> str:
    head = data[:2048].decode("latin-1")
    declared = re.search(r"charset=[\"']?([\w-]+)", head, re.I)
    if declared and declared[1].lower() in ("gbk", "gb2312", "gb18030"):
        return data.decode("gb18030", "replace")
    return decode(data, path)


def _from_mht(data: bytes, path: Path) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                charset = (part.get_content_charset() or "").lower()
                return payload.decode("gb18030", "replace") if charset in ("gbk", "gb2312", "gb18030") else _decoded(payload, path)
    raise CorpusError(f"网页文件 {path} 里没有正文,请重新保存为“网页,仅 HTML”后再试。", "no_text")
