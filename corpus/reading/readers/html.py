"""Web pages saved as HTML or MHT: the text as a reader sees it, tables kept."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.document import Box, Builder, Document
from corpus.reading.readers.blocks import Line, Pair, paired
from corpus.reading.readers.encoding import decode
from corpus.reading.readers.markup import Sight
from corpus.reading.readers.raised import raised
from corpus.reading.readers.signs import shown
from corpus.reading.readers.where import cell, paragraph
from corpus.reading.words import expression

_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "section", "article", "td", "th", "tr", "header", "footer", "body",
    "blockquote", "pre", "dd", "dt", "ul", "ol", "title", "figure", "main", "table", "caption", "center", "address", "hr", "fieldset",
}  # fmt: skip
_BREAK = "\v"  # a <br>
_LINK, _LINK_END = "\x0e", "\x0f"  # around the words of a link to another page
_MARKS = re.compile(f"[{_LINK}{_LINK_END}]")
_QUOTED = 30  # characters of a link that a note quotes
MAX_ATTRIBUTES = 2000  # of a tag; the parser holds each against all others
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{2 * MAX_ATTRIBUTES},}}")
_SHORT = 60  # characters of a cell that is a label or a figure
_PREFORMATTED = "pre"


def read(path: Path, form: str, ocr: str) -> Document:
    from lxml import html

    data = path.read_bytes()
    source = _from_mht(data, path) if form == "mht" else _decoded(data, path)
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    if any(len(tag[0].split(None, MAX_ATTRIBUTES)) > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(source)):
        raise CorpusError(
            f"网页 {path} 里有一个标签的属性超过 {MAX_ATTRIBUTES} 个,不是正常的网页,请另存为 .docx 或 .txt 后再试。", "too_big"
        )
    root = html.fromstring(source, parser=html.HTMLParser(huge_tree=False, no_network=True))
    out = Builder()
    walk = _Walk(Sight(root), out)
    walk.body(root)
    return out.document(str(path), form, walk.notes())


class _Walk:
    """Writes what is seen of an element, depth first and without recursion: a page may nest deeper than Python."""

    def __init__(self, sight: Sight, out: Builder) -> None:
        self._sight = sight
        self._out = out
        self._count = self._tables = 0
        self._away: list[str] = []

    def body(self, root: Any) -> None:
        for found in paired(self._found(root, tables=True)):
            if isinstance(found, Line) and found.leads_away:
                self._away.append(found.text)
            elif isinstance(found, Line):
                self._count += 1
                self._out.add(found.text, paragraph(self._count))
            elif isinstance(found, list):
                self._pairs(found)
            else:
                self._table(found)

    def _pairs(self, pairs: list[Pair]) -> None:
        """Figures with their labels, as a table."""
        grid = []
        for label, figure in pairs:
            self._count += 1
            where = paragraph(self._count)
            grid.append([Box(label, where), Box(figure, where)] if label else [Box(figure, where)])
        self._out.table(grid)

    def notes(self) -> tuple[str, ...]:
        """What is said of figures in links that are not read."""
        told = [text for text in self._away if expression("blocks.linked").search(text)]
        return (f"网页中指向其他网页的文字未读取:“{told[0][:_QUOTED]}”{f' 等{len(told)}处' if len(told) > 1 else ''}",) if told else ()

    def _found(self, root: Any, *, tables: bool) -> list[Any]:
        """The paragraphs within an element, and the tables of data where they are asked for."""
        found: list[Any] = []
        pending: list[str] = []
        blocks = [root]
        links = 0

        def flush() -> None:
            found.extend(line for text in _paragraphs("".join(pending)) if (line := _line(text, blocks[-1])).text)
            pending[:] = [_LINK] * links  # a link may hold blocks

        stack: list[tuple[str, Any]] = [("open", root)]
        while stack:
            state, element = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if state == "open" and tag and self._sight.sees(element):
                whole = self._whole(element, tag, pending)
                if tables and tag == "table" and self._is_data(element):
                    flush()
                    found.append(element)
                elif whole is not None:
                    pending.append(whole)
                else:
                    if tag in _BLOCKS:
                        flush()
                        blocks.append(element)
                    elif _leads_away(element):
                        links = 1
                        pending.append(_LINK)
                    pending.append(_told(element.text, element))
                    stack.append(("close", element))
                    stack.extend(("open", child) for child in reversed(element))
                    continue
            elif state == "close" and tag in _BLOCKS:
                flush()
                blocks.pop()
            elif state == "close" and _leads_away(element):
                links = 0
                pending.append(_LINK_END)
            if element is not root:
                pending.append(_told(element.tail, element.getparent()))
        flush()
        return found

    def _whole(self, element: Any, tag: str, pending: list[str]) -> str | None:
        """The text of an element that is read as a whole; None of one whose children are walked."""
        if tag == "br":
            return _BREAK
        if self._sight.is_raised(element):
            return raised(_MARKS.sub("", "".join(pending[-4:])).rstrip(), element.text_content())
        return self._sight.filled_in(element)

    def _table(self, table: Any) -> None:
        self._tables += 1
        grid = []
        for r, row in enumerate(self._rows(table), 1):
            boxes = [
                Box(
                    "\n".join(line.text for line in self._found(c, tables=False)),
                    cell("表格", r, n),
                    (),
                    _span(c, "colspan"),
                    _span(c, "rowspan"),
                )
                for n, c in enumerate(row, 1)
            ]
            if boxes:
                grid.append(boxes)
        self._out.table(grid, self._out.last())

    def _rows(self, table: Any) -> list[list[Any]]:
        rows = (row for row in table.iter("tr") if self._sight.sees(row))
        return [[c for c in row.xpath("./td|./th") if self._sight.sees(c)] for row in rows]

    def _is_data(self, table: Any) -> bool:
        """A table of which most cells are short, not one that lays out a page."""
        rows = self._rows(table)
        cells = [c for row in rows for c in row]
        short = sum(len(" ".join(c.text_content().split())) <= _SHORT for c in cells)
        return len(rows) > 1 and len(cells) > 3 and max(map(len, rows)) > 1 and 2 * short > len(cells) and not table.xpath(".//table")


def _told(text: str | None, within: Any) -> str:
    """The text of a node: a line break of the source is a blank, within a number nothing; where it is laid out by hand, a line break."""
    if not text:
        return ""
    if within is not None and (within.tag == _PREFORMATTED or any(a.tag == _PREFORMATTED for a in within.iterancestors())):
        return shown(text).replace("\r\n", "\n").replace("\n", _BREAK)
    return re.sub(r"(?<=\d)\r?\n(?=\d)", "", shown(text))


def _paragraphs(text: str) -> list[str]:
    """The lines between breaks; a break within a number is none.  Blanks at a paragraph's beginning say that it begins."""
    text = re.sub(rf"(?<=\d)[ \t\r\n]*{_BREAK}[ \t\r\n]*(?=\d|[.,]\d)", "", text)
    return [line for part in text.split(_BREAK) if (line := " ".join(part.split()))]


def _leads_away(element: Any) -> bool:
    """A link to another page."""
    return element.tag == "a" and bool(href := (element.get("href") or "").strip()) and not href.startswith("#")


def _line(line: str, block: Any) -> Line:
    """A line as it is seen; what is mostly links and no title leads away: 上一篇:…, what a menu offers."""
    text = _MARKS.sub("", line).strip()
    linked = sum(len("".join(part.split())) for part in re.findall(f"{_LINK}([^{_LINK_END}]*)", line))
    return Line(text, block, block.tag != "h1" and 2 * linked >= max(1, len("".join(text.split()))))


def _span(element: Any, name: str) -> int:
    told = (element.get(name) or "").strip()
    return max(1, min(int(told), 1000)) if told.isdecimal() else 1


def _decoded(data: bytes, path: Path, charset: str = "") -> str:
    """The text of a page: what is valid UTF-8 is that whatever the page says, else what it says where that fits."""
    head = re.sub(rb"<style.*?</style>|<script.*?</script>|<!--.*?-->", b"", data[:200_000], flags=re.S | re.I)[:20_000].decode("latin-1")
    declared = re.search(r"charset\s*=\s*[\"']?\s*([\w-]+)", head, re.I)
    return decode(data, path, charset or (declared[1] if declared else ""))


def _from_mht(data: bytes, path: Path) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return _decoded(payload, path, part.get_content_charset() or "")
    raise CorpusError(f"网页文件 {path} 里没有正文,请重新保存为“网页,仅 HTML”后再试。", "no_text")
