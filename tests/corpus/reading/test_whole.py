"""What of a whole file becomes facts: lists of contents, several reports in one file, pages with cards and links, forms typed with lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading.readers import read
from corpus.reading.report import report_and_doubts
from tests.corpus.files import convert

TITLE = "甲县消防救援大队2023年上半年工作总结"
OTHER = "乙县消防救援大队2023年上半年工作总结"
UNITS, FINES, CALLS = ("inspection.units", 442.0), ("enforcement.fines", 186000.0), ("response.dispatches", 268.0)
HEADS = "一、检查单位442家{0}2\n二、接警出动268起{0}5\n"
BODY = "一、检查单位442家\n上半年检查单位442家。\n二、接警出动268起\n"
FILES: dict[str, tuple[str, str, set[tuple[str, float]], int]] = {  # the file, its text, its facts and how many doubts
    "contents behind a tab": ("a.txt", f"{TITLE}\n目  录\n" + HEADS.format("\t") + "上半年罚款18.6万元。\n", {UNITS, CALLS, FINES}, 0),
    "contents behind dots": ("a.txt", f"{TITLE}\n目录\n" + HEADS.format("…………") + BODY, {UNITS, CALLS}, 0),
    "contents behind a blank": ("a.txt", f"{TITLE}\n目录\n" + HEADS.format(" ") + BODY, {UNITS, CALLS}, 0),
    "contents without a heading": ("a.txt", f"{TITLE}\n" + HEADS.format(" ...... ") + BODY, {UNITS, CALLS}, 0),
    "dots that lead to figures": ("a.txt", f"{TITLE}\n检查单位………442家\n接警出动………268起\n", {UNITS, CALLS}, 0),
    "a table that looks like contents": ("a.txt", f"{TITLE}\n指标\t数量\n接警出动（起）\t268\n检查单位（家）\t442\n", {UNITS, CALLS}, 0),
    "another brigade below": ("a.txt", f"{TITLE}\n上半年检查单位442家。\n{OTHER}\n上半年检查单位388家，罚款9万元。\n", {UNITS}, 1),
    "another brigade below, its title in two lines": (
        "a.txt", f"{TITLE}\n上半年检查单位442家。\n乙县消防救援大队\n2023年上半年工作总结\n上半年检查单位388家。\n", {UNITS}, 1,
    ),
    "another brigade below, its period in brackets": (
        "a.txt", f"{TITLE}\n上半年检查单位442家。\n乙县消防救援大队工作总结\n（2023年上半年）\n上半年检查单位388家。\n", {UNITS}, 1,
    ),
    "brigades numbered": ("a.txt", f"一、{TITLE}\n上半年检查单位442家。\n二、{OTHER}\n上半年检查单位388家。\n", {UNITS}, 1),
    "who signs": ("a.txt", f"{TITLE}\n乙县消防救援大队\n2023年7月1日\n上半年检查单位442家。\n", {UNITS}, 0),
    "what all brigades did": ("a.txt", f"{TITLE}\n各大队2023年上半年工作小结\n上半年检查单位442家。\n", {UNITS}, 0),
    "another brigade in the contents": ("a.txt", f"{TITLE}\n目录\n{OTHER}……9\n{TITLE}……12\n上半年检查单位442家。\n", {UNITS}, 0),
    "another brigade in a list of files": ("a.txt", f"{TITLE}\n附件：1.{OTHER}\n2.{OTHER}\n上半年检查单位442家。\n", {UNITS}, 0),
    "another brigade in a sentence": ("a.txt", f"{TITLE}\n上半年学习了{OTHER}。\n上半年检查单位442家。\n", {UNITS}, 0),
    "the title once more": ("a.txt", f"{TITLE}\n甲县大队2023年上半年工作总结\n上半年检查单位442家。\n", {UNITS}, 0),
    "lines of a form": (
        "a.txt", f"{TITLE}\n检查单位___442___家\n接警出动＿＿268＿＿起\n罚款__18.6__万元\n抢救被困人员____人\n", {UNITS, CALLS, FINES}, 0,
    ),
    "a label spread over its column": (
        "a.txt", "项　　目　　　　单位　　2023年上半年\n检查单位　　　　　家　　　　442\n罚　　款　　　　万元　　　　18.6\n", {UNITS, FINES}, 0,
    ),
    "guards of Excel": ("a.csv", '指标,单位,2023年上半年\n检查单位,家,="442"\n接警出动,起,"=""268"""\n', {UNITS, CALLS}, 0),
    "cards, the figure above": (
        "a.html",
        "<h1>工作数据</h1><div>" + "".join(
            f"<div class=c><div>{n}<small>{u}</small></div><div>{w}</div></div>"
            for n, u, w in ((442, "家", "检查单位"), (18.6, "万元", "罚款"), (268, "起", "接警出动"))
        ) + "</div>",
        {UNITS, CALLS, FINES}, 0,
    ),
    "cards with a line break": ("a.html", "<div>442家<br>检查单位</div><div>268起<br>接警出动</div>", {UNITS, CALLS}, 0),
    "cards in links": ("a.html", "<a href=x><div><p>442家</p><p>检查单位</p></div></a><a href=y><div><p>268起</p><p>接警出动</p></div></a>", {UNITS, CALLS}, 0),
    "definitions": ("a.html", "<dl><dt>检查单位<dd>442家<dt>罚款：<dd>18.6万元<dt>接警出动<dd>268起</dl>", {UNITS, CALLS, FINES}, 0),
    "blocks that take turns, the figure first": ("a.html", "<p>442家</p><p>检查单位</p><p>268起</p><p>接警出动</p>", {UNITS, CALLS}, 0),
    "nobody knows whose the figures are": ("a.html", "<p>检查单位</p><p>268</p><p>接警出动</p>", set(), 0),
    "links are no content": (
        "a.html",
        "<p>检查<a href=x>单位</a>442家。</p><div>上一篇：<a href=1>乙县检查单位388家</a></div><ul><li><a href=2>罚款9万元</a></ul>"
        "<a href=3><p>接警出动197起</p></a>",
        {UNITS}, 0,
    ),
}  # fmt: skip


def facts_of(path: Path) -> tuple[set[tuple[str, float]], list[str]]:
    report, doubts = report_and_doubts(read(path), period="2023H1")
    return {(f.metric, float(f.value)) for f in report.facts if f.metric}, doubts


@pytest.mark.parametrize("name", FILES)
def test_facts(name: str, tmp_path: Path) -> None:
    file, text, want, doubtful = FILES[name]
    (tmp_path / file).write_text(text, encoding="utf-8")
    found, doubts = facts_of(tmp_path / file)
    assert found == want
    assert len(doubts) == doubtful
    assert not doubts or "从“乙县消防救援大队" in doubts[0].replace("二、", "")


def test_links_with_figures_are_told(tmp_path: Path) -> None:
    text, want = FILES["links are no content"][1], ("网页中指向其他网页的文字未读取:“上一篇：乙县检查单位388家” 等3处",)
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    assert read(tmp_path / "a.html").notes == want


def test_drawn_boxes_in_gbk(tmp_path: Path) -> None:
    rule = "├" + "─" * 40 + "┤"
    rows = ["│指标│单位│2023年上半年│", "│检查单位│家│442│", "│罚款│万元│18.6│"]
    (tmp_path / "a.txt").write_bytes(f"\r\n{rule}\r\n".join(["", *rows, ""]).encode("gbk"))
    assert facts_of(tmp_path / "a.txt") == ({UNITS, FINES}, [])


def test_contents_of_word(tmp_path: Path) -> None:
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    word = docx.Document()
    word.add_paragraph(TITLE)
    style = word.styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH)
    word.add_paragraph("检查单位442家\t3", style=style)
    word.add_paragraph("上半年接警出动268起。")
    word.save(str(tmp_path / "a.docx"))
    assert facts_of(tmp_path / "a.docx") == ({UNITS, CALLS}, [])


@pytest.mark.parametrize("kind", ["paragraph", "letters"])
def test_hidden_by_a_style_of_old_word(kind: str, tmp_path: Path) -> None:
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    word = docx.Document()
    word.add_paragraph(TITLE)
    style = word.styles.add_style("x", WD_STYLE_TYPE.PARAGRAPH if kind == "paragraph" else WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True  # type: ignore[attr-defined]
    based = word.styles.add_style("y", style.type)
    based.base_style = style  # type: ignore[attr-defined]
    for each in (style, based):
        hidden = word.add_paragraph("" if kind == "letters" else "检查单位9家。", style=each if kind == "paragraph" else None)
        if kind == "letters":
            hidden.add_run("检查单位9家。", style=each)
    word.add_paragraph("上半年检查单位442家。")
    word.save(str(tmp_path / "a.docx"))
    assert facts_of(convert(tmp_path / "a.docx", "doc", tmp_path / "doc")) == ({UNITS}, [])
