"""OpenDocument files: the trees of their parts, and what their styles say of text that is not seen or stands raised."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.readers.failures import damaged
from corpus.reading.readers.safety import parsed

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = (f"{{{_SPACE}{name}:1.0}}" for name in ("office", "text", "table"))
STYLE, DRAW, FO = f"{{{_SPACE}style:1.0}}", f"{{{_SPACE}drawing:1.0}}", f"{{{_SPACE}xsl-fo-compatible:1.0}}"
LINK = "{http://www.w3.org/1999/xlink}"


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says, on top of the one that it is made from; None where it says nothing."""

    unseen: bool | None = None
    white: bool | None = None
    grounded: bool | None = None
    raised: bool | None = None
    shown: bool | None = None  # of a sheet

    def over(self, other: Look) -> Look:
        names = ("unseen", "white", "grounded", "raised", "shown")
        return Look(*(getattr(self, n) if getattr(self, n) is not None else getattr(other, n) for n in names))


class Parts:
    """A package or a flat file.  Raises CorpusError for a password, entities and damage."""

    def __init__(self, path: Path) -> None:
        self._files: dict[str, bytes] = {}
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                names = set(archive.namelist())
                if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise CorpusError(f"文件 {path} 设有打开密码,请去掉密码另存后再试。", "encrypted")
                self._files = {name: archive.read(name) for name in names if name.endswith(".xml") or name.startswith("Pictures/")}
            roots = [parsed(self._files[name], path) for name in ("content.xml", "styles.xml") if name in self._files]
        else:
            roots = [parsed(path.read_bytes(), path)]
        self.body: Any = roots[0].find(f"{OFFICE}body")
        if self.body is None:
            raise damaged(path)
        self.heads: list[Any] = [head for root in roots for head in root.iter(f"{STYLE}header")]
        self._styles = {(s.get(f"{STYLE}family"), s.get(f"{STYLE}name")): s for root in reversed(roots) for s in root.iter(f"{STYLE}style")}
        self._looks: dict[tuple[str, str], Look] = {}

    def picture(self, image: Any) -> bytes:
        """The bytes of a picture; b"" for one that is not in the file."""
        import base64

        inline = image.find(f"{OFFICE}binary-data")
        if inline is not None:
            return base64.b64decode(inline.text or "")
        return self._files.get(str(image.get(f"{LINK}href", "")).removeprefix("./"), b"")

    def look(self, family: str, name: str | None, depth: int = 0) -> Look:
        if not name or depth > 20:
            return Look()
        key = (family, name)
        if key not in self._looks:
            style = self._styles.get(key)
            self._looks[key] = (
                Look() if style is None else _own(style).over(self.look(family, style.get(f"{STYLE}parent-style-name"), depth + 1))
            )
        return self._looks[key]


def _own(style: Any) -> Look:
    text, table = style.find(f"{STYLE}text-properties"), style.find(f"{STYLE}table-properties")
    ground = next((n.get(f"{FO}background-color") for n in style if n.get(f"{FO}background-color") is not None), None)
    shown = None if table is None or table.get(f"{TABLE}display") is None else table.get(f"{TABLE}display") != "false"
    grounded = None if ground is None else ground not in ("transparent", "#ffffff")
    if text is None:
        return Look(grounded=grounded, shown=shown)
    hidden, struck = text.get(f"{TEXT}display"), text.get(f"{STYLE}text-line-through-style")
    colour, position = text.get(f"{FO}color"), text.get(f"{STYLE}text-position")
    unseen = None if hidden is None and struck is None else hidden == "none" or struck not in (None, "none")
    high = (
        None if position is None else position.startswith("super") or (position.split("%")[0].isdigit() and int(position.split("%")[0]) > 0)
    )
    return Look(unseen, None if colour is None else colour.lower() == "#ffffff", grounded, high, shown)
