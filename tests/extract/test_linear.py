"""Twice the text takes twice the time: in reading marks, in meaning and in checks."""

from __future__ import annotations

import time

import pytest

from corpus.checks import check
from extract import extract_report
from patterns import load_catalog

TITLE = "甲县消防救援大队2023年上半年工作总结\n\n"
# what is repeated, and how often for some hundredths of a second
REPEATED: list[tuple[str, int]] = [
    ("a", 6000), ("①", 3000), ("未发生火灾、", 700), ("1 ", 2500), ("9", 8000), (" ", 8000), ("1\t", 2000), ("1,", 1500), ("一", 6000), ("（", 8000),
    ("检查单位12家，", 150), ("检查单位12家。", 150), ("检查单位12家\n", 150), ("其中12家，", 150), ("同比上升12%，", 150), ("2023年1月1日", 300), ("1-", 1500),
    ("十分之", 2000), ("第", 8000), ("“", 8000), ("1\t2\t3\n", 250), ("一、检查\n", 400), ("12 家 ", 250), ("计划检查12家，", 150),
]  # fmt: skip
TRIES = 5
MOST = 3.0  # times as long for twice as much


def seconds(text: str) -> float:
    catalog = load_catalog()
    start = time.process_time()
    check(extract_report(TITLE + text, catalog=catalog), catalog)
    return time.process_time() - start


def numbered(count: int) -> str:
    return "".join(f"检查单位{number}家。" for number in range(10, 10 + count))


@pytest.mark.parametrize(("words", "times"), [*REPEATED, ("", 150)])
def test_twice_the_text_takes_no_more_than_three_times_as_long(words: str, times: int) -> None:
    once, twice = (words * count if words else numbered(count) for count in (times, 2 * times))
    seconds(once)  # what is compiled at its first use is no part of it
    ratios = []
    for _ in range(TRIES):
        ratios.append(seconds(twice) / max(seconds(once), 1e-4))
        if ratios[-1] <= MOST:
            return
    raise AssertionError(f"{words[:20]!r}: {ratios}")


def test_figures_that_differ_are_one_finding_of_their_group() -> None:
    found = check(extract_report(TITLE + numbered(60)), select=["R101"])
    assert [f.code for f in found] == ["R101"]
    assert "等 60 个数字说的是同一件事" in found[0].message


def test_of_a_code_fifty_findings_are_listed_and_the_rest_counted() -> None:
    found = check(extract_report(TITLE + "火灾死亡35入。" * 70), select=["U801"])
    assert len(found) == 51
    assert (found[-1].spans, "还有 20 处" in found[-1].message) == ((), True)
