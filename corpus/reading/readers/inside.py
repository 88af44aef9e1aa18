"""Files within files: each document of an archive or a mail as one of its own, and where it was."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import CorpusError
from corpus.processes.serving import going_on
from corpus.reading.document import Document
from corpus.reading.readers.parcel import Member
from corpus.reading.readers.safety import Allowance

MODULES = {"zip": "archive", "mail": "mail", "msg": "msg"}
_DEEPEST = 3  # an archive in an archive in a mail
STEP = " › "

Read = Callable[[Path, str, str], Document]
Sniff = Callable[[Path], str]


@dataclass(slots=True)
class Contents:
    """The documents of a file, and in Chinese what of it could not be read."""

    documents: list[Document] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


class Unpacker:
    """Reads what is in a file that holds others; `sniff` and `read` are the ways of reading one document."""

    def __init__(self, path: Path, sniff: Sniff, read: Read, ocr: str) -> None:
        self._path = path
        self._sniff = sniff
        self._read = read
        self._ocr = ocr
        self._allowance = Allowance()
        self.contents = Contents()

    def unpack(self, form: str) -> Contents:
        """Raises CorpusError where the file is damaged, locked or too much, or where nothing in it can be read."""
        with tempfile.TemporaryDirectory() as folder:
            self._open(self._path, form, [], [self._path.stem, self._path.parent.name], Path(folder))
        if not self.contents.documents:
            why = ":" + ";".join(told[:-1] for told in self.contents.unread[:3]) if self.contents.unread else ",是空的压缩包或邮件"
            raise CorpusError(f"文件 {self._path} 里没有能读取的文档{why}。", "no_text")
        return self.contents

    def _open(self, path: Path, form: str, chain: list[str], hints: list[str], folder: Path) -> None:
        if len(chain) >= _DEEPEST:
            raise CorpusError(f"文件 {path} 里的压缩包套得过深,未打开。", "bomb")
        module = importlib.import_module(f"corpus.reading.readers.{MODULES[form]}")
        found: list[Member] = list(module.members(path, self._allowance))
        for n, member in enumerate(found):
            place = folder / str(n)
            place.mkdir()
            self._take(member, chain, hints, place, alone=len(found) == 1)
            going_on()

    def _take(self, member: Member, chain: list[str], hints: list[str], folder: Path, *, alone: bool) -> None:
        """Reads one file; what is wrong with it is told and stops no other, but for a bomb.  The text of a mail that says but 请查收附件 is none."""
        *folders, name = member.name.split("/")
        path = folder / _storable(name)
        path.write_bytes(member.data)
        chain = [*chain, member.name]
        words = [*reversed(folders), *([member.within] if member.within else []), *hints]
        try:
            form = self._sniff(path)
            if form == "image" and member.within and not _may_be_scan(member.data):
                return  # a seal or a signature below a mail
            if form in MODULES:
                self._open(path, form, chain, [Path(name).stem, *words], folder)
                return
            document = self._read(path, form, self._ocr)
            if alone or not member.is_text or any(c.isnumeric() for c in document.text.replace(member.within, "", 1)):
                self.contents.documents.append(self._placed(document, chain, words))
        except CorpusError as error:
            if member.is_text and error.kind == "no_text" and not alone:
                return
            told = str(error).replace(str(path), STEP.join(chain))
            if error.kind == "bomb":
                raise CorpusError(f"文件 {self._path} 里的{told}", "bomb") from error
            self.contents.unread.append(told)

    def _placed(self, document: Document, chain: list[str], words: list[str]) -> Document:
        """The document with the way that leads to it: through the outer file, and in front of every place."""
        lead = STEP.join(chain)
        blocks = tuple(replace(block, where=STEP.join(filter(None, (lead, block.where)))) for block in document.blocks)
        tables = tuple(
            replace(t, rows=tuple(tuple(replace(c, where=STEP.join((lead, c.where))) for c in row) for row in t.rows))
            for t in document.tables
        )
        notes = tuple(f"{lead}:{note}" for note in document.notes)
        path = str(self._path.joinpath(*chain))
        return replace(
            document, path=path, blocks=blocks, tables=tables, notes=notes, inside=lead, container=str(self._path), hints=tuple(words)
        )


def _storable(name: str) -> str:
    """A name that every file system takes, with its ending."""
    stem, suffix = Path(name).stem, Path(name).suffix
    clean = "".join("_" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in stem).encode("utf-8", "replace")[:150].decode("utf-8", "ignore")
    return (clean or "_") + suffix[:10]


def _may_be_scan(data: bytes) -> bool:
    from corpus.reading.readers import images

    return images.may_be_scan(data)
