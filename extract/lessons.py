"""Lessons: corrections of figures in some text, and what they teach for any other."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from extract.meaning.resolved import Resolved
from extract.meaning.taught import NONE, Likeness, Taught, likeness_of
from extract.parsing.frames import Frame
from extract.steps import Draft, find_dates, find_metrics, find_numerals, find_quantities, structure
from patterns import Catalog

_TO_METRICS = (structure, find_dates, find_numerals, find_quantities, find_metrics)


@dataclass(frozen=True, slots=True)
class Lesson:
    """The figure at `text[start:end]` counts `metric`; None says that it counts nothing of ours."""

    text: str
    start: int
    end: int
    metric: str | None


def checked(lesson: Lesson, catalog: Catalog) -> None:
    """Raises ValueError where a lesson's metric is not in the catalog or its place is not in its text."""
    if lesson.metric and lesson.metric not in catalog.metrics:
        raise ValueError(f"更正所给的指标不在指标目录中：{lesson.metric}。请改用目录中的编号。")
    if not 0 <= lesson.start < lesson.end <= len(lesson.text):
        raise ValueError(f"更正所指的位置（第{lesson.start}至第{lesson.end}字）不在它的文字中。请核对起止位置。")


@functools.lru_cache(maxsize=8)
def taught_by(lessons: tuple[Lesson, ...], catalog: Catalog) -> Taught | None:
    """What lessons teach; None where there are none.

    A lesson whose figure is not read as one teaches nothing (`lost` names them).  Raises ValueError where a metric is not in the
    catalog or a place is not in the text.
    """
    if not lessons:
        return None
    for lesson in lessons:
        checked(lesson, catalog)
    return Taught(_frames(lessons, catalog), catalog)


def lost(lessons: tuple[Lesson, ...], catalog: Catalog) -> list[Lesson]:
    """The lessons that teach nothing: no figure with words of its own is read where they point."""
    return [lesson for lesson in lessons if not any(True for _ in _frames((lesson,), catalog))]


def _frames(lessons: tuple[Lesson, ...], catalog: Catalog) -> Iterator[tuple[Likeness, Frame | None, str]]:
    """How the figures of lessons are told, and their metrics, in the order of the lessons."""
    for text, group in groupby(lessons, key=lambda lesson: lesson.text):
        by_place: dict[tuple[int, int], list[Lesson]] = {}
        for lesson in group:
            by_place.setdefault((lesson.start, lesson.end), []).append(lesson)
        figures = _figures(text, catalog)
        for (start, end), several in by_place.items():
            found = [r for r in figures if r.figure.start < end and start < r.figure.end]
            for i, r in enumerate(found):  # of a figure that several things share (A、B各3次) each has its own lesson
                like = likeness_of(r)
                if like is not None:
                    yield like, r.frame, several[i if len(several) == len(found) else -1].metric or NONE


def _figures(text: str, catalog: Catalog) -> list[Resolved]:
    draft = Draft(text, catalog)
    for step in _TO_METRICS:
        step(draft)
    return [r for told in draft.resolved.values() for r in told]
