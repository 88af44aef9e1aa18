"""Figures without anything in between: 15车104人3艇."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.extract.writing.figures import Draw, Written, exact
from tests.extract.writing.hanzi import (
    hanzi,
)


@st.composite
def compact_lists(draw: Draw) -> tuple[str, tuple[Written, ...]]:
    """Two to four figures without anything in between (15车104人3艇, 两车九人一艇), in their order, each exact."""
    units = draw(st.sampled_from((("车", "人"), ("车", "人", "艇"), ("车", "人", "犬"), ("辆车", "名指战员"), ("车", "人", "艇", "犬"))))
    in_hanzi = draw(st.booleans())
    figures = []
    for words in units:
        number = draw(st.integers(2 if in_hanzi else 1, 9 if in_hanzi or words in "艇犬" else 90))
        text = ("两" if number == 2 else hanzi(number)) if in_hanzi else str(number)
        unit = words[0] if words in {"辆车", "名指战员"} else words
        figures.append((exact(text + unit, number, unit), words.removeprefix(unit)))
    return "".join(figure.text + rest for figure, rest in figures), tuple(figure for figure, _ in figures)
