"""A change says what it is."""

from __future__ import annotations

import pytest

from corpus.cells import missing
from corpus.comparing.changes import Change, change_of

BLANK = missing("甲县消防救援大队", None, None, "fire.deaths")
CASES = [  # value, modifier, value and modifier of the base, the change, the note
    (12.0, "exact", 10.0, "exact", Change(10, 2, 20.0), ""),
    (10.5, "exact", 10.0, "exact", Change(10, 0.5, 5.0), ""),
    (400.0, "over", 360.0, "exact", Change(360, 40, 11.1, modifier="over"), "约数"),  # at least 40 more
    (400.0, "exact", 360.0, "over", Change(360, 40, 11.1, modifier="under"), "约数"),  # there were at least 360
    (400.0, "under", 360.0, "exact", Change(360, 40, 11.1, modifier="under"), "约数"),
    (400.0, "over", 360.0, "under", Change(360, 40, 11.1, modifier="over"), "约数"),
    (400.0, "over", 360.0, "over", Change(360, unclear=True), "两数均为约数,变化不明"),
    (400.0, "about", 360.0, "over", Change(360, unclear=True), "两数均为约数,变化不明"),
    (400.0, "range", 360.0, "exact", Change(360, unclear=True), "两数均为约数,变化不明"),
    (2.0, "exact", 0.0, "exact", Change(0, 2, None, new=True), "新增"),
    (20.0, "exact", 0.0, "about", Change(0, 20, None, new=True, modifier="about"), "新增 约数"),
    (0.0, "exact", 0.0, "exact", Change(0, 0, 0.0), ""),
    (None, "exact", 3.0, "exact", Change(3), ""),
    (3.0, "exact", None, "exact", Change(), ""),
]


@pytest.mark.parametrize(("value", "modifier", "before", "modifier_before", "change", "note"), CASES)
def test_change(value: float | None, modifier: str, before: float | None, modifier_before: str, change: Change, note: str) -> None:
    cell = BLANK._replace(value=value, modifier=modifier, base=BLANK._replace(value=before, modifier=modifier_before))
    assert change_of(cell) == change
    assert change_of(cell).note == note


def test_ratios_change_by_points() -> None:
    """From 95.3 % to 96.4 % is 1.1 percentage points, and not 1.2 %."""
    cell = BLANK._replace(value=96.4, unit="%", base=BLANK._replace(value=95.3, unit="%"))
    assert change_of(cell) == Change(95.3, 1.1, points=True)
    assert change_of(cell).note == "百分点"


def test_without_a_base() -> None:
    assert change_of(BLANK._replace(value=3.0)) == Change()
