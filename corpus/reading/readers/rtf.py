"""Rich text: paragraphs, tables, boxes and notes as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.reading.document import Builder, Document
from corpus.reading.readers import running
from corpus.reading.readers.fields import shown
from corpus.reading.readers.flows import BREAK, Edge, Flow, write, write_notes
from corpus.reading.readers.rtfwords import Close, Open, Reading, Word

# groups of which nothing is read, whether starred or not
_SKIPPED = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "nonshppict", "shprslt", "bkmkstart", "bkmkend", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc",
    "ftncn", "aftncn", "annotation", "atnid", "atnauthor", "atntime", "atnicn", "atnref", "atrfstart", "atrfend", "nonesttables", "listtable",
    "listoverridetable", "revtbl", "xe", "tc", "rxe", "txe", "themedata", "colorschememapping", "datastore", "latentstyles", "pgdsctbl", "objdata",
    "objclass", "objname", "objalias", "panose", "falt", "fname", "generator", "template", "userprops", "docvar", "mmathPr", "sp", "sn", "sv",
    "rsidtbl", "footer", "footerl", "footerr", "footerf", "pnseclvl", "background", "datafield", "ffname", "ffdeftext", "ffhelptext", "ffstattext", "ffentrymcr", "ffexitmcr", "ffformat",
}  # fmt: skip
# starred groups that are read all the same
_READ = {"shpinst", "shptxt", "nesttableprops", "ud", "moMath", "moMathPara", "pn", "htmltag", "shppict", "do", "dptxbxtext", "flddirty"}
_KINDS = {"fldinst": "code", "formfield": "form", "ffl": "entry"}  # groups whose text is no text of the page
_HEADS = {"header", "headerl", "headerr", "headerf"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for the text of a group."""

    flow: Flow
    skipped: bool = False
    hidden: bool = False
    deleted: bool = False
    high: bool = False
    kind: str = ""  # box, code (the instruction of a field), form, entry
    level: int = 0


@dataclass(slots=True)
class _Form:
    """A list to choose from."""

    entries: list[str] = field(default_factory=list)
    chosen: int | None = None


def read(path: Path, form: str, ocr: str) -> Document:
    rtf = _Rtf()
    rtf.run(path.read_bytes())
    out = Builder()
    heads = [block.strip() for flow in rtf.heads for block in flow.end() if isinstance(block, str)]
    opening = [block for block in rtf.body.end() if isinstance(block, str) and block.strip()][:6]
    title = running.title_among(heads, opening)
    if title:
        out.add(title, "页眉", ("head",))
    write(rtf.body, out)
    write_notes(rtf.notes, out, "脚注")
    return out.document(str(path), form)


class _Rtf:
    """Follows the groups and puts their text where it belongs."""

    def __init__(self) -> None:
        self.body = Flow()
        self.notes: list[Flow] = []
        self.heads: list[Flow] = []
        self._edges: list[Edge] = []
        self._edge = Edge(0)
        self._code = ""
        self._form = _Form()

    def run(self, data: bytes) -> None:
        stack = [_State(self.body)]
        for token in Reading(data).tokens():
            if isinstance(token, Open):
                stack.append(self._opened(token, stack[-1]))
            elif isinstance(token, Close):
                if len(stack) > 1:
                    ended = stack.pop()
                    self._closed(ended, stack[-1])
                    if ended.flow is stack[-1].flow and ended.level != stack[-1].level and not ended.skipped:
                        stack[-1] = replace(stack[-1], level=ended.level)
            elif isinstance(token, Word):
                stack[-1] = self._word(token, stack[-1])
            else:
                self._text(token, stack[-1])

    def _opened(self, group: Open, state: _State) -> _State:
        word = group.word
        into = {"footnote": self.notes, **dict.fromkeys(_HEADS, self.heads)}.get(word)
        if into is not None:
            into.append(Flow())
            return _State(into[-1], kind=word, skipped=state.skipped)
        if word in _SKIPPED or (group.starred and word not in _READ and word not in _KINDS):
            return replace(state, skipped=True, kind="")
        if word in ("shptxt", "dptxbxtext"):
            return _State(Flow(), kind="box", skipped=state.skipped)
        if word == "ud":  # the second of two versions: in Unicode
            return replace(state, skipped=False, kind="")
        self._begin(word)
        kept = state.kind if state.kind in _KINDS.values() else ""
        return replace(state, kind=_KINDS.get(word, kept), skipped=state.skipped or word == "upr")

    def _begin(self, word: str) -> None:
        if word == "fldinst":
            self._code = ""
        elif word == "formfield":
            self._form = _Form()
        elif word == "ffl":
            self._form.entries.append("")

    def _closed(self, ended: _State, outer: _State) -> None:
        if ended.kind == "box" and outer.kind != "box" and not ended.skipped:
            outer.flow.aside(ended.flow)
        elif ended.kind == "code" and outer.kind != "code":
            outer.flow.add(shown(self._code))
        elif ended.kind == "form" and outer.kind != "form" and self._form.chosen is not None:
            entries = self._form.entries
            outer.flow.add(entries[self._form.chosen] if self._form.chosen < len(entries) else "")

    def _text(self, text: str, state: _State) -> None:
        if state.kind == "code":
            self._code += text
        elif state.kind == "entry":
            self._form.entries[-1] += text
        elif not (state.skipped or state.hidden or state.deleted or state.kind == "form"):
            state.flow.add(text, high=state.high)

    def _word(self, word: Word, state: _State) -> _State:
        name, number = word.name, word.number
        if state.skipped:
            return state
        if state.kind == "form":
            if name in ("ffres", "ffdefres") and (self._form.chosen is None or name == "ffres") and number != 25:
                self._form.chosen = number
        elif name in ("trowd", "clvmrg", "clmrg", "cellx"):
            self._row_property(name, number)
        elif (changed := _changed(state, name, number)) is not None:
            return changed
        else:
            self._end(name, state)
        return state

    def _row_property(self, name: str, number: int | None) -> None:
        if name == "trowd":
            self._edges, self._edge = [], Edge(0)
        elif name == "cellx":
            self._edges.append(replace(self._edge, right=number or 0))
            self._edge = Edge(0)
        else:
            self._edge = replace(
                self._edge, of_above=name == "clvmrg" or self._edge.of_above, of_left=name == "clmrg" or self._edge.of_left
            )

    def _end(self, name: str, state: _State) -> None:
        """What ends a line, a paragraph, a cell or a row."""
        flow, level = state.flow, state.level
        if state.hidden or state.deleted:
            return
        if name in ("par", "sect"):
            flow.end_paragraph(level)
        elif name in ("line", "page", "column", "softline", "lbr"):
            flow.add(BREAK)
        elif name == "tab":
            flow.add("\t")
        elif name in ("cell", "nestcell"):
            flow.end_cell(max(level, 1 if name == "cell" else 2) if name == "nestcell" else 1)
        elif name in ("row", "nestrow"):
            flow.end_row(1 if name == "row" else max(2, level), self._edges)


def _changed(state: _State, name: str, number: int | None) -> _State | None:
    """What holds after a word that says how text looks or how deep in tables it stands; None of any other."""
    on = number != 0
    says: dict[str, dict[str, Any]] = {
        "v": {"hidden": on},
        **{key: {"deleted": on} for key in ("deleted", "strike", "striked")},
        "super": {"high": on},
        "up": {"high": (number or 6) >= 4},
        **{key: {"high": False} for key in ("nosupersub", "sub", "dn")},
        "plain": {"hidden": False, "deleted": False, "high": False},
        "pard": {"level": 0},
        "intbl": {"level": max(1, state.level)},
        "itap": {"level": number or 0},
    }
    return replace(state, **says[name]) if name in says else None
