"""The draft itself with Word comments at the very figures; nothing else of it changes."""

from __future__ import annotations

import copy
from bisect import bisect_right
from typing import Any

from brigade.common import safe, whole
from brigade.output.earlier import remove_comments
from brigade.output.words import SEVERITY
from corpus.checks import Finding, catalogue
from corpus.reading.document import Document
from corpus.reading.readers.docx import word_file
from corpus.reading.readers.signs import WITHOUT_WIDTH
from corpus.reading.readers.wordml import W, all_paragraphs, paragraph_text, pieces

AUTHOR = "数据检查"
PAIRED = frozenset(("R101", "R102", "L301", "L302"))  # codes that set two figures against each other: each of the two gets the comment


def write(path: str, document: Document, findings: list[Finding]) -> None:
    """Saves the draft with a comment for each finding, in the place of those of an earlier check.  A draft of another format becomes a plain Word file of its text."""
    word = opened(document)
    remove_comments(word, AUTHOR)
    paragraphs = all_paragraphs(word.element.body)
    codes = catalogue()
    for finding in reversed(findings):  # later ones first, so that a split run does not move what is still to be found
        body = _body(finding, codes)
        spans = finding.spans or ((0, 1),)
        for n, (start, end) in enumerate(spans):
            if n and finding.code not in PAIRED:
                break
            place = place_of(document, paragraphs, start, end)
            if place is not None:
                _comment(word, *place, body)
    with whole(path) as part:
        word.save(str(part))


def opened(document: Document) -> Any:
    """The draft's own Word file, else a new one with a paragraph for each line of its text."""
    import docx

    if document.format == "docx" and not document.inside:
        return word_file(document.path)
    word = docx.Document()
    word.styles["Normal"].font.name = "宋体"
    for line in document.text.split("\n"):
        word.add_paragraph("".join(c if c in "\t" or (c >= " " and not "\ud800" <= c <= "\udfff") else " " for c in line))
    return word


def _body(finding: Finding, codes: dict[str, Any]) -> str:
    check = codes[finding.code]
    return safe(f"【{SEVERITY[finding.severity]} {finding.code}】{finding.message}\n{check.mend}")


def place_of(document: Document, paragraphs: list[Any], start: int, end: int) -> tuple[Any, int, int] | None:
    """(paragraph, from, to) of a stretch of the document's text."""
    if document.format != "docx" or document.inside:
        line = document.text.count("\n", 0, start)
        begin = document.text.rfind("\n", 0, start) + 1
        return (paragraphs[line], start - begin, end - begin) if line < len(paragraphs) else None
    at = bisect_right(document.blocks, start, key=lambda b: b.start) - 1
    if at < 0:
        return None
    block = document.blocks[at]
    if block.key[0] != "p" or not isinstance(block.key[1], int) or not 0 <= block.key[1] < len(paragraphs):
        first = next((p for p in paragraphs if paragraph_text(p).strip()), None)
        return (first, 0, 1) if first is not None else None
    paragraph = paragraphs[block.key[1]]
    if block.kind == "cell":
        inside = paragraph_text(paragraph).find(document.text[start:end])
        return (paragraph, inside, inside + end - start) if inside >= 0 else (paragraph, 0, max(1, len(paragraph_text(paragraph))))
    return paragraph, start - block.start, end - block.start


def _comment(word: Any, paragraph: Any, start: int, end: int, body: str) -> None:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    split_at(paragraph, start)
    split_at(paragraph, end)
    at = 0
    covered: list[Any] = []
    for text, _, run in pieces(paragraph):
        if at < end and at + len(text) > start and (not covered or covered[-1] is not run):
            covered.append(run)
        at += len(text)
    if not covered:
        return
    parent = Paragraph(paragraph, word._body)
    word.add_comment([Run(covered[0], parent), Run(covered[-1], parent)], text=body, author=AUTHOR, initials="查")


def split_at(paragraph: Any, offset: int) -> None:
    """Makes a run end at `offset`: the run there becomes two of the same formatting, the text stays."""
    at = 0
    for text, leaf, run in list(pieces(paragraph)):
        if at + len(text) <= offset or (at >= offset and leaf is _first(run)):
            at += len(text)
            continue
        if at >= offset:  # between two leaves of one run
            _divide(run, leaf)
            return
        if leaf.tag != W + "t":
            return
        cut = offset - at
        tail = copy.deepcopy(leaf)
        cut = _in_leaf(str(leaf.text), cut)
        leaf.text, tail.text = leaf.text[:cut], leaf.text[cut:]
        for t in (leaf, tail):
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        leaf.addnext(tail)
        _divide(run, tail)
        return


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
