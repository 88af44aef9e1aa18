"""The mends that are certain, as tracked changes in a copy of the draft; whoever opens it accepts or rejects each."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

from brigade.common import whole
from brigade.output.word import AUTHOR, opened, place_of, split_at
from corpus.checks import Finding
from corpus.reading.document import Document
from corpus.reading.readers.wordml import W, all_paragraphs, pieces

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write_fixed(path: str, document: Document, findings: list[Finding]) -> int:
    """Saves the draft with the mend of each finding that has one; returns how many there were.

    Where another error is about the same figures, it is not certain which of them is wrong, and nothing is mended.
    """
    mends: dict[tuple[int, int], set[str]] = {}
    for finding in findings:
        if finding.mend is not None and not disputed(finding, findings):
            start, end, text = finding.mend
            mends.setdefault((start, end), set()).add(text)
    word = opened(document)
    paragraphs = all_paragraphs(word.element.body)
    done = 0
    number = max((int(i) for e in word.element.body.iter(W + "ins", W + "del") if (i := e.get(W + "id", "")).isdigit()), default=0) + 1
    for (start, end), texts in sorted(mends.items(), reverse=True):  # later ones first, so that the others stay where they are
        place = place_of(document, paragraphs, start, end) if len(texts) == 1 else None
        if place is not None and _revised(*place, texts.pop(), number + 2 * done):
            done += 1
    with whole(path) as part:
        word.save(str(part))
    return done


def disputed(finding: Finding, findings: list[Finding]) -> bool:
    """Whether another error has a figure in common with this one and is mended otherwise."""
    spans = set(finding.spans)
    return any(f.severity == "error" and f.mend != finding.mend and spans & set(f.spans) for f in findings)


def _revised(paragraph: Any, start: int, end: int, text: str, number: int) -> bool:
    """Marks a stretch as deleted and the text behind it as inserted; whether it could be done."""
    split_at(paragraph, start)
    split_at(paragraph, end)
    at = 0
    runs: list[Any] = []
    for words, _, run in pieces(paragraph):
        if at >= start and at + len(words) <= end and words and (not runs or runs[-1] is not run):
            runs.append(run)
        at += len(words)
    if not runs or any(run.tag != W + "r" or run.getparent() is not runs[0].getparent() for run in runs):
        return False
    if any(parent.tag == W + "ins" for parent in runs[0].iterancestors()):  # a revision of a revision
        return False
    deleted, inserted = (_mark(runs[0], kind, number + n) for n, kind in enumerate(("del", "ins")))
    new = copy.deepcopy(runs[0])
    for child in [c for c in new if c.tag != W + "rPr"]:
        new.remove(child)
    words = new.makeelement(W + "t", {})
    words.text = text
    new.append(words)
    inserted.append(new)
    runs[0].addprevious(deleted)
    for run in runs:
        deleted.append(run)
        for leaf in run.iter(W + "t"):
            leaf.tag = W + "delText"
            leaf.set(_SPACE, "preserve")
    deleted.addnext(inserted)
    return True


def _mark(run: Any, kind: str, number: int) -> Any:
    """A `w:del` or `w:ins` of ours."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return run.makeelement(W + kind, {W + "id": str(number), W + "author": AUTHOR, W + "date": now})
