"""What stands on the page is read, what does not is not, and digits are joined only where the page joins them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from corpus.reading.document import Document
from corpus.reading.readers import read
from corpus.reading.report import report_of
from tests.corpus.files import convert
from tests.corpus.reading.pages import WHITE, Put, pdf

NS = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }.items()
)


def lines_of(document: Document) -> list[str]:
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)
    return [line for line in document.text.split("\n") if line.strip()]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def box(inside: str) -> str:
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


SUPER = '<w:vertAlign w:val="superscript"/>'
ROW = "<w:tr>{}</w:tr>"
CELL = "<w:tc>{}</w:tc>"
WORD: dict[str, tuple[str, list[str]]] = {
    "deleted": (p(run("共") + '<w:del w:id="1" w:author="a"><w:r><w:delText>400</w:delText></w:r></w:del>' + run("442家")), ["共442家"]),
    "hidden": (p(run("共442家") + run("999", "<w:vanish/>")), ["共442家"]),
    "not hidden": (p(run("共442家", '<w:vanish w:val="0"/>')), ["共442家"]),
    "struck": (p(run("共") + run("400", "<w:strike/>") + run("442家")), ["共442家"]),
    "white": (p(run("共442家") + run("999", '<w:color w:val="FFFFFF"/>')), ["共442家"]),
    "note number": (p(run("共442") + run("1", SUPER) + run("家") + run("[", SUPER) + run("2]", SUPER)), ["共442家"]),
    "square metres": (p(run("共442m") + run("2", SUPER)), ["共442m²"]),
    "lifted by hand": (p(run("共442") + run("1", '<w:position w:val="10"/><w:sz w:val="28"/>') + run("家")), ["共442家"]),
    "ruby": (
        p(f"<w:r><w:ruby><w:rt>{run('fa')}</w:rt><w:rubyBase>{run('罚')}</w:rubyBase></w:ruby></w:r>{run('款4万元')}"), ["罚款4万元"],
    ),
    "ruby in a field": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\* jc0 \\o\\ad(\\s\\up 9(fa),罚)</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("款4万元")
        ),
        ["罚款4万元"],
    ),
    "list of a form": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="7"/><w:listEntry w:val="8"/>'
            '</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("家")
        ),
        ["8家"],
    ),
    "prompt": ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p(run("请填99")) + "</w:sdtContent></w:sdt>", []),
    "control": ("<w:sdt><w:sdtContent>" + p(run("共442家")) + "</w:sdtContent></w:sdt>", ["共442家"]),
    "formula": (p(run("达") + "<m:oMath><m:r><m:t>85.4</m:t></m:r></m:oMath>" + run("%")), ["达85.4%"]),
    "break in a number": (p("<w:r><w:t>共44</w:t><w:br/><w:t>2家</w:t></w:r>"), ["共44\u200b2家"]),
    "break after a sentence": (p("<w:r><w:t>共44家。</w:t><w:br/><w:t>罚款2万元</w:t></w:r>"), ["共44家。", "罚款2万元"]),
    "tab": (p("<w:r><w:t>612</w:t><w:tab/><w:t>702</w:t></w:r>"), ["612\t702"]),
    "no width": (p(run("共44\u200b2\u00ad0家")), ["共4420家"]),
    "box": (p(run("甲") + box(p(run("共442家")))), ["甲", "共442家"]),
    "second version of a box": (
        p(
            f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p(run('共442家'))}</w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:txbxContent>{p(run('共442家'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        ["共442家"],
    ),
    "box and table in a cell": (
        "<w:tbl>" + ROW.format(CELL.format(p(run("甲") + box(p(run("罚款金额4.8万元。"))))) + CELL.format(
            "<w:tbl>" + ROW.format(CELL.format(p(run("612"))) + CELL.format(p(run("702")))) + "</w:tbl>" + p("")
        )) + "</w:tbl>",
        ["甲", "罚款金额4.8万元。", "612\t702"],
    ),
    "deleted row": (
        "<w:tbl>" + ROW.format(CELL.format(p(run("612"))))
        + '<w:tr><w:trPr><w:del w:id="2" w:author="a"/></w:trPr>' + CELL.format(p(run("702"))) + "</w:tr></w:tbl>",
        ["612"],
    ),
    "deleted mark": (p('<w:pPr><w:rPr><w:del w:id="2" w:author="a"/></w:rPr></w:pPr>' + run("共4")) + p(run("42家")), ["共442家"]),
}  # fmt: skip


def word(path: Path, inside: str) -> Path:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    body: Any = document.element.body
    for element in list(parse_xml(f"<w:body {NS}>{inside}</w:body>")):
        body.insert(len(body) - 1, element)
    document.save(str(path))
    return path


@pytest.mark.parametrize("name", WORD)
def test_word(tmp_path: Path, name: str) -> None:
    inside, want = WORD[name]
    assert lines_of(read(word(tmp_path / "a.docx", p(run("表")) + inside)))[1:] == want


def test_old_word(tmp_path: Path) -> None:
    parts = ("deleted", "hidden", "struck", "note number", "ruby in a field", "box")
    source = word(tmp_path / "a.docx", "".join(WORD[name][0] for name in parts) + p(run("末")))
    document = read(convert(source, "doc", tmp_path / "doc"))
    assert lines_of(document) == [line for name in parts for line in WORD[name][1]] + ["末"]


def test_strict_and_backslashes(tmp_path: Path) -> None:
    good = word(tmp_path / "a.docx", p(run("共442家")))
    with (
        zipfile.ZipFile(good) as old,
        zipfile.ZipFile(tmp_path / "b.docx", "w") as strict,
        zipfile.ZipFile(tmp_path / "c.docx", "w") as slashes,
    ):
        for item in old.infolist():
            data = old.read(item)
            for kind in (b"wordprocessingml", b"officeDocument", b"drawingml"):
                if item.filename in ("word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml"):
                    told = b"http://purl.oclc.org/ooxml/" + kind + b"/"
                    data = data.replace(b"http://schemas.openxmlformats.org/" + kind + b"/2006/", told)
            strict.writestr(item.filename, data)
            slashes.writestr(item.filename.replace("/", "\\"), old.read(item))
    assert lines_of(read(tmp_path / "b.docx")) == ["共442家"]
    assert lines_of(read(tmp_path / "c.docx")) == ["共442家"]


def test_a_title_in_the_head(tmp_path: Path) -> None:
    import docx

    title = "甲县消防救援大队2023年上半年工作总结"
    for own, want in (("一、监督执法", [title, "一、监督执法"]), (title, [title])):
        document = docx.Document()
        document.sections[0].header.paragraphs[0].text = f"{title}  第3页"
        document.add_paragraph(own)
        document.save(str(tmp_path / "a.docx"))
        assert lines_of(read(tmp_path / "a.docx")) == want


HTML = {
    "deleted": ("共<del>400</del><ins>442</ins>家<s>3</s>", ["共442家"]),
    "hidden": (
        "<style>.x{display:none}</style>共442家<i class=x>9</i><b style='display:none'>9</b><b style='mso-hide:all'>9</b>",
        ["共442家"],
    ),
    "white": ("共442家<b style='color:#fff'>9</b><div style='background:navy'><b style='color:#fff'>罚款</b></div>", ["共442家", "罚款"]),
    "note number": ("共442<sup>1</sup>家<a href='#n1'>[2]</a>", ["共442家"]),
    "square metres": ("共442m<sup>2</sup>", ["共442m²"]),
    "ruby": ("<ruby>罚<rp>(</rp><rt>fa</rt><rp>)</rp></ruby>款", ["罚款"]),
    "breaks": ("共44<br>2家<br>罚款<div>4万元。</div>", ["共442家", "罚款", "4万元。"]),
    "wrapped source": ("共44\n2家", ["共442家"]),
    "no width": ("共4&#8203;4<wbr>2&shy;家", ["共442家"]),
    "form": ("共<input value=442>家<input type=hidden value=9><select><option>7<option selected>起</select>", ["共442家起"]),
    "cells": ("<table><tr><td>612<td>702<tr><td>1<td>2</table>", ["612\t702", "1\t2"]),
}


@pytest.mark.parametrize("name", HTML)
def test_html(tmp_path: Path, name: str) -> None:
    source, want = HTML[name]
    (tmp_path / "a.html").write_text(f"<html><body>{source}</body></html>", encoding="utf-8")
    assert lines_of(read(tmp_path / "a.html")) == want


@pytest.mark.parametrize(
    ("said", "real"),
    [("utf-8", "gb18030"), ("gb2312", "utf-8"), ("big5", "big5"), ("", "gb18030"), ("utf-8", "utf-16"), ("gbk", "gb18030")],
)
def test_a_page_that_lies_about_its_encoding(tmp_path: Path, said: str, real: str) -> None:
    text = "檢查單位火災隱患" if real == "big5" else "检查单位火灾隐患"
    style = "<style>" + "p{color:red}" * 300 + "</style>"
    page = f"<html><head>{style}<meta charset='{said}'></head><body><p>{text}442</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode(real))
    assert lines_of(read(tmp_path / "a.html")) == [f"{text}442"]


RTF = {
    "deleted, hidden, struck": (r"\'b9\'b2{\deleted 400}{\v 9}{\strike 8}442\'bc\'d2\par", ["共442家"]),
    "note number": (r"\'b9\'b2{}442{\super 1}\'bc\'d2{\up8 [2]}\par", ["共442家"]),
    "note": (r"\'b9\'b2{}442{\super\chftn}{\*\footnote \pard\chftn \'b7\'a3\'bf\'ee}\'bc\'d2\par \'c4\'a9\par", ["共442家", "末", "罚款"]),
    "unicode": (r"\uc1\u20849?{\b 44}2\u23478?\par{\uc2\u32602\'b7\'a3}\par", ["共442家", "罚"]),
    "raw utf-8": ("共442家\\par", ["共442家"]),
    "ruby in a field": (r"{\field{\*\fldinst EQ \\* jc0 \\o\\ad(\\s\\up 9(fa),\'b7\'a3)}{\fldrslt }}\'bf\'ee\par", ["罚款"]),
    "field": (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt \'b9\'b2{}442}}\par", ["共442"]),
    "break in a number": (r"\'b9\'b2{}44\line 2\'bc\'d2\par", ["共442家"]),
    "table": (r"\trowd\cellx999\cellx1999\intbl 612\cell 702\cell\row\pard\par", ["612\t702"]),
    "box": (r"{\shp{\*\shpinst{\sp{\sn x}{\sv 9}}{\shptxt \'b9\'b2{}442\par}}{\shprslt 442}}\par", ["共442"]),
    "picture": (r"{\pict\pngblip 8950}\'b9\'b2\par", ["共"]),
}


@pytest.mark.parametrize("name", RTF)
def test_rtf(tmp_path: Path, name: str) -> None:
    source, want = RTF[name]
    whole = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}{\info{\title 9}}" + source + "}"
    (tmp_path / "a.rtf").write_bytes(whole.encode("utf-8"))
    assert lines_of(read(tmp_path / "a.rtf")) == want


TEXT = {
    "line ends": ("共442家\r罚款\u2028末\r\n", ["共442家", "罚款", "末"], "utf-8"),
    "no width": ("共4\u200b42\u00ad家", ["共442家"], "utf-8"),
    "big5": ("檢查單位442家", ["檢查單位442家"], "big5"),
    "no mark": ("检查单位442家\r\n", ["检查单位442家"], "utf-16-le"),
    "page numbers": ("发现隐患4\n\n- 1 -\n\x0c42处\n第 2 页\n", ["发现隐患4", "42处"], "gb18030"),
    "radicals": ("⼤队⻋辆", ["大队车辆"], "utf-8"),
}


@pytest.mark.parametrize("name", TEXT)
def test_text(tmp_path: Path, name: str) -> None:
    text, want, encoding = TEXT[name]
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert lines_of(read(tmp_path / "a.txt")) == want


def test_a_few_broken_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("检查单位".encode("gb18030") + b"\xff" + "442家".encode("gb18030"))
    (fact,) = report_of(read(tmp_path / "a.txt")).facts
    assert fact.value == 442


LONG = "words that fill a line of"
PAGES: dict[str, tuple[list[list[Put]], str]] = {  # the lines of a page run on in each other
    "drawn twice": ([[Put("units 442 all", 50, 100), Put("units 442 all", 50.4, 100), Put("4422", 50, 150)]], "units 442 all 4422"),
    "white": ([[Put("units 442 found", 50, 100), Put("fines 9", 50, 140, colour=WHITE)]], "units 442 found"),
    "white on black": ([[Put("", 40, 150, 30, wide=200), Put("fines 9 given out", 50, 140, colour=WHITE)]], "fines 9 given out"),
    "covered": ([[Put("units 442 found", 50, 100), Put("fines 9", 50, 140), Put("", 40, 150, 30, WHITE, wide=200)]], "units 442 found"),
    "off the page": ([[Put("units 442 found", 50, 100), Put("fines 9", 50, 700), Put("fines 8", 900, 100)]], "units 442 found"),
    "struck out": ([[Put("units 400 found", 50, 100), Put("", 40, 96, 1, wide=200), Put("fines 42 given out", 50, 140)]], "fines 42 given out"),
    "note number": ([[Put("units found 442", 50, 100), Put("1", 149, 95, 8), Put("of all", 154, 100)]], "units found 442 of all"),
    "square metres": ([[Put("room of 4500 m", 50, 100), Put("2", 148, 95, 8)]], "room of 4500 m²"),
    "aslant": ([[Put("units 442 found", 50, 100), Put("secret 2024", 60, 300, 40, turned=45)]], "units 442 found"),
    "turned": ([[Put("units 442 found", 100, 400, turned=90), Put("fines 48", 130, 400, turned=90)]], "units 442 found fines 48"),
    "gap": ([[Put("units of two years", 50, 60), Put("612", 50, 100), Put("702", 120, 100)]], "units of two years 612\t702"),
    "numbers of lines": (
        [[put for i in range(6) for put in (Put(str(i + 1), 20, 100 + 30 * i, 8), Put(f"line {i * 7}", 50, 100 + 30 * i))]],
        " ".join(f"line {i * 7}" for i in range(6)),
    ),
    "columns": (
        [[put for i in range(7) for put in (Put(f"{LONG} a{i}", 20, 90 + 20 * i, 12), Put(f"{LONG} b{i}", 215, 90 + 20 * i, 12))]],
        " ".join(f"{LONG} {side}{i}" for side in "ab" for i in range(7)),
    ),
    "running head": (
        [[Put("Report of the brigade", 50, 20), Put(f"text {n * n}", 50, 200), Put(f"- {n} -", 190, 490)] for n in (3, 4, 5)],
        "text 9 text 16 text 25",
    ),
    "heads that say figures": (
        [[Put(f"month {n} units {n * n + 60}", 50, 20)] for n in (1, 2, 3)], " ".join(f"month {n} units {n * n + 60}" for n in (1, 2, 3)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pdf(tmp_path: Path, name: str) -> None:
    pages, want = PAGES[name]
    document = read(pdf(tmp_path / "a.pdf", pages))
    assert "".join(lines_of(document)).replace(" ", "") == want.replace(" ", "")
    assert all(block.key for block in document.blocks)


def test_a_note_at_the_foot_stands_behind_its_paragraph(tmp_path: Path) -> None:
    rest = [Put("it goes on, and on, with more of the same", 30, 50), Put("and ends", 30, 70)]
    first = [*(Put(f"it begins, and goes on, line {i} of the same", 30, 50 + 20 * i) for i in range(4)), Put("[1] a note", 30, 440, 9)]
    text = lines_of(read(pdf(tmp_path / "a.pdf", [first, rest])))
    assert text[-1] == "[1] a note"
    assert len(text) == 2


def test_what_is_filled_into_a_form(tmp_path: Path) -> None:
    shape = b"<</Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</F 5 0 R>>>>/Length 37>>stream\nBT /F 14 Tf 0 5 Td (units 442) Tj ET   \nendstream"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 5 0 R>>>>/Contents 7 0 R/Annots[4 0 R]>>",
        b"<</Type/Annot/Subtype/Widget/FT/Tx/F 4/T(a)/V(units 442)/Rect[20 100 110 120]/AP<</N 6 0 R>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        shape,
        b"<</Length 47>>stream\nBT /F 14 Tf 20 250 Td (what was found:) Tj ET   \nendstream",
    ]
    whole = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, part) for n, part in enumerate(parts, 1))
    (tmp_path / "a.pdf").write_bytes(whole + b"trailer<</Root 1 0 R/Size 8>>\n%%EOF")
    assert lines_of(read(tmp_path / "a.pdf")) == ["what was found:", "units 442"]
