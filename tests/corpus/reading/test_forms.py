"""The same report in every form gives the same facts; what lies in archives and mails is read and says where it lay."""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.importing.ingest import Job, ingest
from corpus.reading.readers import read, read_all
from corpus.reading.report import report_of
from tests.corpus.files import convert, docx
from tests.corpus.reading import forms
from tests.corpus.reading.forms import LINES, ROWS, book_2003, mail, msg, ofd, ole, words_2003, zipped

PROSE = {
    ("inspection.units", 442.0),
    ("inspection.hazards_found", 676.0),
    ("enforcement.fines", 48000.0),
    ("response.dispatches", 305.0),
    ("response.rescued", 27.0),
}
TABLE = {
    ("inspection.units", 612.0), ("inspection.units", 702.0), ("response.dispatches", 286.0), ("response.dispatches", 311.0),
    ("enforcement.fines", 216000.0), ("enforcement.fines", 243000.0),
}  # fmt: skip
TEXT = "\n".join(LINES)
Make = Callable[[Path], Path]


def word(folder: Path) -> Path:
    return docx(folder / "报告.docx", LINES, ROWS)


def renamed(path: Path, name: str) -> Path:
    return path.rename(path.with_name(name))


def kind_of(path: Path, name: str, kind: str) -> Path:
    """A Word file with another kind of its main part, as templates and files with macros have it."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(path.with_name(name), "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "[Content_Types].xml":
                data = data.replace(b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind.encode())
            new.writestr(info, data)
    return path.with_name(name)


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def flat(folder: Path) -> Path:
    """A Word package as one XML file."""
    from lxml import etree

    parts = ""
    with zipfile.ZipFile(word(folder)) as package:
        kinds = {
            e.get("PartName"): e.get("ContentType") for e in etree.fromstring(package.read("[Content_Types].xml")) if e.get("PartName")
        }
        for name in package.namelist():
            kind = kinds.get(
                f"/{name}", "application/vnd.openxmlformats-package.relationships+xml" if name.endswith(".rels") else "application/xml"
            )
            if name == "[Content_Types].xml":
                continue
            data = package.read(name)
            inside = (
                f"<pkg:xmlData>{etree.tostring(etree.fromstring(data), encoding='unicode')}</pkg:xmlData>"
                if name.endswith((".rels", ".xml"))
                else f"<pkg:binaryData>{base64.b64encode(data).decode()}</pkg:binaryData>"
            )
            parts += f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}">{inside}</pkg:part>'
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return written(
        folder / "报告.xml", f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package {space}>{parts}</pkg:package>'
    )


def old_words(folder: Path) -> Path:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)
    rows = "".join(f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>' for c in row)}</w:tr>" for row in ROWS)
    return written(folder / "报告.doc", words_2003(f"{lines}<w:tbl>{rows}</w:tbl>"))


FORMS: dict[str, Make] = {
    "docm": lambda f: kind_of(word(f), "a.docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
    "dotx": lambda f: kind_of(word(f), "a.dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    "dotm": lambda f: kind_of(word(f), "a.dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    "odt": lambda f: convert(word(f), "odt", f / "odt"),
    "fodt": lambda f: convert(word(f), "fodt", f / "fodt"),
    "odt named doc": lambda f: renamed(convert(word(f), "odt", f / "odt"), "a.doc"),
    "wps of today": lambda f: renamed(word(f), "a.wps"),
    "wps of old": lambda f: renamed(convert(word(f), "doc", f / "doc"), "a.wps"),
    "word 2003 by LibreOffice": lambda f: convert(word(f), "xml:MS Word 2003 XML", f / "xml"),
    "word 2003 named doc": old_words,
    "flat package": flat,
    "ofd": lambda f: ofd(f / "a.ofd"),
    "ofd on a grid": lambda f: ofd(f / "a.ofd", grid=True),
    "ofd named pdf": lambda f: ofd(f / "a.pdf"),
    "zip": lambda f: zipped(f / "a.zip", [("报告.docx", word(f).read_bytes())]),
    "mail": lambda f: written(f / "a.eml", mail("报送材料", "请查收附件。", [("报告.docx", word(f).read_bytes())])),
    "outlook": lambda f: written(f / "a.msg", msg("报送材料", "请查收附件。", [("报告.docx", word(f).read_bytes())])),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_same_facts(form: str, tmp_path: Path) -> None:
    document = read(FORMS[form](tmp_path))
    report = report_of(document)
    assert report.brigade == "甲县消防救援大队"
    assert {(f.metric, float(f.value)) for f in report.facts} == PROSE | TABLE
    assert all(document.where(f.start) for f in report.facts)


BIG = "甲縣消防救援大隊2023年上半年工作總結\n檢查單位442家,罰款4.8萬元。\n"
TEXTS: dict[str, tuple[bytes, int]] = {
    "utf-16-le without mark": (TEXT.encode("utf-16-le"), 5), "utf-16-be without mark": (TEXT.encode("utf-16-be"), 5),
    "utf-16 with hardly a digit": ((LINES[0] + "。大队坚持以人民为中心,扎实推进各项工作。" * 30 + "检查单位四百四十二家。").encode("utf-16-le"), 1),
    "big5": (BIG.encode("big5"), 2),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_encodings(name: str, tmp_path: Path) -> None:
    data, count = TEXTS[name]
    assert len(report_of(read(written(tmp_path / "a.txt", data))).facts) == count


def cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


BOOKS: dict[str, tuple[str, list[str]]] = {
    "as it shows": (
        "<Row>" + cell("0.854", "Number", 'ss:StyleID="p"') + cell("2023-01-01T00:00:00.000", "DateTime", 'ss:StyleID="m"')
        + cell("216000", "Number", 'ss:StyleID="w"') + cell("0.5", "Number", 'ss:StyleID="d"') + "</Row>",
        ["A1 85.4%", "B1 2023年1月", "C1 21.6万元", "D1 50.00%"],
    ),
    "places": ('<Row ss:Index="3">' + cell("一", more='ss:Index="2" ss:MergeAcross="2"') + cell("二") + "</Row>", ["B3 一", "E3 二"]),
    "hidden": (
        '<Column ss:Index="2" ss:Hidden="1"/><Row ss:Hidden="1">' + cell("一") + "</Row><Row>" + cell("二") + cell("三") + "</Row>", ["A2 二"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_books_of_2003(name: str, tmp_path: Path) -> None:
    source, want = BOOKS[name]
    document = read(written(tmp_path / "a.xls", book_2003(source)))
    assert [f"{c.where.partition('!')[2]} {c.text}" for c in document.cells()] == want
    assert bool(document.notes) == (name == "hidden")


@pytest.mark.parametrize("form", ["ods", "fods"])
def test_books_of_libreoffice(form: str, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [
        ["甲县消防救援大队2023年上半年", None],
        ["指标", "数量"],
        ["检查单位(家)", 702],
        ["整改率", 0.854],
        ["隐", 1],
        ["月", None],
    ]:
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet["B4"].number_format = "0.0%"
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("藏").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    document = read(convert(tmp_path / "a.xlsx", form, tmp_path / form))
    cells = {c.where: (c.text, c.columns) for c in document.cells()}
    assert cells == {
        "Sheet!A1": ("甲县消防救援大队2023年上半年", 2), "Sheet!A2": ("指标", 1), "Sheet!B2": ("数量", 1), "Sheet!A3": ("检查单位(家)", 1),
        "Sheet!B3": ("702", 1), "Sheet!A4": ("整改率", 1), "Sheet!B4": ("85.4%", 1), "Sheet!A6": ("月", 1),
    }  # fmt: skip
    assert len(document.notes) == 2


FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:automatic-styles>'
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="U" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    "</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document>"
)
SEEN: dict[str, tuple[str, list[str]]] = {
    "hidden": ('<text:p>共442<text:span text:style-name="H">9</text:span>家</text:p>', ["共442家"]),
    "struck": ('<text:p>共<text:span text:style-name="S">400</text:span>442家</text:p>', ["共442家"]),
    "white": ('<text:p>共442<text:span text:style-name="W">9</text:span>家</text:p>', ["共442家"]),
    "note number": ('<text:p>共442<text:span text:style-name="U">[1]</text:span>家</text:p>', ["共442家"]),
    "square": ('<text:p>共442m<text:span text:style-name="U">2</text:span></text:p>', ["共442m²"]),
    "note": ("<text:p>共442<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>含9家</text:p></text:note-body></text:note>家</text:p>", ["共442家", "含9家"]),
    "deleted": ("<text:tracked-changes><text:p>99家</text:p></text:tracked-changes><text:p>共442家</text:p>", ["共442家"]),
    "remark": ("<text:p>共442<office:annotation><text:p>9</text:p></office:annotation>家</text:p>", ["共442家"]),
    "blanks": ('<text:p>共<text:s text:c="2"/>442<text:tab/>家</text:p>', ["共  442\t家"]),
    "broken number": ("<text:p>共4<text:line-break/>42家</text:p>", ["共442家"]),
    "box": ("<text:p>前<draw:frame><draw:text-box><text:p>框9家</text:p></draw:text-box></draw:frame></text:p><text:p>后</text:p>", ["前", "框9家", "后"]),
    "ruby": ("<text:p>罚<text:ruby><text:ruby-base>款</text:ruby-base><text:ruby-text>4</text:ruby-text></text:ruby>4万元</text:p>", ["罚款4万元"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_what_an_open_document_shows(name: str, tmp_path: Path) -> None:
    body, want = SEEN[name]
    document = read(written(tmp_path / "a.fodt", FLAT.format(body)))
    assert [line for line in document.text.split("\n") if line.strip()] == want


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


OLD_WORDS: dict[str, tuple[str, list[str]]] = {
    "deleted": (f'<w:p>{r("共")}<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>400</w:delText></w:r></aml:content></aml:annotation>{r("442家")}</w:p>', ["共442家"]),
    "inserted": (f'<w:p>{r("共")}<aml:annotation w:type="Word.Insertion"><aml:content>{r("442")}</aml:content></aml:annotation>{r("家")}</w:p>', ["共442家"]),
    "hidden": (f'<w:p>{r("共442家")}<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r></w:p>', ["共442家"]),
    "note": (f"<w:p>{r('共442')}<w:r><w:footnote><w:p>{r('含9家')}</w:p></w:footnote></w:r>{r('家')}</w:p>", ["共442家", "含9家"]),
    "section": (f"<wx:sub-section><w:p>{r('共442家')}</w:p></wx:sub-section>", ["共442家"]),
}  # fmt: skip


@pytest.mark.parametrize("name", OLD_WORDS)
def test_what_word_2003_shows(name: str, tmp_path: Path) -> None:
    body, want = OLD_WORDS[name]
    document = read(written(tmp_path / "a.xml", words_2003(body)))
    assert [line for line in document.text.split("\n") if line.strip()] == want


UNSEEN = {
    "not visible": 'Visible="false"', "without a trace": 'Alpha="0"',
}  # fmt: skip


@pytest.mark.parametrize("name", [*UNSEEN, "white"])
def test_what_ofd_does_not_show(name: str, tmp_path: Path) -> None:
    white = '<ofd:FillColor Value="255 255 255"/>' if name == "white" else ""
    hidden = f'<ofd:TextObject ID="9" Boundary="25 200 60 5" Size="5" {UNSEEN.get(name, "")}>{white}<ofd:TextCode X="0" Y="4.4" DeltaX="g 5 5">检查999家</ofd:TextCode></ofd:TextObject>'
    assert "999" not in read(ofd(tmp_path / "a.ofd", extra=hidden)).text


def test_where_leads_back(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "内.zip", [("甲县/报告.docx", word(tmp_path).read_bytes())], encoding="gb18030").read_bytes()
    path = written(tmp_path / "来件.eml", mail("报送材料", "请查收。", [("附件.zip", inner)]))
    outcome = ingest(Job(str(path)))
    [(report, tables)] = outcome.reports
    assert (report["brigade"], str(report["period_end"])) == ("甲县消防救援大队", "2023-06-30")
    assert report["path"] == str(path.resolve())
    assert {row["where"] for row in tables["facts"]} >= {"附件.zip › 甲县/报告.docx › 第3段", "附件.zip › 甲县/报告.docx › 表1第2行第3列"}


NAMED: dict[str, tuple[str, str, str]] = {  # a text without brigade or period: where it lies tells both
    "folder in the archive": ("材料.zip", "甲县消防救援大队2023年上半年/总结.txt", ""), "the archive": ("甲县消防救援大队2023年上半年.zip", "总结.txt", ""),
    "its folder": ("材料.zip", "总结.txt", "甲县消防救援大队2023年上半年"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_whose_by_where_it_lay(name: str, tmp_path: Path) -> None:
    archive, member, folder = NAMED[name]
    (tmp_path / folder).mkdir(exist_ok=True)
    [(report, _)] = ingest(Job(str(zipped(tmp_path / folder / archive, [(member, "检查单位442家。".encode())])))).reports
    assert (report["brigade"], str(report["period_start"])) == ("甲县消防救援大队", "2023-01-01")


def test_each_file_is_a_report(tmp_path: Path) -> None:
    texts = [(f"{who}县.txt", TEXT.replace("甲县", f"{who}县").encode()) for who in "甲乙丙"]
    path = zipped(tmp_path / "各大队.zip", [*texts, ("坏.docx", b"PK\x03\x04" + b"x" * 50), ("__MACOSX/._a", b"x")])
    outcome = ingest(Job(str(path)))
    assert {report["brigade"] for report, _ in outcome.reports} == {f"{who}县消防救援大队" for who in "甲乙丙"}
    assert len({report["report_id"] for report, _ in outcome.reports}) == 3
    assert any("坏.docx" in message for _, message in outcome.problems)
    with pytest.raises(CorpusError, match="3 份文档"):
        read(path)


def test_two_of_one_brigade_are_said(tmp_path: Path) -> None:
    path = written(tmp_path / "a.eml", mail("材料", TEXT, [("报告.docx", word(tmp_path).read_bytes())]))
    assert any("同一大队" in message for _, message in ingest(Job(str(path))).problems)


def test_the_text_of_a_mail(tmp_path: Path) -> None:
    for name, data in {"a.eml": mail(LINES[0], "检查单位442家。", []), "a.msg": msg(LINES[0], "检查单位442家。", []), "b.msg": msg("", "", [], f"<html><p>{LINES[0]}</p><p>检查单位442家。</p></html>")}.items():  # fmt: skip
        [document] = read_all(written(tmp_path / name, data)).documents
        report = report_of(document)
        assert (report.brigade, [float(f.value) for f in report.facts]) == ("甲县消防救援大队", [442.0])
        assert document.where(report.facts[0].start).startswith("邮件正文 › ")


def bombs(folder: Path) -> dict[str, tuple[Path, str]]:
    nested = TEXT.encode()
    for n in range(5):
        nested = zipped(folder / f"n{n}.zip", [(f"{n}.zip" if n else "a.txt", nested)]).read_bytes()
    big = zipped(folder / "big.zip", [("a.txt", b"0" * (120 * 1024 * 1024))])
    locked = zipped(folder / "locked.zip", [("a.txt", TEXT.encode())])
    raw = bytearray(locked.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(sign) + at] |= 1
    book = convert(word(folder), "odt", folder / "odt")
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(folder / "locked.odt", "w") as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(
                info,
                data.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
                if "manifest.xml" in info.filename
                else data,
            )
    word_6 = ole({("WordDocument",): (b"\xdc\xa5\x65\x00" + bytes(6000))})
    return {
        "nested": (folder / "n4.zip", "套得过深"), "many times its size": (big, "炸弹"), "locked": (written(folder / "locked.zip", bytes(raw)), "密码"),
        "locked within": (zipped(folder / "with.zip", [("内.zip", bytes(raw))]), "内.zip 设有密码"), "locked odt": (folder / "locked.odt", "密码"),
        "empty archive": (zipped(folder / "none.zip", []), "空的"), "rar": (written(folder / "a.rar", b"Rar!\x1a\x07\x00" + bytes(99)), "RAR"),
        "7z": (written(folder / "a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(99)), "7z"), "word 6": (written(folder / "a.doc", word_6), "Word 6.0/95"),
        "data": (written(folder / "a.xml", '<?xml version="1.0"?><a><b>检查单位442家</b></a>'), "XML 数据"),
        "slides": (written(folder / "a.ppt", ole({("PowerPoint Document",): bytes(5000)})), "PowerPoint"),
        "slides of today": (zipped(folder / "a.pptx", [("[Content_Types].xml", b"<a/>"), ("ppt/presentation.xml", b"<a/>")]), "PowerPoint"),
        "ofd without a page": (zipped(folder / "a.ofd", [("OFD.xml", f'<a {forms.SPACE}/>'.encode())]), "没有页面"),
    }  # fmt: skip


def test_what_is_not_opened_is_told(tmp_path: Path) -> None:
    for name, (path, words) in bombs(tmp_path).items():
        with pytest.raises(CorpusError) as error:
            read(path)
        assert words in str(error.value), name
        assert "\n" not in str(error.value)


def test_books_that_only_recommend_reading(tmp_path: Path) -> None:
    import io

    import openpyxl
    from msoffcrypto.format.ooxml import OOXMLFile

    book, plain = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "检查单位442家。"  # type: ignore[index]
    book.save(plain)
    for password, opens in (("VelvetSweatshop", True), ("x", False)):
        with (tmp_path / "a.xlsx").open("wb") as out:
            OOXMLFile(plain).encrypt(password, out)
        if opens:
            assert "442" in read(tmp_path / "a.xlsx").text
        else:
            with pytest.raises(CorpusError, match="密码"):
                read(tmp_path / "a.xlsx")
