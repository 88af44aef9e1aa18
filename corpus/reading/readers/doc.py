"""Old Word (.doc) and WPS (.wps) files: the text stream read directly, as [MS-DOC] lays it out.

The piece table (Clx, [MS-DOC] 2.9.38) tells where each stretch of text stands and whether it is UTF-16 or code page 1252.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.document import Builder, Document
from corpus.reading.readers.where import grid_of, paragraph


def read(path: Path, form: str, ocr: str) -> Document:
    import olefile

    with olefile.OleFileIO(str(path)) as ole:
        main = ole.openstream("WordDocument").read()
        if len(main) < 0x200 or struct.unpack_from("<H", main, 0)[0] not in (0xA5EC, 0xA5DC):
            raise CorpusError(f"文件 {path} 不是 Word 97 以后的格式,请用 Word 或 WPS 另存为 .docx 后再试。", "unknown")
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if flags & 0x0100:
            raise CorpusError(f"文件 {path} 设有打开密码,请去掉密码另存后再试。", "encrypted")
        name = "1Table" if flags & 0x0200 else "0Table"
        table = ole.openstream(name).read()
    text = _text(main, table)
    if len(text.strip()) * 400 < path.stat().st_size - 60_000 and len(text.strip()) < 200:
        raise CorpusError(f"文件 {path} 只读出 {len(text.strip())} 个字,与文件大小不符,请用 Word 另存为 .docx 后再试。", "too_little")
    return _document(text, path, form)


def _text(main: bytes, table: bytes) -> str:
    """All characters of the main document, in order.  Raises struct.error or ValueError for a broken piece table."""
    size = struct.unpack_from("<i", main, 0x4C)[0]  # ccpText
    start, length = struct.unpack_from("<II", main, 0x1A2)  # fcClx, lcbClx
    clx = table[start : start + length]
    at = 0
    while at < len(clx) and clx[at] == 1:  # Prc
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ValueError("no piece table")
    total = struct.unpack_from("<I", clx, at + 1)[0]
    pieces = clx[at + 5 : at + 5 + total]
    count = (total - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    out = []
    for i in range(count):
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * i + 2)[0]
        chars = bounds[i + 1] - bounds[i]
        if place & 0x40000000:
            offset = (place & 0x3FFFFFFF) // 2
            out.append(main[offset : offset + chars].decode("cp1252", "replace"))
        else:
            out.append(main[place : place + 2 * chars].decode("utf-16-le", "replace"))
    return "".join(out)[:size]


def _document(text: str, path: Path, form: str) -> Document:
    """Paragraphs end with CR, cells with BEL; a field (0x13 … 0x14 result 0x15) shows its result."""
    text = re.sub(r"\x13[^\x13\x14\x15]*\x14?", "", text)
    text = (
        re.sub(r"[\x15\x01\x02\x05\x08\x1f]", "", text)
        .replace("\x0b", "\r")
        .replace("\x0c", "\r")
        .replace("\x1e", "-")
        .replace("\xa0", " ")
    )
    out = Builder()
    number = tables = 0
    rows: list[list[str]] = []
    row: list[str] = []
    for part in re.findall(r"[^\r\x07]*[\r\x07]|[^\r\x07]+$", text):
        body, mark = (part[:-1], part[-1]) if part[-1] in "\r\x07" else (part, "\r")
        if mark == "\x07":
            if not body and row:  # the mark that ends a row
                rows.append(row)
                row = []
            else:
                row.append(body)
            continue
        if rows:
            tables += 1
            out.table(grid_of(rows, f"表{tables}"), out.last())
            rows = []
        number += 1
        out.add(body, paragraph(number))
    if rows:
        out.table(grid_of(rows, f"表{tables + 1}"), "")
    return out.document(str(path), form)
