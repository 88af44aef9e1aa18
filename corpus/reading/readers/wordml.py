"""The text of Word's paragraphs as the page shows it, and the way back from each character to its run.

Deleted and hidden text, ruby and the raised numbers of notes are none of it; tracked changes are read as if accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.reading.readers.fields import shown
from corpus.reading.readers.raised import raised
from corpus.reading.readers.signs import shown as without_width
from corpus.reading.words import expression

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
NO_WIDTH = "\u200b"  # what a line break in the midst of a number becomes
_SKIPPED = {
    W + "del", W + "moveFrom", W + "delText", W + "txbxContent", W + "rPr", W + "pPr", W + "rt", W + "sdtPr",
    MC + "Fallback", M + "ctrlPr",
}  # fmt: skip
_TEXT = {W + "t", W + "tab", W + "br", W + "cr", W + "noBreakHyphen", M + "t", W + "instrText", W + "fldChar"}

Piece = tuple[str, Any, Any]


def pieces(paragraph: Any) -> Iterator[Piece]:
    """(text, leaf element, run element) of each visible piece of a `w:p`, in order; text boxes inside it are not its own."""
    before = ""
    high: list[Piece] = []
    for piece in _without_fields(_leaves(paragraph)):
        if _is_raised(piece[2]):
            high.append(piece)
            continue
        kept = _kept(before, high)
        high = []
        before = (before + "".join(p[0] for p in kept) + piece[0])[-20:]
        yield from kept
        yield piece
    yield from _kept(before, high)


def _kept(before: str, high: list[Piece]) -> list[Piece]:
    """What is read of raised pieces."""
    text = raised(before, "".join(text for text, _, _ in high)) if high else ""
    out = []
    for old, leaf, run in high if text else ():
        out.append((text[: len(old)], leaf, run))
        text = text[len(old) :]
    return out


def _leaves(paragraph: Any) -> Iterator[Piece]:
    """Every leaf with the run it stands in, hidden ones left out."""
    stack: list[tuple[Iterator[Any], Any]] = [(iter(paragraph), None)]
    while stack:
        children, run = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            continue
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or (tag == W + "r" and _is_hidden(element)) or is_prompt(element):
            continue
        if tag in _TEXT:
            if run is not None and (text := _text(element)) is not None:
                yield text, element, run
            continue
        stack.append((iter(element), element if tag in (W + "r", M + "oMath") else run))


def _text(leaf: Any) -> str | None:
    """The text of a leaf; "" of one that only marks a field."""
    tag = leaf.tag
    if tag == M + "t":
        return _in_formula(leaf)
    if tag in (W + "instrText", W + "fldChar"):
        return ""
    if tag == W + "t":
        return without_width(leaf.text or "") or None
    return {W + "tab": "\t", W + "noBreakHyphen": "-"}.get(tag, "\n")


def _in_formula(leaf: Any) -> str | None:
    """A sign of a formula; a stroke stands before what is below a fraction's line."""
    text = leaf.text or ""
    for parent in leaf.iterancestors():
        if parent.tag == M + "sup":
            return raised("10", text) or text
        if parent.tag == M + "den" and next(parent.iter(M + "t")) is leaf:
            return "/" + text
        if parent.tag == M + "oMath":
            break
    return text or None


def _without_fields(leaves: Iterator[Piece]) -> Iterator[Piece]:
    """Of fields their results, of those whose instruction is what they show, that."""
    depth: list[str] = []  # of each open field "code" or "result"
    code = ""
    for text, leaf, run in leaves:
        if leaf.tag == W + "fldChar":
            kind = leaf.get(W + "fldCharType")
            if kind == "begin":
                depth.append("code")
                code = ""
                chosen = _chosen(leaf)
                if chosen:
                    yield chosen, leaf, run
            elif depth and kind == "separate":
                depth[-1] = "result"
            elif depth:
                if depth.pop() == "code" and (words := shown(code)):
                    yield words, leaf, run
        elif leaf.tag == W + "instrText":
            code += leaf.text or ""
        elif "code" not in depth and text:
            yield text, leaf, run


def _chosen(begin: Any) -> str:
    """The entry that is chosen in a list of a form; "" for any other field."""
    entries = begin.findall(f"{W}ffData/{W}ddList/{W}listEntry")
    result = begin.find(f"{W}ffData/{W}ddList/{W}result")
    at = int(result.get(W + "val", "0")) if result is not None else 0
    return str(entries[at].get(W + "val") or "") if at < len(entries) else ""


def _on(element: Any, path: str) -> bool:
    """Whether a property is set."""
    found = element.find(path)
    return found is not None and found.get(W + "val") not in ("0", "false", "off", "none")


def _is_hidden(run: Any) -> bool:
    properties = run.find(W + "rPr")
    if properties is None:
        return False
    struck = _on(properties, W + "strike") or _on(properties, W + "dstrike")
    return struck or _on(properties, W + "vanish") or _is_white(run, properties)


def _is_white(run: Any, properties: Any) -> bool:
    """White on white: no shade of its own, and not in a table or a box, which may be dark."""
    colour = properties.find(W + "color")
    if colour is None or str(colour.get(W + "val")).upper() != "FFFFFF":
        return False
    shaded = properties.find(W + "shd") is not None or properties.find(W + "highlight") is not None
    inside = any(a.tag in (W + "tbl", W + "txbxContent") or a.find(f"{W}pPr/{W}shd") is not None for a in run.iterancestors())
    return not shaded and not inside


def is_prompt(element: Any) -> bool:
    """A content control that nobody has filled in."""
    return element.tag == W + "sdt" and _on(element, f"{W}sdtPr/{W}showingPlcHdr")


def _is_raised(run: Any) -> bool:
    found = run.find(f"{W}rPr/{W}vertAlign")
    if found is not None:
        return bool(found.get(W + "val") == "superscript")
    position, size = run.find(f"{W}rPr/{W}position"), run.find(f"{W}rPr/{W}sz")
    if position is None or size is None:
        return False
    lift = str(position.get(W + "val"))
    return lift.isdigit() and int(lift) > 0 and int(lift) * 5 > int(size.get(W + "val", "0"))


def paragraph_text(paragraph: Any) -> str:
    """The visible text, as long as its pieces: a line break stays where it parts lines, joins a number, else is a blank."""
    text = "".join(text for text, _, _ in pieces(paragraph))
    return re.sub("\n", lambda match: _break(text, match.start()), text)


def _break(text: str, at: int) -> str:
    before, behind = text[:at], text[at + 1 :]
    if before[-1:].isdigit() and (behind[:1].isdigit() or re.match(r"[.,]\d", behind)):
        return NO_WIDTH
    line = before.rpartition("\n")[2].strip()
    if not line or expression("page.line_ends").search(line) or expression("page.opens").match(behind):
        return "\n"
    return " "


def all_paragraphs(body: Any) -> list[Any]:
    """Every `w:p` of the body in document order; its position here is the key of its block."""
    return [p for p in body.iter(W + "p") if not any(a.tag == MC + "Fallback" for a in p.iterancestors())]


def say_in_runs(body: Any, styles: Any) -> None:
    """What a style says of hidden and raised text is said in the runs that have it, where `pieces` looks."""
    told = {}
    for style in styles.iter(W + "style") if styles is not None else ():
        properties = style.find(W + "rPr")
        if properties is not None:
            hidden = _on(properties, W + "vanish")
            high = properties.find(W + "vertAlign")
            if hidden or (high is not None and high.get(W + "val") == "superscript"):
                told[style.get(W + "styleId")] = (hidden, high is not None)
    for run in body.iter(W + "r") if told else ():
        own = run.find(f"{W}rPr/{W}rStyle")
        paragraph = next((a for a in run.iterancestors(W + "p")), None)
        of_paragraph = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
        for style in (own, of_paragraph):
            hidden, high = told.get(style.get(W + "val"), (False, False)) if style is not None else (False, False)
            _set(run, "vanish", "", hidden)
            _set(run, "vertAlign", "superscript", high and style is own)


def _set(run: Any, name: str, value: str, wanted: bool) -> None:
    if not wanted or run.find(f"{W}rPr/{W}{name}") is not None:
        return
    properties = run.find(W + "rPr")
    if properties is None:
        properties = run.makeelement(W + "rPr")
        run.insert(0, properties)
    element = properties.makeelement(W + name)
    if value:
        element.set(W + "val", value)
    properties.append(element)
