"""Mails as Outlook saves them (.msg): the text of the message and what is attached to it ([MS-OXMSG]).

The properties that are read are streams of an OLE file, named by their number and type.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.readers.encoding import decode
from corpus.reading.readers.parcel import Member, letter
from corpus.reading.readers.richmail import unpacked
from corpus.reading.readers.safety import Allowance

_SUBJECT, _BODY, _PAGE, _RICH = "0037", "1000", "1013", "1009"
_DATA, _LONG_NAME, _NAME = "3701", "3707", "3704"
_WIDE, _NARROW, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_MOST = 5  # mails within mails


def members(path: Path, allowance: Allowance) -> Iterator[Member]:
    import olefile

    with olefile.OleFileIO(str(path)) as ole:
        yield from _members(_Storage(ole, [], path), allowance, 0)


class _Storage:
    """A folder of an OLE file that holds the properties of a message or an attachment."""

    def __init__(self, ole: Any, folder: list[str], path: Path) -> None:
        self.ole = ole
        self.folder = folder
        self.path = path

    def bytes(self, number: str, kind: str = _BINARY) -> bytes:
        name = [*self.folder, f"__substg1.0_{number}{kind}"]
        return bytes(self.ole.openstream(name).read()) if self.ole.exists(name) and self.ole.get_type(name) == 2 else b""

    def text(self, number: str) -> str:
        wide = self.bytes(number, _WIDE)
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.bytes(number, _NARROW).rstrip(b"\0")
        return decode(narrow, self.path) if narrow.strip() else ""

    def inner(self, name: str) -> _Storage:
        return _Storage(self.ole, [*self.folder, name], self.path)

    def attachments(self) -> list[_Storage]:
        depth = len(self.folder)
        names = {entry[depth] for entry in self.ole.listdir() if len(entry) > depth + 1 and entry[:depth] == self.folder}
        return [self.inner(name) for name in sorted(names) if name.startswith("__attach_version1.0_")]


def _members(message: _Storage, allowance: Allowance, depth: int) -> Iterator[Member]:
    if depth > _MOST:
        raise CorpusError(f"邮件 {message.path} 里的邮件套得过深,未打开。", "bomb")
    subject = " ".join(message.text(_SUBJECT).split())
    page = message.bytes(_PAGE) or message.text(_PAGE).encode("utf-8")
    own = letter(subject, message.text(_BODY), page or unpacked(message.bytes(_RICH)), subject)
    if own is not None:
        allowance.take(len(own.data), message.path)
        yield own
    for n, part in enumerate(message.attachments(), 1):
        mail = f"__substg1.0_{_DATA}{_OBJECT}"
        if message.ole.exists([*part.folder, mail]):
            yield from (
                Member(f"附件{n}/{m.name}" if not m.is_text else f"附件{n}", m.data, m.within)
                for m in _members(part.inner(mail), allowance, depth + 1)
            )
            continue
        data = part.bytes(_DATA)
        if data:
            allowance.take(len(data), message.path)
            yield Member((part.text(_LONG_NAME) or part.text(_NAME) or f"附件{n}").replace("\\", "/").rpartition("/")[2], data, subject)
