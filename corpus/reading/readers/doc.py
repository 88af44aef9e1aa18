"""Old Word (.doc) and WPS (.wps) files: paragraphs, tables, boxes and notes as the page shows them."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import Builder, Document
from corpus.reading.readers import images, running
from corpus.reading.readers.docfile import Letters, Paragraph, Run, WordFile
from corpus.reading.readers.fields import shown
from corpus.reading.readers.flows import BREAK, Edge, Flow, write, write_notes

_WORD_97 = 0x69  # Word 95 writes 0x65 to 0x68, Word 97 0xC1 and now and then less
_ENDS = "\r\x07\x0c"
_SIGNS = {"\x0b": BREAK, "\x0e": BREAK, "\x1e": "-", "\xa0": " "}
_MARKS = "\x00\x01\x02\x03\x04\x05\x06\x08\x1f"  # stand for something else: a picture, a note, a drawing, a soft hyphen
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def read(path: Path, form: str, ocr: str) -> Document:
    import olefile

    with olefile.OleFileIO(str(path)) as ole:
        main = ole.openstream("WordDocument").read()
        _refuse_older(main, path)
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if flags & 0x0100:
            raise CorpusError(f"文件 {path} 设有打开密码,请去掉密码另存后再试。", "encrypted")
        table = ole.openstream("1Table" if flags & 0x0200 else "0Table").read()
        data = ole.openstream("Data").read() if ole.exists("Data") else b""
    word = WordFile(main, table)
    out = Builder()
    body = _Story(word, data, word.boxes())
    body.take(word.text("body"))
    title = running.title_among(_lines(word, "heads"), [block for block in body.flow.end() if isinstance(block, str) and block.strip()][:6])
    if title:
        out.add(title, "页眉", ("head",))
    write(body.flow, out)
    for name, told in (("notes", "脚注"), ("endnotes", "尾注")):
        write_notes([_flow(word, word.text(name))], out, told)
    for picture in body.pictures:
        images.take(picture, out, "文中的图片", ocr)
    _refuse_too_little("".join(out.parts), main, body.pictures, path)
    return out.document(str(path), form)


def _refuse_older(main: bytes, path: Path) -> None:
    """The versions before Word 97 have no table stream and another order of everything ([MS-DOC] 2.5.2: nFib)."""
    sign, version = struct.unpack_from("<HH", main, 0) if len(main) >= 0x200 else (0, 0)
    if sign in (0xA5DC, 0xA5DB) or (sign == 0xA5EC and version < _WORD_97):
        raise CorpusError(f"文件 {path} 是 Word 6.0/95 的格式,不能读取,请用 Word 或 WPS 另存为 .docx 后再试。", "unknown")
    if sign != 0xA5EC:
        raise CorpusError(f"文件 {path} 不是 Word 97 以后的格式,请用 Word 或 WPS 另存为 .docx 后再试。", "unknown")


def _refuse_too_little(text: str, main: bytes, pictures: list[bytes], path: Path) -> None:
    """A file that is large for its text and has no pictures that would tell why."""
    count = len(text.strip())
    drawn = pictures or any(sign in main for sign in _PICTURES)
    if count < 200 and count * 400 < len(main) - 60_000 and not drawn:
        raise CorpusError(f"文件 {path} 只读出 {count} 个字,与文件大小不符,请用 Word 另存为 .docx 后再试。", "too_little")


def _lines(word: WordFile, story: str) -> list[str]:
    return [block.strip() for block in _flow(word, word.text(story)).end() if isinstance(block, str) and block.strip()]


def _flow(word: WordFile, runs: Iterable[Run]) -> Flow:
    story = _Story(word, b"", {})
    story.take(runs)
    return story.flow


class _Story:
    """Follows the signs of a text: fields show their result, marks end paragraphs, cells and rows."""

    def __init__(self, word: WordFile, data: bytes, boxes: dict[int, list[Run]]) -> None:
        self.flow = Flow()
        self.pictures: list[bytes] = []
        self._word = word
        self._data = data
        self._boxes = boxes
        self._fields: list[_Field] = []
        self._begun = False  # a cell, or signs of one: without properties a mark before which nothing stands ends the row
        self._row: set[bool] = set()  # whether of the signs of a row some are deleted, some not

    def take(self, runs: Iterable[Run]) -> None:
        for run in runs:
            for i, sign in enumerate(run.text):
                if run.first + i in self._boxes and sign == "\x08":
                    self._box(run.first + i)
                self._sign(sign, run.letters, run.place + i * run.width)
        for anchor in list(self._boxes):
            self._box(anchor)

    def _box(self, anchor: int) -> None:
        self.flow.aside(_flow(self._word, self._boxes.pop(anchor)))

    def _sign(self, sign: str, letters: Letters, place: int) -> None:
        if sign == "\x07" or (sign in _ENDS and not letters.unseen):
            self._end(sign, letters, place)
        elif letters.unseen:
            self._row.add(True)
        elif sign in "\x13\x14\x15":
            self._field(sign)
        elif self._fields and not self._fields[-1].result:
            self._fields[-1].code += sign
        elif any(not field.result for field in self._fields):
            return
        elif sign in _MARKS:
            self._mark(sign, letters)
        elif not 0xD800 <= ord(sign) < 0xE000:
            self._begun = True
            self._row.add(False)
            self.flow.add(_SIGNS.get(sign, sign), high=letters.raised)

    def _mark(self, sign: str, letters: Letters) -> None:
        if sign == "\x01" and letters.picture >= 0:
            size = struct.unpack_from("<i", self._data, letters.picture)[0] if letters.picture + 4 <= len(self._data) else 0
            part = self._data[letters.picture : letters.picture + max(0, size)]
            at = min((i for sign in _PICTURES if (i := part.find(sign)) >= 0), default=-1)
            if at >= 0:
                self.pictures.append(part[at:])

    def _field(self, sign: str) -> None:
        if sign == "\x13":
            self._fields.append(_Field())
        elif self._fields and sign == "\x14":
            self._fields[-1].result = True
        elif self._fields:
            field = self._fields.pop()
            if not field.result and all(outer.result for outer in self._fields):
                self.flow.add(shown(field.code))

    def _end(self, sign: str, letters: Letters, place: int) -> None:
        told = self._word.paragraph(place)
        depth = max(1, told.depth) if sign == "\x07" else told.depth
        if sign == "\x07" and not self._word.knows_paragraphs:
            told = Paragraph(1, ends_row=not self._begun, ends_cell=self._begun)
            self._begun = not told.ends_row
        if told.ends_row and (sign == "\x07" or depth > 1):
            if self._row == {True}:
                self.flow.drop_row(depth)
            else:
                self.flow.end_row(depth, [Edge(c.right, c.of_above, c.of_left) for c in told.cells])
            self._row = set()
        elif sign == "\x07" or told.ends_cell:
            self.flow.end_cell(depth)
        else:
            self._begun = False
            if not depth:
                self._row = set()
            self.flow.end_paragraph(depth)


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether its result has begun."""

    code: str = ""
    result: bool = False
