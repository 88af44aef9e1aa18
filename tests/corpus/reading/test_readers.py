"""The same report in every format gives the same facts; what cannot be read ends in one Chinese sentence."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.reading.document import Document
from corpus.reading.readers import read
from corpus.reading.report import report_of
from extract import extract_report
from tests.conftest import SAMPLES
from tests.corpus.files import convert, docx, fact_keys, scan

NAMES = ("wangjiang-2022", "anping-2015")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("formats")


def text_of(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def source(folder: Path, name: str) -> Path:
    path = folder / f"{name}.docx"
    return path if path.exists() else docx(path, [line for line in text_of(name).split("\n") if line.strip()])


def anchored(document: Document) -> None:
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                assert document.text[cell.start : cell.end] == cell.text


@pytest.mark.parametrize("name", NAMES)
def test_docx(folder: Path, name: str) -> None:
    document = read(source(folder, name))
    anchored(document)
    assert fact_keys(report_of(document)) == fact_keys(extract_report(text_of(name)))


@pytest.mark.parametrize("form", ["doc", "pdf", "rtf", "html"])
@pytest.mark.parametrize("name", NAMES)
def test_formats_of_libreoffice(folder: Path, name: str, form: str) -> None:
    document = read(convert(source(folder, name), form, folder / form))
    anchored(document)
    assert fact_keys(report_of(document)) == fact_keys(extract_report(text_of(name)))


def test_scan(folder: Path) -> None:
    pytest.importorskip("rapidocr")
    pdf = convert(source(folder, "anping-2015"), "pdf", folder / "pdf")
    document = read(scan(pdf, folder / "scan.pdf"))
    want = fact_keys(extract_report(text_of("anping-2015")))
    facts = report_of(document).facts
    got = [(float(f.value), f.unit) for f in facts]
    found = sum((float(v), u) in got for _, v, _, _, u in want)
    assert found >= 0.97 * len(want)
    known = {(float(v), u) for _, v, _, _, u in want}
    for f in facts:
        confidence = document.confidence(f.start, f.end)
        assert confidence is not None
        assert (float(f.value), f.unit) in known or confidence < 0.97


def test_a_scan_needs_leave(folder: Path) -> None:
    pdf = convert(source(folder, "anping-2015"), "pdf", folder / "pdf")
    with pytest.raises(CorpusError, match="ocr"):
        read(scan(pdf, folder / "scan2.pdf"), ocr="never")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text_of("qinghe-2022H1").replace("\n", "\r\n").encode(encoding))
    assert read(path).text == text_of("qinghe-2022H1")


def test_html_and_mht(tmp_path: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in text_of("qinghe-2022H1").split("\n") if line.strip())
    page = f"<html><head><meta charset='gb2312'><script>var n='9999家';</script></head><body><nav>导航 12条</nav>{body}</body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("gb18030"))
    want = fact_keys(extract_report(text_of("qinghe-2022H1")))
    assert fact_keys(report_of(read(tmp_path / "a.html"))) == want
    import base64

    mht = 'From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\n'
    (tmp_path / "a.mht").write_text(mht + base64.encodebytes(page.encode("gb18030")).decode() + "\n--b--\n", encoding="ascii")
    assert fact_keys(report_of(read(tmp_path / "a.mht"))) == want


def test_docx_boxes_changes_notes_and_tables(tmp_path: Path) -> None:
    import docx as word
    from docx.oxml import parse_xml

    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = word.Document()
    document.add_paragraph("甲县消防救援大队2023年上半年工作总结")
    paragraph = document.add_paragraph("检查单位")._p
    paragraph.append(parse_xml(f'<w:del {ns} w:id="1" w:author="a"><w:r><w:delText>424家</w:delText></w:r></w:del>'))
    paragraph.append(parse_xml(f'<w:ins {ns} w:id="2" w:author="a"><w:r><w:t>44</w:t></w:r><w:r><w:t>2家。</w:t></w:r></w:ins>'))
    box = document.add_paragraph()._p
    box.append(
        parse_xml(
            f'<w:r {ns}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>罚款4.8万元。</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
        )
    )
    table = document.add_table(3, 3)
    for r, row in enumerate([["指标", "单位", "2023年上半年"], ["接警出动", "起", "305"], ["罚款金额", "万元", "5.2"]]):
        for c, cell in enumerate(row):
            table.cell(r, c).text = cell
    document.save(str(tmp_path / "a.docx"))
    read_back = read(tmp_path / "a.docx")
    anchored(read_back)
    facts = {(f.quote, f.metric, float(f.value)) for f in report_of(read_back).facts}
    assert ("442家", "inspection.units", 442.0) in facts
    assert ("4.8万元", "enforcement.fines", 48000.0) in facts
    assert ("305", "response.dispatches", 305.0) in facts
    assert ("5.2", "enforcement.fines", 52000.0) in facts
    assert not any(q == "424家" for q, _, _ in facts)
    fact = next(f for f in report_of(read_back).facts if f.quote == "305")
    assert read_back.where(fact.start) == "表1第2行第3列"


SHEETS: dict[str, list[list[Any]]] = {
    "metrics down": [
        ["指标", "单位", "2022H1", "2023H1"],
        ["检查单位", "家", 612, 702],
        ["罚款金额(万元)", "", 21.6, 24.3],
        ["接警出动起数", "起", 286, 305],
    ],
    "brigades down": [
        ["大队", "检查单位(家)", "接警出动(起)", "罚款(万元)"],
        ["甲县消防救援大队", 702, 305, 24.3],
        ["乙县消防救援大队", "约650", None, 30],
    ],
}


@pytest.mark.parametrize("form", ["xlsx", "csv", "xls"])
def test_sheets(tmp_path: Path, form: str) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "2023年上半年"  # type: ignore[union-attr]
    for row in SHEETS["brigades down"]:
        book.active.append(row)  # type: ignore[union-attr]
    path = tmp_path / "各大队2023年上半年.xlsx"
    book.save(path)
    if form == "csv":
        path = tmp_path / "各大队2023年上半年.csv"
        path.write_text(
            "\n".join(",".join("" if c is None else str(c) for c in row) for row in SHEETS["brigades down"]), encoding="gb18030"
        )
    elif form == "xls":
        path = convert(path, "xls", tmp_path / "xls")
    report = report_of(read(path), period="2023H1")
    got = {(f.entity, f.metric, float(f.value), f.modifier) for f in report.facts}
    assert got == {
        ("甲县消防救援大队", "inspection.units", 702.0, "exact"), ("甲县消防救援大队", "response.dispatches", 305.0, "exact"),
        ("甲县消防救援大队", "enforcement.fines", 243000.0, "exact"), ("乙县消防救援大队", "inspection.units", 650.0, "about"),
        ("乙县消防救援大队", "enforcement.fines", 300000.0, "exact"),
    }  # fmt: skip


def test_periods_across(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in SHEETS["metrics down"]), encoding="utf-8")
    facts = {(f.metric, float(f.value), str(f.period.start)) for f in report_of(read(path)).facts}
    assert ("inspection.units", 612.0, "2022-01-01") in facts
    assert ("enforcement.fines", 243000.0, "2023-01-01") in facts
    assert len(facts) == 6


def broken(folder: Path) -> dict[str, tuple[Path, str]]:
    good = docx(folder / "good.docx", ["检查单位3家。"])
    cut = folder / "cut.docx"
    cut.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    empty = folder / "empty.docx"
    empty.write_bytes(b"")
    binary = folder / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 20)
    bomb = folder / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", b"0" * (400 * 1024 * 1024))
    entities = folder / "entities.docx"
    with zipfile.ZipFile(good) as a, zipfile.ZipFile(entities, "w") as b:
        for item in a.infolist():
            data = a.read(item)
            if item.filename == "word/document.xml":
                data = data.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', 1)
            b.writestr(item, data)
    renamed = folder / "renamed.docx"
    shutil.copy(SAMPLES / "qinghe-2022H1.txt", renamed)
    wrong_pdf = folder / "wrong.pdf"
    wrong_pdf.write_bytes(b"%PDF-1.4\ngarbage")
    zipped = folder / "z.zip"
    with zipfile.ZipFile(zipped, "w") as z:
        z.writestr("a.bin", bytes(range(256)))
    blank = docx(folder / "blank.docx", ["", " "])
    huge = folder / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    return {
        "truncated": (cut, "损坏"), "empty": (empty, "空"), "binary": (binary, "不是"), "bomb": (bomb, "炸弹"), "entities": (entities, "实体"),
        "wrong pdf": (wrong_pdf, "损坏"), "zip": (zipped, "a.bin"), "blank": (blank, "没有读到文字"), "200 MB": (huge, "MB"), "missing": (folder / "no.txt", "找不到"),
        "folder": (folder, "文件夹"),
    }  # fmt: skip


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    for name, (path, word) in broken(tmp_path).items():
        with pytest.raises(CorpusError) as error:
            read(path)
        message = str(error.value)
        assert word in message, name
        assert "\n" not in message
        assert "Traceback" not in message


def test_a_text_under_a_wrong_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    shutil.copy(SAMPLES / "qinghe-2022H1.txt", path)
    assert read(path).format == "text"


def test_encrypted_pdf(tmp_path: Path) -> None:
    need_pdf = convert(
        docx(tmp_path / "e.docx", ["检查单位3家。"]),
        'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}',
        tmp_path / "pdf",
    )
    with pytest.raises(CorpusError, match="密码"):
        read(need_pdf)


def test_a_text_of_50_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_text("上半年检查单位12家次。\n" * 1_600_000, encoding="utf-8")
    with pytest.raises(CorpusError, match="上限,请拆分"):
        read(path)
