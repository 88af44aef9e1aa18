"""The tables of `benchmarks/forms` stay read: what is left unread, and units that are told in another spelling, are named here."""

import pytest

from benchmarks.others.rows import Figure, Mention, figures, mentions
from benchmarks.others.verdicts import RIGHT, UNREAD, ours_of_figure, ours_of_mention

LEFT_UNREAD = {"一条"}  # 一条水带铺到井口: 一条 opens too many phrases that count nothing
OTHER_SPELLING = {"3.2千米", "1.8万立方"}  # read in 公里 and 立方米


@pytest.mark.parametrize("kind", sorted({row.kind for row in figures()}))
def test_figures(kind: str) -> None:
    def right(row: Figure) -> bool:
        verdict, whole = ours_of_figure(row)
        if row.quote in LEFT_UNREAD and verdict == UNREAD:
            return True
        return verdict == RIGHT and (whole or row.quote in OTHER_SPELLING)

    assert [(row.quote, row.sentence) for row in figures() if row.kind == kind and not right(row)] == []


@pytest.mark.parametrize("kind", sorted({row.kind for row in mentions()}))
def test_dates(kind: str) -> None:
    def right(row: Mention) -> bool:
        return ours_of_mention(row) == RIGHT

    assert [(row.quote, row.sentence) for row in mentions() if row.kind == kind and not right(row)] == []
