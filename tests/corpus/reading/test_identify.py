"""Whose report, and of when, from the title and the names of file and folder."""

from __future__ import annotations

import pytest

from corpus.keeping.registry import Brigade, Registry
from corpus.reading.identify import identify
from extract.model import UNKNOWN
from patterns import load_catalog

WHO = [
    ("某县消防救援大队2023年上半年工作总结", "x", "2023-01-01", "2023-06-30"),
    ("清河县消防救援大队二〇二一年度工作总结", "清河县消防救援大队", "2021-01-01", "2021-12-31"),
    ("清河县消防救援大队2022年第三季度工作总结", "清河县消防救援大队", "2022-07-01", "2022-09-30"),
    ("清河县消防救援大队2022年1-9月工作情况", "清河县消防救援大队", "2022-01-01", "2022-09-30"),
    ("清河县消防救援大队2023年国庆期间工作小结", "清河县消防救援大队", "2023-10-01", "2023-10-07"),
]


@pytest.mark.parametrize(("title", "who", "start", "end"), WHO)
def test_title_tells(title: str, who: str, start: str, end: str) -> None:
    found = identify("/a/b.txt", title, title, load_catalog())
    assert (str(found.period.start), str(found.period.end)) == (start, end)
    if who != "x":
        assert found.brigade == who


def test_the_file_name_tells_and_contradictions_are_asked() -> None:
    catalog = load_catalog()
    found = identify("/汇总/清河大队2023H1.docx", "工作总结", "工作总结", catalog)
    assert (found.brigade, found.brigade_from, str(found.period.end)) == ("清河大队", "file", "2023-06-30")
    two = identify("/a/清河县消防救援大队2022年上半年.docx", "清河县消防救援大队2023年上半年工作总结", "", catalog)
    assert any("--period" in d for d in two.doubts)
    none = identify("/a/总结.docx", "工作总结", "", catalog, found_period=UNKNOWN)
    assert not none.brigade and len(none.doubts) == 2


FILE_NAMES = [
    ("东湖大队2024上半年.docx", "东湖区消防救援大队", False),
    ("东湖大队.docx", "云州市东湖区消防救援大队", False),
    ("东湖区消防救援大队.docx", "东湖大队", False),
    ("东湖.docx", "东湖区消防救援大队", False),
    ("东湖县大队.docx", "东湖区消防救援大队", True),
    ("东湖支队.docx", "东湖区消防救援大队", True),
    ("西湖大队.docx", "东湖区消防救援大队", True),
    ("南东湖大队.docx", "东湖区消防救援大队", True),
    ("东湖大队.docx", "东湖新区消防救援大队", True),
]


@pytest.mark.parametrize(("file", "brigade", "doubted"), FILE_NAMES, ids=[f"{file} {brigade}" for file, brigade, _ in FILE_NAMES])
def test_a_file_name_that_abbreviates_the_title(file: str, brigade: str, doubted: bool) -> None:
    found = identify(f"/汇总/{file}", f"{brigade}2024年上半年工作总结", "", load_catalog())
    assert (found.brigade, [d for d in found.doubts if "文件名写的是" in d] != []) == (brigade, doubted)


@pytest.mark.parametrize(
    ("title", "doubted"), [("南东湖大队", True), ("东湖北区消防救援大队", True), ("云州市东湖大队", False), ("东湖大队", False)]
)
def test_a_longer_name_than_the_register_has(title: str, doubted: bool) -> None:
    registry = Registry([Brigade("东湖区消防救援大队", ("东湖大队", "东湖"))])
    found = identify("/a.docx", f"{title}2024年上半年工作总结", "", load_catalog(), registry=registry)
    assert (found.brigade, any("按名册归为" in d for d in found.doubts)) == ("东湖区消防救援大队", doubted)
