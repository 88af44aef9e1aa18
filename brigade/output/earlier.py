"""Our comments of an earlier check, taken out of a Word file before new ones are written; those of others stay."""

from __future__ import annotations

from typing import Any

from corpus.reading.readers.wordml import W

_MARKS = (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")


def remove_comments(word: Any, author: str) -> int:
    """Takes the comments of an author out of a document of python-docx, with their marks in the text; returns how many there were."""
    part = next((r.target_part for r in word.part.rels.values() if not r.is_external and r.reltype.endswith("/comments")), None)
    if part is None:
        return 0
    ours = [c for c in part.element.iter(W + "comment") if c.get(W + "author") == author]
    ids = {c.get(W + "id") for c in ours}
    for mark in [m for m in word.element.body.iter(*_MARKS) if m.get(W + "id") in ids]:
        run = mark.getparent()
        run.remove(mark)
        if mark.tag == W + "commentReference" and all(child.tag == W + "rPr" for child in run):
            run.getparent().remove(run)
    for comment in ours:
        comment.getparent().remove(comment)
    return len(ours)
