"""Rich text as a run of signs, words and text: bytes of many encodings decoded, `\\u` and what stands in for it told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\\([A-Za-z]+)(-?\d+)? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S)
_CHARSETS = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949", 204: "cp1251", 161: "cp1253", 162: "cp1254", 238: "cp1250"}
_PAGES = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8", 54936: "gb18030"}
_EAST = {"gb18030", "big5hkscs", "cp932", "cp949", "utf-8"}
_SIGNS = {
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
    "qmspace": " ", "_": "-", "~": " ", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Open:
    """A group opens; `starred` where a reader that does not know its word leaves it out."""

    word: str
    starred: bool


@dataclass(frozen=True, slots=True)
class Close:
    """A group ends."""


@dataclass(frozen=True, slots=True)
class Word:
    """A control word with its number."""

    name: str
    number: int | None


Token = Open | Close | Word | str


@dataclass(slots=True)
class _Script:
    """What says in which encoding bytes are: the font, and how many signs stand in for a `\\u`."""

    font: int = -1
    associated: int = -1
    instead: int = 1


@dataclass(slots=True)
class _Bytes:
    """Bytes that wait until all of a character is there; `raw` where they were not written as hexadecimal."""

    data: bytearray = field(default_factory=bytearray)
    raw: bool = False


class Reading:
    """The tokens of a file, text decoded."""

    def __init__(self, data: bytes) -> None:
        self._source = data.decode("latin-1")
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._waiting = _Bytes()
        self._high = ""  # the first half of a surrogate pair
        self._skip = 0

    def tokens(self) -> Iterator[Token]:
        scripts = [_Script()]
        opening = starred = False
        for match in _TOKEN.finditer(self._source):
            name, number, code, sign, brace, plain = match.groups()
            if opening and sign == "*":
                starred = True
                continue
            if opening and (name is not None or not (plain or "").isspace()):
                yield Open(name or "", starred)
                opening = starred = False
            if brace == "{":
                yield from self._decoded(scripts[-1])
                if opening:
                    yield Open("", False)
                opening, self._skip = True, 0
                scripts.append(_Script(scripts[-1].font, scripts[-1].associated, scripts[-1].instead))
            elif brace == "}":
                yield from self._decoded(scripts[-1])
                self._skip = 0
                if len(scripts) > 1:
                    scripts.pop()
                yield Close()
            elif code is not None:
                self._byte(int(code, 16))
            elif plain is not None:
                yield from self._plain(plain, scripts[-1])
            elif name is not None:
                yield from self._word(name, number, scripts[-1])
            elif sign is not None:
                yield from self._sign(sign, scripts[-1])
        yield from self._decoded(scripts[-1])

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
            return
        self._waiting.data.append(value)

    def _plain(self, text: str, script: _Script) -> Iterator[Token]:
        cut = min(self._skip, len(text))
        self._skip -= cut
        text = text[cut:]
        if not text:
            return
        if text.isascii() and not self._waiting.data:
            yield text
            return
        # the second byte of a character may be written as the letter it looks like
        self._waiting.data.extend(text.encode("latin-1"))
        self._waiting.raw = self._waiting.raw or not text.isascii()
        yield from self._decoded(script)

    def _word(self, name: str, number: str | None, script: _Script) -> Iterator[Token]:
        value = int(number) if number is not None else None
        if name == "u" and value is not None:
            yield from self._decoded(script)
            yield from self._unicode(value)
            self._skip = script.instead
            return
        if self._skip:
            self._skip -= 1
            return
        yield from self._decoded(script)
        if name == "uc":
            script.instead = value or 0
        elif name == "f":
            script.font = value or 0
        elif name == "af":
            script.associated = value or 0
        elif name == "ansicpg":
            self._page = _PAGES.get(value or 0, f"cp{value}" if value in (1250, 1251, 1252, 1253, 1254, 437, 850) else "cp1252")
        elif name == "fcharset":
            self._fonts[script.font] = _CHARSETS.get(value or 0, "")
        if name in _SIGNS:
            yield _SIGNS[name]
        else:
            yield Word(name, value)

    def _unicode(self, value: int) -> Iterator[Token]:
        code = value & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self._high = chr(code)
            return
        pair, self._high = self._high + chr(code), ""
        yield pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _sign(self, sign: str, script: _Script) -> Iterator[Token]:
        if self._skip:
            self._skip -= 1
            return
        yield from self._decoded(script)
        if sign in "\r\n":
            yield Word("par", None)
        elif sign in _SIGNS:
            yield _SIGNS[sign]

    def _decoded(self, script: _Script) -> Iterator[Token]:
        data, raw = bytes(self._waiting.data), self._waiting.raw
        self._waiting = _Bytes()
        if not data:
            return
        fonts = [self._fonts.get(f, "") for f in (script.font, script.associated)]
        names = [
            *(["utf-8"] if raw else []),
            *(n for n in (*fonts, self._page) if n in _EAST),
            "gb18030",
            *(n for n in (fonts[0], self._page) if n),
        ]
        for name in names:
            try:
                yield data.decode(name)
                return
            except UnicodeDecodeError:
                continue
        yield data.decode(next(n for n in names if n != "utf-8"), "replace")
