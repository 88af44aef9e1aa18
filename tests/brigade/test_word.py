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


def comments(path: Path) -> list[tuple[str, str]]:
    import docx

    return [(c.author, c.text) for c in docx.Document(str(path)).comments]


def test_a_second_check_replaces_our_comments_and_leaves_others(tmp_path: Path) -> None:
    import docx

    source, first, second = draft(tmp_path / "a.docx"), tmp_path / "r.docx", tmp_path / "s.docx"
    document = docx.Document(str(source))
    document.add_comment(document.paragraphs[0].runs, text="请核对标题", author="王科", initials="王")
    document.save(str(source))
    for before, after in ((source, first), (first, second)):
        assert main(["check", str(before), "-o", str(after), "--fail-on", "never"]) == 0
    assert comments(first) == comments(second)
    assert ("王科", "请核对标题") in comments(second) and len(comments(second)) > 3
    body = docx.Document(str(second)).element.body
    assert len(list(body.iter(W + "commentReference"))) == len(list(body.iter(W + "commentRangeStart"))) == len(comments(second))


def test_certain_mends_become_tracked_changes(tmp_path: Path) -> None:
    import docx

    source, target = tmp_path / "a.docx", tmp_path / "f.docx"
    document = docx.Document()
    document.add_paragraph("甲县消防救援大队2023年上半年工作总结")
    paragraph = document.add_paragraph()
    for part in (
        "火灾由97起降至81起，下降1",
        "8",
        ".5%。接警47起，其中火灾22起、抢险救援18起、社会救助8起。下发督办通知书6分，",
        "新建微型消防站X个。",
    ):
        paragraph.add_run(part).bold = part == "8"
    document.save(str(source))
    assert main(["check", str(source), "--fix", str(target), "--fail-on", "never"]) == 0
    body = docx.Document(str(target)).element.body
    deleted = ["".join(t.text for t in e.iter(W + "delText")) for e in body.iter(W + "del")]
    inserted = ["".join(t.text for t in e.iter(W + "t")) for e in body.iter(W + "ins")]
    assert (deleted, inserted) == (["18.5", "分"], ["16.5", "份"])
    text = "火灾由97起降至81起，下降16.5%。接警47起，其中火灾22起、抢险救援18起、社会救助8起。下发督办通知书6份，新建微型消防站X个。"
    assert paragraph_text(docx.Document(str(target)).paragraphs[1]._p) == text
