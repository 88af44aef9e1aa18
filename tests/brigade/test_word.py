"""Word comments stand at the very figures: in split runs, tables and after tracked changes; LibreOffice opens the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from brigade.cli import main
from corpus.reading.readers.wordml import W, paragraph_text
from tests.corpus.files import convert

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def commented(path: Path) -> dict[str, str]:
    """comment text → the text between its marks."""
    import docx

    document = docx.Document(str(path))
    comments = {str(c.comment_id): c.text for c in document.comments}
    out: dict[str, str] = {}
    open_now: dict[str, list[str]] = {}
    for element in document.element.body.iter():
        if element.tag == W + "commentRangeStart":
            open_now[element.get(W + "id")] = []
        elif element.tag == W + "commentRangeEnd":
            ident = element.get(W + "id")
            out[comments[ident] + "#" + ident] = "".join(open_now.pop(ident))
        elif element.tag == W + "t":
            for parts in open_now.values():
                parts.append(element.text or "")
    return out


def draft(path: Path) -> Path:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    document.add_paragraph("甲县消防救援大队2023年上半年工作总结")
    paragraph = document.add_paragraph()
    for part in ("发现隐患18", "2处，督促", "整改19", "7", "处", "，下发督办通知书6分。"):
        run = paragraph.add_run(part)
        run.bold = part == "整改19"
    changed = document.add_paragraph()
    p: Any = changed._p
    p.append(parse_xml(f"<w:r {NS}><w:t>接警出动</w:t></w:r>"))
    p.append(parse_xml(f'<w:del {NS} w:id="1" w:author="a"><w:r><w:delText>35起</w:delText></w:r></w:del>'))
    p.append(parse_xml(f'<w:ins {NS} w:id="2" w:author="a"><w:r><w:t>305起，出动车辆4</w:t></w:r></w:ins>'))
    p.append(parse_xml(f"<w:r {NS}><w:t>5辆次。</w:t></w:r>"))
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "项目", "说明"
    table.cell(1, 0).text, table.cell(1, 1).text = "会议", "2月30日召开会议"
    document.save(str(path))
    return path


def test_comments_stand_at_the_figures(tmp_path: Path) -> None:
    import docx

    source, target = draft(tmp_path / "a.docx"), tmp_path / "r.docx"
    assert main(["check", str(source), "-o", str(target), "--fail-on", "never"]) == 0
    places = commented(target)
    by_code = {key[key.index(" ") + 1 :][:4]: text for key, text in places.items()}
    assert by_code["U801"] == "6分"
    assert by_code["L303"] == "45辆次"
    assert by_code["D701"] == "2月30日"
    assert {t for k, t in places.items() if "L301" in k} == {"197处", "182处"}
    before, after = docx.Document(str(source)), docx.Document(str(target))
    texts = [[paragraph_text(p) for p in d.element.body.iter(W + "p")] for d in (before, after)]
    assert texts[0] == texts[1]
    bold = [r.text for p in after.paragraphs for r in p.runs if r.bold]
    assert "".join(bold) == "整改19"
    assert convert(target, "pdf", tmp_path / "pdf").stat().st_size > 1000


def test_comments_stand_at_figures_in_odd_places(tmp_path: Path) -> None:
    """Behind hidden and raised signs, over a line break and a sign without width, in boxes and in the second paragraph of a cell."""
    import docx
    from docx.oxml import parse_xml

    def run(text: str, properties: str = "") -> str:
        return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    document = docx.Document()
    document.add_paragraph("甲县消防救援大队2023年上半年工作总结")
    paragraphs = [
        run("检查单位442")
        + run("1", '<w:vertAlign w:val="superscript"/>')
        + run("家，")
        + run("罚款9分，", "<w:vanish/>")
        + run("下发督办通知书6分。"),
        "<w:r><w:t>出动车辆4</w:t><w:br/><w:t>5辆次，接警出动305起。</w:t></w:r>",
        run("发现隐患18\u200b2处，督促整改197处。"),
        f"<w:r><w:pict><w:txbxContent><w:p>{run('2月30日召开会议。')}</w:p></w:txbxContent></w:pict></w:r>",
    ]
    body: Any = document.element.body
    for inside in paragraphs:
        body.insert(len(body) - 1, parse_xml(f"<w:p {NS}>{inside}</w:p>"))
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "说明"
    table.cell(0, 1).text = "各中队开展了夏季消防宣传工作。"
    table.cell(0, 1).add_paragraph("培训群众12人份，4月31日召开会议。")
    source, target = tmp_path / "a.docx", tmp_path / "r.docx"
    document.save(str(source))
    assert main(["check", str(source), "-o", str(target), "--fail-on", "never"]) == 0
    places = commented(target)
    assert {"6分", "45辆次", "182处", "197处", "2月30日", "4月31日"} <= {text.replace("\u200b", "") for text in places.values()}
    before, after = docx.Document(str(source)), docx.Document(str(target))
    texts = [[paragraph_text(p) for p in d.element.body.iter(W + "p")] for d in (before, after)]
    assert texts[0] == texts[1]


def test_a_text_draft_becomes_a_word_file(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("甲县消防救援大队2023年上半年工作总结\n\n发现隐患182处，督促整改197处。\n", encoding="utf-8")
    assert main(["check", str(source), "-o", str(tmp_path / "r.docx"), "--fail-on", "never"]) == 0
    assert set(commented(tmp_path / "r.docx").values()) >= {"197处", "182处"}
