"""Files to documents, one module a format.  `read` looks at the content first and at the name only where that does not tell."""

from __future__ import annotations

import importlib
import warnings
from dataclasses import replace
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import MAX_CHARS, Document, TooLong
from corpus.reading.readers import recognise
from corpus.reading.readers.failures import failure
from corpus.reading.readers.formats import NAMED, SUFFIXES, sniff
from corpus.reading.readers.inside import MODULES as HOLDING
from corpus.reading.readers.inside import Contents, Unpacker
from extract.reading.text import radicals_as_characters

__all__ = ["NAMED", "SUFFIXES", "Contents", "only_one", "read", "read_all"]

_MODULES = {
    "docx": "docx", "pdf": "pdf", "image": "picture", "doc": "doc", "rtf": "rtf", "html": "html", "mht": "html",
    "xlsx": "sheet", "xls": "sheet", "csv": "sheet", "text": "text", "odf": "odf", "ofd": "ofd", "wordxml": "docx", "sheetxml": "sheetxml",
}  # fmt: skip


def read(path: str | Path, *, ocr: str = "auto") -> Document:
    """The document of a file of any supported format; of an archive or a mail, the one that is in it.

    `ocr` is auto (pictures and pages without text are recognised), always or never.  Raises CorpusError with one Chinese
    sentence for what cannot be read: missing, empty, encrypted, damaged, too big, of an unknown kind, and for several documents in one.
    """
    return only_one(path, read_all(path, ocr=ocr))


def only_one(path: str | Path, contents: Contents) -> Document:
    """The document of contents that hold one.  Raises CorpusError for several."""
    if len(contents.documents) > 1:
        names = [document.inside for document in contents.documents]
        told = "、".join(names[:3]) + (" 等" if len(names) > 3 else "")
        raise CorpusError(f"文件 {path} 里有 {len(names)} 份文档({told}),请取出其中一份再试,或用 brigade import 全部导入。", "several")
    document = contents.documents[0]
    return replace(document, notes=(*document.notes, *contents.unread)) if contents.unread else document


def read_all(path: str | Path, *, ocr: str = "auto") -> Contents:
    """All documents of a file: of an archive or a mail each that is in it, else the one.  Raises CorpusError as `read` does."""
    path = Path(path)
    form = ""
    try:
        form = sniff(path)
        return Unpacker(path, sniff, _read, ocr).unpack(form) if form in HOLDING else Contents([_read(path, form, ocr)])
    except CorpusError:
        raise
    except Exception as error:
        raise failure(path, form, error) from error


def _read(path: Path, form: str, ocr: str) -> Document:
    """The document of a file that is one."""
    module = importlib.import_module(f"corpus.reading.readers.{_MODULES[form]}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # libraries warn in English of what they pass over
            document = module.read(path, form, ocr)
        if len(document.text) > MAX_CHARS:
            raise TooLong
    except CorpusError:
        raise
    except Exception as error:  # what is unusual in a file can break a library anywhere
        raise failure(path, form, error) from error
    assert isinstance(document, Document)
    if not document.text.strip():
        raise CorpusError(f"文件 {path} 里没有读到文字,请检查内容{_without_ocr(ocr)}。", "no_text")
    return _plain(document)


def _without_ocr(ocr: str) -> str:
    """What to do where pictures were not looked into."""
    why = recognise.hindrance(ocr)
    return f";扫描件{why.remedy}" if why else ""


def _plain(document: Document) -> Document:
    """The document with radicals as the characters they stand for; one for one, so that all places hold."""
    text = radicals_as_characters(document.text)
    if text == document.text:
        return document
    tables = tuple(
        replace(table, rows=tuple(tuple(replace(cell, text=radicals_as_characters(cell.text)) for cell in row) for row in table.rows))
        for table in document.tables
    )
    return replace(document, text=text, tables=tables)
