"""Zip archives: the files in them, with the names that a Chinese program gave them."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path

from corpus.reading.readers.parcel import Member
from corpus.reading.readers.safety import Allowance, check_archive

_UTF8 = 0x800  # the flag of a name in UTF-8
_SKIPPED = ("__macosx", "thumbs.db", "desktop.ini")


def members(path: Path, allowance: Allowance) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        check_archive(archive, path)
        for info in archive.infolist():
            name = _name(info)
            parts = [part for part in name.split("/") if part not in ("", ".", "..")]
            if (
                info.is_dir()
                or not parts
                or parts[0].lower() in _SKIPPED
                or parts[-1].lower() in _SKIPPED
                or parts[-1].startswith((".", "~$"))
            ):
                continue
            allowance.take(info.file_size, path)
            yield Member(posixpath.join(*parts), archive.read(info))


def _name(info: zipfile.ZipInfo) -> str:
    """Names without the flag of UTF-8 are in the writer's own encoding: UTF-8 where they are valid as such, else GB18030."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        raw = info.orig_filename.encode("cp437", "ignore")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/").partition("\0")[0]
