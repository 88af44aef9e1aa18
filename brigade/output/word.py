"""The draft itself with Word comments at the very figures; nothing else of it changes."""

from __future__ import annotations

import copy
import io
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from typing import Any

from brigade.common import fit, whole
from brigade.output.earlier import remove_comments
from brigade.output.words import SEVERITY
from corpus.checks import Finding, catalogue
from corpus.reading.document import Document
from corpus.reading.readers.docx import word_file
from corpus.reading.readers.signs import WITHOUT_WIDTH
from corpus.reading.readers.wordml import W, all_paragraphs, paragraph_text, pieces

Comment = tuple[int, int, str]  # from and to in its paragraph, and what it says
AUTHOR = "数据检查"
PAIRED = frozenset(("R101", "R102", "L301", "L302"))  # codes that set two figures against each other: each of the two gets the comment


def write(path: str, document: Document, findings: list[Finding]) -> None:
    """Saves the draft with a comment for each finding, in the place of those of an earlier check.  A draft of another format becomes a plain Word file of its text."""
    word = opened(document)
    remove_comments(word, AUTHOR)
    places = _Places(document, all_paragraphs(word.element.body))
    codes = catalogue()
    comments: dict[int, list[Comment]] = defaultdict(list)
    for finding in findings:
        body = _body(finding, codes)
        for start, end in (finding.spans or ((0, 1),))[: None if finding.code in PAIRED else 1]:
            place = places.of(start, end)
            if place is not None:
                comments[place[0]].append((place[1], place[2], body))
    for number in sorted(comments):
        _comment(word, places.paragraphs[number], comments[number])
    made = io.BytesIO()
    word.save(made)
    with whole(path) as part:
        part.write_bytes(made.getvalue())


def opened(document: Document) -> Any:
    """The draft's own Word file, else a new one with a paragraph for each line of its text."""
    import docx

    if document.format == "docx" and not document.inside:
        return word_file(document.path)
    word = docx.Document()
    word.styles["Normal"].font.name = "宋体"
    for line in document.text.split("\n"):
        word.add_paragraph(fit(line).replace("\r", " "))
    return word


def _body(finding: Finding, codes: dict[str, Any]) -> str:
    check = codes[finding.code]
    return fit(f"【{SEVERITY[finding.severity]} {finding.code}】{finding.message}\n{check.mend}")


class _Places:
    """Where in the Word file the characters of a document's text stand."""

    def __init__(self, document: Document, paragraphs: list[Any]) -> None:
        self.paragraphs = paragraphs
        self._document = document
        self._own = document.format == "docx" and not document.inside
        self._lines = [0, *(at + 1 for at, sign in enumerate(document.text) if sign == "\n")]

    def of(self, start: int, end: int) -> tuple[int, int, int] | None:
        """(number of the paragraph, from, to) of a stretch; None where it has no place."""
        if not self._own:
            line = bisect_right(self._lines, start) - 1
            begin = self._lines[line]
            return (line, start - begin, end - begin) if line < len(self.paragraphs) else None
        blocks = self._document.blocks
        at = bisect_right(blocks, start, key=lambda b: b.start) - 1
        if at < 0:
            return None
        block = blocks[at]
        number = block.key[1] if len(block.key) > 1 and block.key[0] == "p" else None
        if not isinstance(number, int) or not 0 <= number < len(self.paragraphs):
            return (self._first, 0, 1) if self._first is not None else None
        if block.kind != "cell":
            return number, start - block.start, end - block.start
        text = paragraph_text(self.paragraphs[number])
        inside = text.find(self._document.text[start:end])
        return (number, inside, inside + end - start) if inside >= 0 else (number, 0, max(1, len(text)))

    @cached_property
    def _first(self) -> int | None:
        """The first paragraph with text."""
        return next((n for n, p in enumerate(self.paragraphs) if paragraph_text(p).strip()), None)


def place_of(document: Document, paragraphs: list[Any], start: int, end: int) -> tuple[Any, int, int] | None:
    """(paragraph, from, to) of one stretch of the document's text; None where it has no place."""
    place = _Places(document, paragraphs).of(start, end)
    return None if place is None else (paragraphs[place[0]], *place[1:])


def split_at(paragraph: Any, offset: int) -> None:
    """Makes a run end at `offset`: the run there becomes two of the same formatting, the text stays."""
    _part(paragraph, [offset])


def _comment(word: Any, paragraph: Any, comments: list[Comment]) -> None:
    """Comments a paragraph: its runs are parted at the ends of all stretches first."""
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    _part(paragraph, sorted({offset for start, end, _ in comments for offset in (start, end)}))
    starts: list[int] = []
    runs: list[Any] = []
    at = 0
    for text, _, run in pieces(paragraph):
        if text:
            starts.append(at)
            runs.append(run)
        at += len(text)
    parent = Paragraph(paragraph, word._body)
    for start, end, body in comments:
        first, last = max(0, bisect_right(starts, start) - 1), bisect_left(starts, end) - 1
        if start < at and last >= 0 and first <= last:
            word.add_comment([Run(runs[first], parent), Run(runs[last], parent)], text=body, author=AUTHOR, initials="查")


def _part(paragraph: Any, offsets: list[int]) -> None:
    """Makes a run end at each of the offsets: a run there becomes several of the same formatting, the text stays."""
    leaves = []
    at = 0
    for text, leaf, run in pieces(paragraph):
        leaves.append((at, at + len(text), leaf, run))
        at += len(text)
    for begin, end, leaf, run in reversed(leaves):  # the later ones first, so that those before stand where they stood
        cuts = offsets[bisect_left(offsets, begin) : bisect_left(offsets, end)]
        for offset in reversed(cuts):
            if offset == begin:
                _divide(run, leaf)
            elif leaf.tag == W + "t":
                _divide(run, _cut(leaf, offset - begin))


def _cut(leaf: Any, offset: int) -> Any:
    """Cuts a leaf in two; returns the second."""
    at = _in_leaf(str(leaf.text), offset)
    tail = copy.deepcopy(leaf)
    leaf.text, tail.text = leaf.text[:at], leaf.text[at:]
    for t in (leaf, tail):
        t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    leaf.addnext(tail)
    return tail


def _in_leaf(text: str, offset: int) -> int:
    """The place in a leaf's own text of a place in what is shown of it: signs without width are not."""
    seen = 0
    for at, sign in enumerate(text):
        if seen == offset:
            return at
        seen += not WITHOUT_WIDTH.match(sign)
    return len(text)


def _first(run: Any) -> Any:
    return next((c for c in run if c.tag != W + "rPr"), None)


def _divide(run: Any, leaf: Any) -> None:
    """Moves `leaf` and what follows it in its run to a new run behind."""
    if leaf.getparent() is not run or leaf is _first(run):
        return
    new = copy.deepcopy(run)
    for child in list(new):
        if child.tag != W + "rPr":
            new.remove(child)
    following = [leaf, *leaf.itersiblings()]
    for element in following:
        new.append(element)
    run.addnext(new)
