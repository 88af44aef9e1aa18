"""Whether a cell of a table holds prose: sentences for the rules of reports, and no label or figure for the rules of tables."""

from __future__ import annotations

import re

from corpus.reading.words import expression

_HANZI = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = 6  # Chinese characters that a cell with a full stop has at least to be a sentence
_LONG = 40  # characters from which clauses are prose, whatever they say


def is_prose(text: str, heading: str = "") -> bool:
    """A sentence with its end, clauses with several figures, or something long; never below a `heading` of remarks (备注)."""
    if expression("prose.remarks").fullmatch("".join(heading.split())) or len(_HANZI.findall(text)) < _SENTENCE:
        return False
    if expression("prose.heads").match(text):
        return False
    if expression("prose.end").search(text) or expression("prose.clauses").search(text):
        return True
    return len(text) >= _LONG and bool(expression("prose.comma").search(text))
