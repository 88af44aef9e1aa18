"""The same report in forms that no program here writes: OFD, Outlook's mails, XML of Office 2003, OLE files."""

from __future__ import annotations

import math
import struct
import zipfile
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

LINES = [
    "甲县消防救援大队2023年上半年工作总结",
    "一、监督执法",
    "检查单位442家,发现火灾隐患676处,罚款4.8万元。",
    "二、灭火救援",
    "接警出动305起,抢救被困人员27人。",
]
ROWS = [
    ["指标", "单位", "2022年上半年", "2023年上半年"],
    ["检查单位", "家", "612", "702"],
    ["接警出动", "起", "286", "311"],
    ["罚款金额", "万元", "21.6", "24.3"],
]
Files = list[tuple[str, bytes]]


def zipped(path: Path, files: Files, *, encoding: str = "") -> Path:
    """With `encoding` the names are written as an old Chinese program does, without the flag of UTF-8."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name.encode(encoding).decode("cp437") if encoding else name, (2023, 7, 1, 9, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    if encoding:  # zipfile flags every name beyond ASCII
        raw = path.read_bytes()
        for name, _ in files:
            utf8, old = name.encode(encoding).decode("cp437").encode(), name.encode(encoding)
            assert len(utf8) != len(old) or utf8 == old
        path.write_bytes(_renamed(raw, [(n.encode(encoding).decode("cp437").encode(), n.encode(encoding)) for n, _ in files]))
    return path


def _renamed(raw: bytes, names: list[tuple[bytes, bytes]]) -> bytes:
    """The archive with names of other bytes: written anew record by record."""
    import io

    new = dict(names)
    out, central, count = io.BytesIO(), [], 0
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for info in archive.infolist():
            start = raw.index(b"PK\x03\x04", info.header_offset)
            name = info.filename.encode()
            size, extra = struct.unpack_from("<HH", raw, start + 26)
            body = raw[start + 30 + size + extra :][: info.compress_size]
            told = new.get(name, name)
            common = struct.pack("<HHHHHIII", 20, 0, info.compress_type, 0, 0x56E1, info.CRC, info.compress_size, info.file_size)
            central.append((told, out.tell(), common))
            out.write(b"PK\x03\x04" + common + struct.pack("<HH", len(told), 0) + told + body)
            count += 1
    at = out.tell()
    for told, offset, common in central:
        out.write(b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHHHII", len(told), 0, 0, 0, 0, 0, offset) + told)
    out.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, out.tell() - at, at, 0))
    return out.getvalue()


def mail(subject: str, text: str, files: Files, *, charset: str = "gb18030") -> bytes:
    message = EmailMessage()
    message["From"] = "a@x.cn"
    message["Subject"] = subject
    message.set_content(text, charset=charset, cte="base64")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


Entry = tuple[str, int, int | None, bytes]  # name, kind (1 a folder, 2 a stream, 5 the root), parent, data


def _entries(streams: dict[tuple[str, ...], bytes]) -> list[Entry]:
    entries: list[Entry] = [("Root Entry", 5, None, b"")]
    index: dict[tuple[str, ...], int] = {(): 0}
    for path, data in streams.items():
        for n in range(1, len(path) + 1):
            if path[:n] not in index:
                index[path[:n]] = len(entries)
                leaf = n == len(path)
                entries.append((path[n - 1], 2 if leaf else 1, index[path[: n - 1]], data if leaf else b""))
    return entries


def ole(streams: dict[tuple[str, ...], bytes]) -> bytes:
    """A compound file ([MS-CFB]) of streams by their paths, all in sectors of 512 bytes; short ones in the small sectors."""
    entries = _entries(streams)
    small, mini_fat, starts = b"", [], {}
    big: list[tuple[int, bytes]] = []
    for i, (_, kind, _, data) in enumerate(entries):
        if kind == 2 and len(data) >= 4096:
            big.append((i, data))
        elif kind == 2 and data:
            starts[i] = len(small) // 64
            count = math.ceil(len(data) / 64)
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), 0xFFFFFFFE]
            small += data.ljust(count * 64, b"\0")
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(data: bytes) -> int:
        count = math.ceil(len(data) / 512)
        at = len(fat)
        fat.extend([*range(at + 1, at + count), 0xFFFFFFFE] if count else [])
        sectors.extend(data[n * 512 : n * 512 + 512].ljust(512, b"\0") for n in range(count))
        return at if count else 0xFFFFFFFE

    for i, data in big:
        starts[i] = put(data)
    root = put(small)
    first_mini = put(struct.pack(f"<{len(mini_fat)}I", *mini_fat) + b"\xff" * (-len(mini_fat) * 4 % 512))
    children: dict[int, list[int]] = {}
    for i, (_, _, parent, _) in enumerate(entries):
        if parent is not None:
            children.setdefault(parent, []).append(i)
    right, child = {}, {}
    for parent, own in children.items():  # a chain to the right, in the order of the names
        own.sort(key=lambda i: (len(entries[i][0]), entries[i][0].upper()))
        child[parent] = own[0]
        right |= dict(pairwise(own))
    folder = b""
    for i, (name, kind, _, data) in enumerate(entries):
        size, start = (len(small), root) if i == 0 else (len(data), starts.get(i, 0))
        wide = name.encode("utf-16-le")
        folder += wide.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(wide) + 2, kind, 1, 0xFFFFFFFF, right.get(i, 0xFFFFFFFF), child.get(i, 0xFFFFFFFF)
        )
        folder += bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)
    first_folder = put(folder.ljust(math.ceil(len(folder) / 512) * 512, b"\0"))
    tables = math.ceil((len(fat) + 1) / 127)
    at = len(fat)
    fat += [0xFFFFFFFD] * tables
    packed = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    count = math.ceil(len(mini_fat) * 4 / 512)
    head += struct.pack("<IIIIIIIII", 0, tables, first_folder, 0, 4096, first_mini if count else 0xFFFFFFFE, count, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *[at + n for n in range(tables)], *[0xFFFFFFFF] * (109 - tables))
    return head + b"".join(sectors) + packed


def msg(subject: str, text: str, files: Files, page: str = "") -> bytes:
    """A mail as Outlook saves it ([MS-OXMSG])."""
    streams: dict[tuple[str, ...], bytes] = {
        ("__properties_version1.0",): bytes(32), ("__substg1.0_0037001F",): subject.encode("utf-16-le"),
        ("__substg1.0_1000001F",): text.encode("utf-16-le"), ("__substg1.0_10130102",): page.encode("gb18030"),
    }  # fmt: skip
    for n, (name, data) in enumerate(files):
        folder = f"__attach_version1.0_#{n:08X}"
        streams |= {(folder, "__substg1.0_37010102"): data, (folder, "__substg1.0_3707001F"): name.encode("utf-16-le")}
    return ole({path: data for path, data in streams.items() if data})


SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(path: Path, *, extra: str = "", grid: bool = False) -> Path:
    """A page of A4 with the lines and a ruled table, written as the standard says; on a `grid` figures are as wide as characters."""
    size, y, objects = 5.0, 25.0, []

    def text(words: str, x: float, top: float, more: str = "") -> str:
        wide = [size if grid or ord(sign) > 127 else size / 2 for sign in words]
        steps = f"g {len(words) - 1} {size}" if grid and len(words) > 1 else " ".join(map(str, wide[:-1]))
        return (
            f'<ofd:TextObject ID="{len(objects) + 100}" Boundary="{x} {top} {len(words) * size} {size}" Font="1" Size="{size}" {more}>'
            f'<ofd:TextCode X="0" Y="{size * 0.88}" DeltaX="{steps}">{words}</ofd:TextCode></ofd:TextObject>'
        )

    for line in LINES:
        for n in range(0, len(line), 32):  # lines of the page
            objects.append(text(line[n : n + 32], 25.0 + (0 if n or line == LINES[0] else 2 * size), y))
            y += 9
    for r, row in enumerate(ROWS):
        objects += [text(word, 26 + 40 * c, y + 10 * r + 2) for c, word in enumerate(row)]
    strokes = [(25, y + 10 * r, 25 + 160, y + 10 * r) for r in range(len(ROWS) + 1)] + [
        (25 + 40 * c, y, 25 + 40 * c, y + 10 * len(ROWS)) for c in range(5)
    ]
    for x0, y0, x1, y1 in strokes:
        objects.append(
            f'<ofd:PathObject ID="{len(objects) + 100}" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.3">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    objects.append(extra)
    area = "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
    return zipped(path, [
        ("OFD.xml", f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'.encode()),
        ("Doc_0/Document.xml", f'<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'.encode()),
        ("Doc_0/Pages/Page_0/Content.xml", f'<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="2">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'.encode()),
    ])  # fmt: skip


def words_2003(body: str, styles: str = "") -> str:
    """A document of Word 2003 as XML."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
        f'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"><w:styles>{styles}</w:styles><w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>'
    )


def book_2003(rows: str) -> str:
    """A book of Excel 2003 as XML; styles p (percent), m (a month) and w (万元)."""
    formats = {"p": "0.0%", "m": "yyyy&quot;年&quot;m&quot;月&quot;", "w": "0!.0,&quot;万元&quot;", "d": "Percent"}
    styles = "".join(f'<Style ss:ID="{name}"><NumberFormat ss:Format="{code}"/></Style>' for name, code in formats.items())
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="表"><Table>{rows}</Table>'
        "</Worksheet></Workbook>"
    )
