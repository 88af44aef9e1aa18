"""Each sentence that readers say of a file: refusals and what they leave unread, on a small real file each; and silence of all libraries."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.importing.ingest import Job, ingest
from corpus.reading.readers import read, read_all, recognise
from corpus.reading.readers.richmail import unpacked
from tests.conftest import ROOT
from tests.corpus.files import docx
from tests.corpus.reading.forms import LINES, SPACE, mail, msg, ofd, ole, zipped

TEXT = "\n".join(LINES)
DAMAGED = "文件 {p} 不完整或已损坏,请重新拷贝或下载后再试。"
UNREADABLE = "文件 {p} 读不了,里面有程序不认识的写法(文件不一定有问题),请"
ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
RICH = bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0")


def opc(folder: str, *parts: tuple[str, bytes]) -> bytes:
    return zip_of(("[Content_Types].xml", b"<Types/>"), (f"{folder}/x.xml", b"<x/>"), *parts)


def zip_of(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def picture(form: str = "PNG", size: tuple[int, int] = (400, 300), text: str = "") -> bytes:
    """A sheet of paper, with `text` in the font of PIL if any."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, 200, 48), fill="black")
    draw.text((40, 100), text, fill="black")
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def word_6(version: int = 0xA5DC) -> bytes:
    return ole({("WordDocument",): struct.pack("<HH", version, 0x65) + bytes(6000)})


def locked_word() -> bytes:
    return ole({("WordDocument",): struct.pack("<HH", 0xA5EC, 0xC1) + bytes(6) + struct.pack("<H", 0x0100) + bytes(6000)})


def nested() -> bytes:
    data = TEXT.encode()
    for n in range(5):
        data = zip_of((f"{n}.zip" if n else "a.txt", data))
    return data


def deep_word(folder: Path) -> bytes:
    """A Word file whose main part has another kind than any that Word knows."""
    path = docx(folder / "whole.docx", LINES)
    with zipfile.ZipFile(path) as old:
        kept = [(i.filename, old.read(i).replace(b"wordprocessingml.document.main+xml", b"strange+xml")) for i in old.infolist()]
    return zip_of(*kept)


# name → (what it holds, the kind, the sentence)
REFUSED: dict[str, tuple[bytes | Callable[[Path], bytes], str, str]] = {
    "空.txt": (b"", "empty", "文件 {p} 是空的(0 字节),请重新导出或下载后再试。"),
    "白.txt": (b" \n", "no_text", "文件 {p} 里没有读到文字,请检查内容。"),
    "乱.txt": (bytes(range(1, 256)) * 9, "encoding", "文件 {p} 不是文本,或编码无法识别,请另存为 UTF-8 文本后再试。"),
    "零.docx": (b"\1\2\3" * 99 + b"\0", "unknown", "文件 {p} 不是可识别的文档,与扩展名 .docx 不符(不是文档,或没有保存完整),请另存为 .docx、.pdf 或 .txt 后再试。"),
    "数据.xml": (b'<?xml version="1.0"?><a/>', "unknown", "文件 {p} 是 XML 数据,不是可识别的文档,请另存为 .docx、.pdf 或 .txt 后再试。"),
    "断.docx": (b"PK\3\4 broken", "damaged", DAMAGED),
    "缺.docx": (opc("word"), "unreadable", UNREADABLE + "用 Word 或 WPS 另存为 .docx 或 .txt后再试。"),
    "怪.docx": (deep_word, "unreadable", UNREADABLE + "用 Word 或 WPS 另存为 .docx 或 .txt后再试。"),
    "缺.xlsx": (opc("xl"), "unreadable", UNREADABLE + "用 Excel 或 WPS 另存为 .xlsx 或 .csv后再试。"),
    "旧.xls": (ole({("Workbook",): b"x" * 5000}), "unreadable", UNREADABLE + "用 Excel 或 WPS 另存为 .xlsx 或 .csv后再试。"),
    "二.xlsb": (zip_of(("xl/workbook.bin", b"x")), "unknown", "文件 {p} 是 Excel 二进制工作簿(.xlsb),请另存为 .xlsx 后再试。"),
    "片.pptx": (opc("ppt"), "unknown", "文件 {p} 是 PowerPoint 文件,不能读取,请另存为 .docx 或 .pdf 后再试。"),
    "片.ppt": (ole({("PowerPoint Document",): bytes(5000)}), "unknown", "文件 {p} 是 PowerPoint 文件,请另存为 .docx 后再试。"),
    "片.odp": (zip_of(("mimetype", b"application/vnd.oasis.opendocument.presentation"), ("content.xml", b"<a/>")), "unknown", "文件 {p} 是演示文稿或图形(presentation),请另存为 .docx 或 .pdf 后再试。"),
    "片.fodp": (f'<office:document {ODF}><office:body><office:presentation/></office:body></office:document>'.encode(), "unknown", "文件 {p} 是演示文稿或图形,不能读取,请另存为 .odt 或 .pdf 后再试。"),
    "无.odt": (f"<office:document {ODF}/>".encode(), "damaged", DAMAGED),
    "断.fodt": (f"<office:document {ODF}>".encode(), "damaged", DAMAGED),
    "实体.fodt": (f'<!DOCTYPE a [<!ENTITY b "c">]><office:document {ODF}/>'.encode(), "bomb", "文件 {p} 含有实体声明,疑似恶意文件,未打开。"),
    "他.xml": (b'<a xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "unknown", "文件 {p} 不是 Excel 2003 的 XML 表格,请另存为 .xlsx 后再试。"),
    "六.doc": (word_6(), "unknown", "文件 {p} 是 Word 6.0/95 的格式,不能读取,请用 Word 或 WPS 另存为 .docx 后再试。"),
    "不.doc": (word_6(0x1111), "unknown", "文件 {p} 不是 Word 97 以后的格式,请用 Word 或 WPS 另存为 .docx 后再试。"),
    "锁.doc": (locked_word(), "encrypted", "文件 {p} 设有打开密码,请去掉密码另存后再试。"),
    "锁.docx": (ole({("EncryptedPackage",): bytes(5000)}), "encrypted", "文件 {p} 设有打开密码,请去掉密码另存后再试。"),
    "他.doc": (ole({("Strange",): bytes(5000)}), "unknown", "文件 {p} 是不支持的旧格式文档(.doc),请另存为 .docx 后再试。"),
    "断.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "damaged", DAMAGED),
    "包.rar": (b"Rar!\x1a\7\0" + bytes(99), "unknown", "文件 {p} 是 RAR 压缩包,不能读取,请解压后再试。"),
    "空.zip": (zip_of(), "no_text", "文件 {p} 里没有能读取的文档,是空的压缩包或邮件。"),
    "坏.zip": (zip_of(("空.txt", b"")), "no_text", "文件 {p} 里没有能读取的文档:文件 空.txt 是空的(0 字节),请重新导出或下载后再试。"),
    "深.zip": (nested(), "bomb", "套得过深,未打开。"),
    "断.pdf": (b"%PDF-1.4\ngarbage", "damaged", DAMAGED),
    "断.png": (picture()[:120], "damaged", DAMAGED),
    "假.png": (b"\x89PNG" + bytes(99), "unreadable", UNREADABLE + "重新扫描后再试。"),
    "巨.png": (lambda folder: picture(size=(14_000, 14_000)), "too_big", "图片 {p} 超过 8000 万像素,请用 300 dpi 以下重新扫描后再试。"),
    "无.ofd": (zip_of(("OFD.xml", f"<a {SPACE}/>".encode())), "empty", "OFD 文件 {p} 没有页面,请重新导出后再试。"),
    "缺.ofd": (zip_of(("OFD.xml", f"<a {SPACE}><ofd:DocRoot>x.xml</ofd:DocRoot></a>".encode())), "damaged", "OFD 文件 {p} 缺少 x.xml,不完整,请重新导出后再试。"),
    "锁.ofd": (zip_of(("OFD.xml", f"<a {SPACE}/>".encode()), ("Encryptions.xml", b"<a/>")), "encrypted", "OFD 文件 {p} 已加密,请去掉密码另存后再试。"),
    "空.mht": (b"MIME-Version: 1.0\nContent-Type: text/plain\n\n", "no_text", "网页文件 {p} 里没有正文,请重新保存为“网页,仅 HTML”后再试。"),
    "大.csv": (("1,1\n" * 200005).encode(), "too_big", "表格文件 {p} 超过 400000 个单元格,不像一份报表,请拆分后再试。"),
    "长.txt": (("检查单位442家。\n" * 160_000).encode(), "too_big", "文件 {p} 超过 1,500,000 字的上限,请拆分后再试。"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    made, kind, sentence = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(made(tmp_path) if callable(made) else made)
    with pytest.raises(CorpusError) as error:
        read_all(path)
    assert sentence.replace("{p}", str(path)) in str(error.value)
    assert error.value.kind == kind
    assert str(error.value).endswith("。") and str(error.value).count("\n") == 0
    outcome = ingest(Job(str(path)))
    assert outcome.failed and outcome.problems[0][0] == kind


def with_picture(path: Path) -> Path:
    """A report in Word with a scan behind it."""
    import docx as word

    document = word.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.add_picture(io.BytesIO(picture()))
    document.save(str(path))
    return path


def hidden_rows(path: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["指标", "数量"], ["检查单位(家)", 442], ["罚款(万元)", "=B9*2"], ["消防演练(次)", 5]):
        book.active.append(row)  # type: ignore[union-attr]
    book.active.row_dimensions[4].hidden = True  # type: ignore[union-attr]
    book.create_sheet("旧").sheet_state = "hidden"
    book.save(path)
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# what is said of a file that is read: name → (made by, --ocr, the sentences)
UNREAD: dict[str, tuple[Callable[[Path], Path], str, list[str]]] = {
    "图.docx": (with_picture, "never", ["第6段的图片未读取:--ocr never 不允许识别,请改用 --ocr auto"]),
    "空图.docx": (with_picture, "auto", ["第6段的图片没有认出文字,请对照原件"]),
    "隐.xlsx": (hidden_rows, "auto", ["隐藏的工作表“旧”未读取", "工作表“Sheet”中隐藏的第4行未读取", "Sheet!B3 的公式没有计算结果,请用 Excel 打开并保存后再导入"]),
    "链.html": (lambda p: written(p, f"<p>{LINES[0]}</p><p>检查单位442家。</p><p><a href='x'>去年检查单位400家</a></p>".encode()), "auto", ["网页中指向其他网页的文字未读取:“去年检查单位400家”"]),
    "包.zip": (lambda p: zipped(p, [("甲县2023年上半年.txt", TEXT.encode()), ("坏.docx", b"PK\3\4x")]), "auto", ["文件 坏.docx 不完整或已损坏,请重新拷贝或下载后再试。"]),
    "图.ofd": (ofd, "auto", []),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREAD)
def test_left_unread(name: str, tmp_path: Path) -> None:
    make, ocr, sentences = UNREAD[name]
    pytest.importorskip("rapidocr")
    outcome = ingest(Job(str(make(tmp_path / name)), ocr))
    assert not outcome.failed and outcome.reports
    assert [message for kind, message in outcome.problems if kind == "unread"] == sentences


WITHOUT = [("missing", "没有安装 OCR 组件,请安装 OCR 组件(pip install 'brigade-metrics[ocr]')"), ("broken", "OCR 组件已安装但不能启动,请重新安装 OCR 组件(pip install --force-reinstall 'brigade-metrics[ocr]')")]  # fmt: skip


@pytest.mark.parametrize(("state", "why"), WITHOUT, ids=[state for state, _ in WITHOUT])
def test_without_ocr(state: str, why: str, tmp_path: Path) -> None:
    """In a process of its own, where the component is not found or does not start."""
    path = written(tmp_path / "图.png", picture())
    with_picture(tmp_path / "图.docx")
    hinder = "sys.modules['rapidocr'] = None; importlib.util.find_spec = lambda *a: {}".format("None" if state == "missing" else "1")
    script = (
        f"import sys, importlib.util; {hinder}\n"
        "from corpus.reading.readers import read\nfrom corpus.errors import CorpusError\n"
        f"print(read({str(tmp_path / '图.docx')!r}).notes[0])\n"
        f"try: read({str(path)!r})\nexcept CorpusError as e: print(e, e.kind)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True)
    assert run.stdout.splitlines() == [f"第6段的图片未读取:{why}", f"图片 {path} 需要文字识别,{why}后再试。 needs_ocr"]


def test_pages_that_cannot_be_made_out(tmp_path: Path) -> None:
    """A blurred page is doubtful, not sure; lines that are no text are counted."""
    pytest.importorskip("rapidocr")
    from corpus.reading.document import Builder
    from corpus.reading.readers.lines import Line
    from corpus.reading.readers.transcript import write

    cases: list[tuple[list[tuple[str, float]], list[str], list[str]]] = [
        ([("检查单位442家。", 0.99), ("消防演练12次。", 0.98)], [], []),
        ([("检查单位442家,督促整改隐患676处。", 0.99), ("乙区R生6", 0.41)], ["第1页有1行认不清,未读取,请对照原件"], []),
        ([("施河政湖的大版2023单单工作", 0.62), ("上半年检查5家", 0.7)], [], ["第1页认得不可靠(可信度 65%),其中的数字请逐个对照原件,或重新扫描"]),
        ([("RnC-AEAM8 WxYz abcdefgh QRST", 0.97)], [], ["第1页认得不可靠(可信度 97%),其中的数字请逐个对照原件,或重新扫描"]),
        ([("x", 0.2)], ["第1页没有认出文字,请对照原件"], []),
    ]  # fmt: skip
    for texts, unread, unsure in cases:
        out = Builder()
        write([Line(text, 0, 30 * n, 400, 30 * n + 20, sure) for n, (text, sure) in enumerate(texts)], out, "第1页")
        document = out.document("a.png", "image")
        assert (list(document.notes), list(document.unsure)) == (unread, unsure)


def test_a_recognised_title_is_a_paragraph_of_its_own() -> None:
    """As wide as the text below it and not indented: its words say whose and when, not what is counted."""
    from corpus.reading.document import Builder
    from corpus.reading.readers.lines import Line
    from corpus.reading.readers.transcript import write

    rows = ["甲县消防救援大队2023年上半年工作总结", "上半年,大队检查单位442家,发现火灾隐患67", "6处,督促整改577处。"]
    out = Builder()
    write([Line(text, 0, 30 * n, 400, 30 * n + 20, 0.99) for n, text in enumerate(rows)], out, "第1页")
    assert out.document("a.png", "image").text.split("\n")[:2] == [rows[0], rows[1] + rows[2]]


def test_a_recognised_table_keeps_its_figures() -> None:
    """Cells are not joined to one number, and a small figure in a cell is no number of a page."""
    from corpus.reading.document import Builder
    from corpus.reading.readers.lines import Line
    from corpus.reading.readers.transcript import write

    rows = [["指标", "一月", "二月"], ["检查单位(家)", "12", "34"], ["消防演练(次)", "5", "1,206"]]
    lines = [
        Line(w, 200.0 * c, 40.0 * r, 200.0 * c + 20 * len(w), 40.0 * r + 20, 0.9) for r, row in enumerate(rows) for c, w in enumerate(row)
    ]
    out = Builder()
    write([*lines, Line("3", 300, 400, 320, 420, 0.9)], out, "第1页")
    document = out.document("a.png", "image")
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == rows
    assert document.text.split("\n")[-2].split("\t") == rows[-1]
    assert document.confidence(document.text.index("1,206"), document.text.index("1,206") + 5) == 0.9


def test_a_mail_whose_text_is_rich_alone(tmp_path: Path) -> None:
    """[MS-OXRTFCP] 3.1.1, and a mail of that kind with an attachment beside it."""
    assert unpacked(RICH) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    with pytest.raises(EOFError):
        unpacked(RICH[:30])
    rich = "".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in f"{LINES[0]}\\par 检查单位442家。\\par")
    data = b"{\\rtf1\\ansi " + rich.encode() + b"}"
    packed = struct.pack("<II4sI", len(data) + 12, len(data), b"MELA", 0) + data
    streams = {("__properties_version1.0",): bytes(32), ("__substg1.0_10090102",): packed}
    beside = {("__attach_version1.0_#00000000", "__substg1.0_37010102"): "消防演练5次。".encode(), ("__attach_version1.0_#00000000", "__substg1.0_3707001F"): "附件.txt".encode("utf-16-le")}  # fmt: skip
    for more, count in (({}, 1), (beside, 2)):
        documents = read_all(written(tmp_path / "信.msg", ole({**streams, **more}))).documents
        assert len(documents) == count
        assert "检查单位442家。" in documents[0].text and documents[0].inside == "邮件正文"


def test_please_see_the_attachment_is_no_report(tmp_path: Path) -> None:
    files = [("甲县消防救援大队2023年上半年.txt", TEXT.encode())]
    for name, data in {"a.eml": mail("报送", "请查收附件。", files), "a.msg": msg("报送", "", files, "<html><p style='margin:0'>请查收附件。</p></html>")}.items():  # fmt: skip
        assert [d.inside for d in read_all(written(tmp_path / name, data)).documents] == [files[0][0]]


ASCII = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{2,})+")  # a few English words


def test_libraries_are_silent(tmp_path: Path) -> None:
    """The command as a process over every kind of file, good and bad: not an English word on standard error."""
    pytest.importorskip("rapidocr")
    folder = tmp_path / "文件"
    folder.mkdir()
    for name, (made, _, _) in REFUSED.items():
        if name not in ("巨.png", "大.csv", "长.txt"):
            (folder / name).write_bytes(made(tmp_path) if callable(made) else made)
    for name, (make, _, _) in UNREAD.items():
        make(folder / name)
    for form, name in (("TIFF", "扫.tif"), ("JPEG", "扫.jpg"), ("PDF", "扫.pdf")):
        (folder / name).write_bytes(picture(form, text="2023 report 442"))
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONWARNINGS"}
    for command in (
        ["import", str(folder), "--jobs", "2", "--db", str(tmp_path / "a.duckdb")],
        ["extract", *map(str, sorted(folder.iterdir())[::4])],  # the same reading
    ):
        run: Any = subprocess.run(
            [sys.executable, "-m", "brigade", *command],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env=environment,
            check=False,
        )
        told = run.stderr.replace(str(folder), "")
        assert "Traceback" not in told
        assert not [line for line in told.splitlines() if ASCII.search(line.replace("pip install --force-reinstall", ""))]


def test_blank_pages_are_not_told() -> None:
    import numpy as np

    page = np.full((800, 600, 3), 250, np.uint8)
    assert not recognise._is_written_on(page)
    page[100:104, 100:300] = 40
    assert recognise._is_written_on(page)


def test_a_picture_alone_in_a_wrong_format(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="没有读到文字,请检查内容。"):
        read(written(tmp_path / "扫.png", picture(size=(800, 600))))
