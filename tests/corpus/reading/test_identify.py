"""Whose report, and of when, from the title and the names of file and folder."""

from __future__ import annotations

import pytest

from corpus.keeping.registry import Brigade, Registry
from corpus.reading.identify import identify
from corpus.reading.identify.periods import period_told
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


NO_NAMES = ("我大队", "尊敬的消防救援大队", "现报送我大队", "贵大队", "本大队", "某大队", "现将我大队", "消防救援大队")


@pytest.mark.parametrize("name", NO_NAMES)
def test_words_of_a_letter_are_nobody(name: str) -> None:
    catalog = load_catalog()
    who = identify("/a/总结.docx", f"{name}2024年上半年工作总结", f"{name}2024年上半年工作总结", catalog, found_period=UNKNOWN)
    assert not who.brigade, who.brigade


PERIODS = {
    "2023年上半年": "2023-01-01—2023-06-30", "2023年1月1日至2023年6月20日": "2023-01-01—2023-06-20", "2023年1月1日至6月20日": "2023-01-01—2023-06-20",
    "2023年5月": "2023-05-01—2023-05-31", "2023年三季度": "2023-07-01—2023-09-30", "2023年前三季度": "2023-01-01—2023-09-30",
    "2023年国庆期间": "2023-10-01—2023-10-07", "二〇二三年上半年": "2023-01-01—2023-06-30", "2022年1月至2022年9月": "2022-01-01—2022-09-30", "2023年度": "2023-01-01—2023-12-31",
    "2024年13月": None, "2024年99月88日": None, "2024年上半年和2023年上半年": None, "2024-2-30": None, "昨天": None, "": None,
}  # fmt: skip


@pytest.mark.parametrize("words", PERIODS)
def test_a_period_is_all_that_is_written(words: str) -> None:
    told = period_told(words)
    assert (told and f"{told.start}—{told.end}") == PERIODS[words]
