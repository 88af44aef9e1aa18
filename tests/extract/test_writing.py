"""Figures and periods written at random and read back: every form, in sentences, in paragraphs, beside other digits, at line ends.

What is written here the guide fixes, so that it must be read; and a value that was not written is never accepted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract_report
from extract.model import Fact, Period
from tests.extract.writing.approximations import written_approximations
from tests.extract.writing.carriers import Carried, carried
from tests.extract.writing.compact_lists import compact_lists
from tests.extract.writing.decimals import written_decimals
from tests.extract.writing.durations import written_durations
from tests.extract.writing.figures import Draw, Written
from tests.extract.writing.integers import written_integers
from tests.extract.writing.near_amounts import written_amounts
from tests.extract.writing.periods import Dated, dated
from tests.extract.writing.ranges import written_ranges
from tests.extract.writing.shares import written_fractions, written_percentages

FIGURES: dict[str, Callable[[], st.SearchStrategy[Written]]] = {
    "integers": written_integers,
    "decimals": written_decimals,
    "durations": written_durations,
    "ranges": written_ranges,
    "approximations": written_approximations,
    "percentages": written_percentages,
    "fractions": written_fractions,
    "amounts": written_amounts,
}
OWN = "2023H1"
UNREAD = 0.002  # the share of figures that may be left unread in a paragraph: where one sentence bears on the next
CENT = Decimal("0.01")


def same(read: Decimal, written: Decimal) -> bool:
    """Equal, or a fraction in per cent that is written with two decimals (8.33) and read with more (8.333)."""
    return read == written or read.quantize(CENT) == written


def value_of(fact: Fact, written: Written) -> bool:
    if fact.value_max is None or written.value_max is None:
        return same(fact.value, written.value) and fact.value_max is written.value_max
    return same(fact.value, written.value) and same(fact.value_max, written.value_max)


def on(facts: tuple[Fact, ...], start: int, end: int) -> list[Fact]:
    """The facts of a stretch."""
    return [fact for fact in facts if fact.start < end and start < fact.end]


@pytest.mark.parametrize("kind", FIGURES)
@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_a_figure_is_read_back(kind: str, data: st.DataObject) -> None:
    one = data.draw(carried(FIGURES[kind]()))
    facts = on(extract_report(one.sentence, period=OWN).facts, one.start, one.end)
    assert len(facts) == 1
    fact, written = facts[0], one.written
    assert value_of(fact, written), (fact.value, fact.value_max)
    assert (fact.modifier, fact.unit) == (written.modifier, written.unit)
    assert one.start - written.lead <= fact.start <= one.start
    assert one.end <= fact.end <= one.end + written.tail


@settings(max_examples=200, deadline=None)
@given(compact_lists())
def test_a_list_without_anything_between_is_read_back(found: tuple[str, tuple[Written, ...]]) -> None:
    text, members = found
    facts = extract_report(f"出动{text}到场处置。", period=OWN).facts
    assert [(fact.quote, fact.value, fact.unit) for fact in facts] == [(member.text, member.value, member.unit) for member in members]


@settings(max_examples=900, deadline=None)
@given(dated())
def test_a_period_is_read_back(one: Dated) -> None:
    period = one.period
    report = extract_report(one.sentence, period=Period(period.own_start, period.own_end))
    dates = [(date.start, date.end, date.period.start, date.period.end) for date in report.dates]
    assert dates == [(one.start, one.end, period.start, period.end)]


@dataclass(frozen=True)
class Paragraph:
    """Sentences joined, with the place of each figure."""

    text: str
    figures: tuple[tuple[int, int, Written], ...]


@st.composite
def paragraphs(draw: Draw) -> Paragraph:
    kinds = draw(st.lists(st.sampled_from(sorted(FIGURES)), min_size=2, max_size=6))
    text, figures = "", []
    for kind in kinds:
        one: Carried = draw(carried(FIGURES[kind]()))
        if text and not text.endswith("。"):
            between_numbers = one.start == one.written.lead or one.sentence[0].isdigit()  # there the line may break a number
            text += "。\n" if between_numbers else "\n"
        elif text:
            text += draw(st.sampled_from(("", "\n", "\n\n", " ")))
        figures.append((len(text) + one.start, len(text) + one.end, one.written))
        text += one.sentence
    return Paragraph(text, tuple(figures))


def test_no_other_value_is_ever_read() -> None:
    """Whatever stands around it: a fact on a written figure has its value; the share of those left unread is small."""
    count = {"written": 0, "unread": 0}

    @settings(max_examples=300, deadline=None)
    @given(paragraphs())
    def read(paragraph: Paragraph) -> None:
        facts = extract_report(paragraph.text, period=OWN).facts
        for start, end, written in paragraph.figures:
            found = on(facts, start, end)
            assert all(value_of(fact, written) for fact in found), (written.text, [(fact.quote, fact.value) for fact in found])
            count["written"] += 1
            count["unread"] += not found

    read()
    assert count["unread"] <= UNREAD * count["written"], count


def test_the_writers_share_nothing_with_the_reader() -> None:
    for path in (Path(__file__).parent / "writing").glob("*.py"):
        assert not re.search(r"^\s*(?:from|import) (?:extract|patterns)\b", path.read_text(encoding="utf-8"), re.M), path.name


def test_the_second_half_of_a_year_that_is_over_is_no_plan() -> None:
    report = extract_report("某县消防救援大队2022年工作总结\n下半年，大队检查单位45家。", period="2022")
    assert [(str(date.period.start), str(date.period.end)) for date in report.dates[1:]] == [("2022-07-01", "2022-12-31")]
    assert [fact.status for fact in report.facts] == ["actual"]
