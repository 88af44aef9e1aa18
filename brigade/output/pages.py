"""What the saved pages of a text have in common: their frame, and the text with marks in it; whatever a report says is escaped."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable

from brigade.common import fit

Span = tuple[int, int]


def frame(title: str, style: str, body: str) -> str:
    """A whole page that loads nothing; `title` is text, `style` and `body` are CSS and HTML."""
    return fit(
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{html.escape(title)}</title><style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )


def apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in the order of the text, without those that begin inside an earlier one."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def with_marks(text: str, spans: Iterable[Span], mark: Callable[[Span, str], str]) -> str:
    """The text as HTML; each span that stands `apart` is what `mark` makes of it and of its escaped words."""
    out, at = [], 0
    for start, end in apart(spans):
        out += [html.escape(text[at:start]), mark((start, end), html.escape(text[start:end]))]
        at = end
    out.append(html.escape(text[at:]))
    return fit("".join(out))
