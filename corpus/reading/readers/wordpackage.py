"""A Word package as python-docx takes it, put right in memory: names with backslashes, the names of strict OOXML, the kinds of templates
and of files with macros."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from corpus.reading.readers.wordflat import package_of

_KINDS = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.template|ms-word\.(?:document|template)\.macroEnabled(?:Template)?)\.main\+xml",
    re.I,
)
_KIND = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CONTENTS = "[Content_Types].xml"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


def opened(path: str | Path) -> str | io.BytesIO:
    """The path itself where nothing is wrong with it, else a mended copy."""
    if not zipfile.is_zipfile(path):
        return package_of(Path(path))
    with zipfile.ZipFile(path) as archive:
        strict = any(
            b"purl.oclc.org/ooxml" in archive.read(info)[:4096]
            for info in archive.infolist()
            if info.filename.endswith((".rels", "document.xml"))
        )
        other = any(_KINDS.search(archive.read(info)) for info in archive.infolist() if info.filename == _CONTENTS)
        if not strict and not other and not any("\\" in info.filename for info in archive.infolist()):
            return str(path)
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as mended:
            for info in archive.infolist():
                data = archive.read(info)
                if strict and info.filename.endswith((".xml", ".rels")):
                    data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
                if info.filename == _CONTENTS:
                    data = _KINDS.sub(_KIND, data)
                mended.writestr(info.filename.replace("\\", "/"), data)
    copy.seek(0)
    return copy
