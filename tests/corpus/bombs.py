"""Small files that take all the time or memory there is, or break what reads them; each as bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

TITLE = "甲县消防救援大队2023年上半年工作总结\n\n"


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(out),
    )


def forms_in_forms(depth: int = 12, width: int = 12) -> bytes:
    """A page whose picture holds twelve pictures, each of which holds twelve …"""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length 4>>stream\n/F Do\nendstream",
    ]
    for level in range(depth):
        content = b"/F Do " * width if level < depth - 1 else b"0 0 10 10 re f "
        inner = b"<</XObject<</F %d 0 R>>>>" % (6 + level) if level < depth - 1 else b"<<>>"
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources%s/Length %d>>" % (inner, len(content))
        objects.append(head + b"stream\n" + content + b"\nendstream")
    return pdf(objects)


def _sheet(strings: str, rows: str) -> bytes:
    """A workbook with these shared strings and rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    offices = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{packages}"><Relationship Id="a" Type="{offices}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{offices}"><sheets><sheet name="A" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}"><Relationship Id="s" Type="{offices}/worksheet" Target="s.xml"/>'
        f'<Relationship Id="t" Type="{offices}/sharedStrings" Target="t.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/t.xml": f'<sst xmlns="{main}">{strings}</sst>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def one_string_everywhere(rows: int = 300) -> bytes:
    """A cell of 30,000 characters that stands in every row."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, rows + 1))
    return _sheet(f"<si><t>{'检查单位' * 7500}</t></si>", cells)


def months_without_end(rows: int = 400, columns: int = 900) -> bytes:
    """A ledger that takes minutes to be understood."""
    head = ",".join(["指标", "单位", *(f"{n % 6 + 1}月" for n in range(columns))])
    return "\n".join([head, *(f"检查单位{n},家," + ",".join("7" * columns) for n in range(rows))]).encode()


def broken_stream() -> bytes:
    """A workbook one of whose parts ends in the midst of its compressed bytes, of which the archive knows nothing."""
    whole = bytearray(_sheet("<si><t>检查单位</t></si>" * 300, ""))
    at = whole.rfind(b"xl/t.xml", 0, whole.find(b"PK\x01\x02")) + len("xl/t.xml")
    whole[at + 4 : at + 24] = b"\xff" * 20
    return bytes(whole)


def many_attributes(count: int = 60_000) -> bytes:
    """A web page with an element of so many attributes, each of which is held against all others."""
    return f"<html><body><p {' '.join(f'a{n}=1' for n in range(count))}>检查单位12家。</p></body></html>".encode()


def entities_far_behind() -> bytes:
    """A Word file whose declaration of entities stands behind a long comment."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        body = f'<?xml version="1.0"?><!--{"x" * 5000}--><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        archive.writestr("word/document.xml", body)
    return out.getvalue()


def pieces_again_and_again(count: int = 40) -> bytes:
    """A Word 97 file ([MS-DOC]) whose pieces tell two thousand million characters each, from one place."""
    from tests.corpus.reading.forms import ole

    main = bytearray(0x1000)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)  # FibBase: wIdent, nFib
    struct.pack_into("<H", main, 0x0A, 0x0200)  # the tables are in 1Table
    struct.pack_into("<i", main, 0x4C, 2**31 - 1)  # ccpText
    bounds = [0, 2**31 - 1] * (count // 2) + [0]
    pieces = struct.pack(f"<{count + 1}I", *bounds) + struct.pack("<HIH", 0, 0x40000000 | 0x1000, 0) * count
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x9A + 8 * 33, 0, len(clx))
    return ole({("WordDocument",): bytes(main), ("1Table",): clx})
