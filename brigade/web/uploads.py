"""Files from a browser: neither their names nor their sizes nor their types are trusted."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
import unicodedata
from pathlib import Path

from flask import request
from werkzeug.datastructures import FileStorage

from brigade.web.workplace import Workplace, workplace
from corpus.errors import CorpusError
from corpus.reading.readers import SUFFIXES

MAX_UPLOAD = 60 * 1024 * 1024
ALLOWED = frozenset(SUFFIXES)
KEY = r"[0-9a-f]{16}"  # the name of the folder that an upload lies in
KEEP = 7 * 86400  # seconds that a draft is kept


def uploaded(field: str, missing: str) -> Path:
    """Keeps the file of a form's field and returns its path.
    Raises CorpusError with the message `missing` where no file was chosen, and for a type that is not read."""
    path = uploaded_if_any(field)
    if path is None:
        raise CorpusError(missing, "arguments")
    return path


def uploaded_if_any(field: str) -> Path | None:
    """`uploaded` for a field that may stay empty: None where no file was chosen."""
    upload = request.files.get(field)
    return keep(upload, workplace().uploads) if upload is not None and upload.filename else None


def kept(key: str) -> Path:
    """The upload whose folder has the name `key`.  Raises CorpusError where there is none."""
    found = list((workplace().uploads / key).iterdir()) if re.fullmatch(KEY, key) and (workplace().uploads / key).is_dir() else []
    if len(found) != 1:
        raise CorpusError("上传的文件已不在,请重新上传。", "missing")
    return found[0]


def keep(upload: FileStorage, folder: Path) -> Path:
    """Saves an upload under a folder of its own inside `folder` and returns its path.  Raises CorpusError for a type that is not read."""
    name = safe_name(upload.filename or "")
    if Path(name).suffix.lower() not in ALLOWED:
        raise CorpusError(f"不支持“{Path(name).suffix or name}”类型的文件,请上传 Word、PDF、Excel、文本、网页或图片。", "type")
    target = folder / secrets.token_hex(8) / name
    target.parent.mkdir(parents=True, mode=0o700)
    if folder.resolve() not in target.resolve().parents:
        raise CorpusError("文件名不能使用。", "type")
    upload.save(str(target))
    target.chmod(0o600)
    return target


def dated(path: Path, modified: float) -> None:
    """Gives an upload the time at which its sender last changed it, in seconds, where he says one that can be."""
    if 0 < modified <= time.time():
        os.utime(path, (modified, modified))


def forget(path: str | Path) -> None:
    """Removes an upload and what was made beside it; a file that lies elsewhere is left alone."""
    folder = Path(path).parent
    if folder.parent == workplace().uploads and re.fullmatch(KEY, folder.name):
        shutil.rmtree(folder, ignore_errors=True)


def remove_old(place: Workplace) -> None:
    """Removes the uploads that no report of the store came from, once they are older than KEEP: drafts, ledgers, files that were refused."""
    folders = [f for f in place.uploads.iterdir() if re.fullmatch(KEY, f.name) and f.stat().st_mtime < time.time() - KEEP]
    if not folders or not Path(place.db).is_file():
        return
    with place.reading() as corpus:
        kept = {Path(row["path"]).parent for row in corpus.store.rows("SELECT path FROM reports")}
    kept |= {place.uploads / key for key in place.queue.uploads()}
    for folder in folders:
        if folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def safe_name(name: str) -> str:
    """The last part of a given name without what a file system or a shell could misread; never empty, never hidden."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    name = re.sub(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]', "_", name).strip(" .")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    return (stem[:80] or "文件") + (f".{suffix[:8]}" if suffix else "")
