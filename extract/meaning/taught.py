"""What lessons teach: figures told in the words of a correction have its metric, figures told alike have it with a doubt.

Exact: the same label, unit and kind in the same scene.  Near: cosine of the two frames' features (`extract.meaning.features`),
units that count alike; the threshold stands in `patterns/judge.toml`, docs/metrics.md says what it was measured on.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extract.meaning.features import features
from extract.meaning.judge import judge_of
from extract.meaning.resolved import Resolved
from extract.parsing.frames import Frame
from extract.parsing.lexicon import lexicon_of
from patterns import Catalog

_WORDS = frozenset(("g", "c", "e", "v", "vw", "d", "dw", "h", "hw", "m", "mw", "o", "ow"))  # features that are of words alone
NONE = ""  # the answer "none of ours"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a figure is told, as far as a lesson goes by it."""

    words: str
    unit: str
    kind: str


def likeness_of(r: Resolved) -> Likeness | None:
    """How this figure is told; None where it has no words of its own."""
    frame = r.frame
    own = frame.left if frame and r.kind in ("change", "ratio") else ""
    words = own or r.label or (frame.noun or frame.before if frame else "")
    return Likeness(words, r.figure.unit, r.kind) if words else None


class Taught:
    """The answers of a set of lessons; later ones outweigh earlier ones."""

    def __init__(self, lessons: Iterable[tuple[Likeness, Frame | None, str]], catalog: Catalog) -> None:
        self._lexicon, self._judge = lexicon_of(catalog), judge_of(catalog)
        self._exact: dict[Likeness, tuple[str, frozenset[str]]] = {}
        self._subjects: dict[str, str] = {}
        self._ends: dict[Likeness, str | None] = {}
        frames: dict[Frame, str] = {}
        for like, frame, metric in lessons:
            self._exact[like] = metric, self._deployed(frame)
            if like.kind in ("count", "change"):
                self._subjects[like.words] = metric
            if frame is not None:
                frames[frame] = metric
        for like, (metric, _) in self._exact.items():
            for end in _ends(like):
                self._ends[end] = metric if self._ends.get(end, metric) == metric else None
        self._frames = list(frames.items())
        self._sizes: list[float] = []
        self._holding: dict[str, list[int]] = {}
        for i, (frame, _) in enumerate(self._frames):
            names = self._names(frame)
            self._sizes.append(math.sqrt(len(names)))
            for name in names:
                self._holding.setdefault(name, []).append(i)
        self.near = functools.lru_cache(maxsize=1 << 14)(self._near)

    def _names(self, frame: Frame) -> list[str]:
        """The features that tell the words of a frame."""
        split = [name.partition("=") for name in features(frame, self._lexicon)]
        return [f"{kind}={word}" for kind, _, word in split if kind in _WORDS and word and "|" not in word]

    def _deployed(self, frame: Frame | None) -> frozenset[str]:
        """The scenes of a frame in which the same words count another thing: 出动车辆 in a drill."""
        return self._judge.deployed.intersection(frame.scenes) if frame is not None else frozenset()

    def _by_end(self, like: Likeness) -> str | None:
        """The metric of the lessons that end like these words with this unit, where it is one: 募丁, 招丁."""
        return next((metric for end in _ends(like) if (metric := self._ends.get(end)) is not None), None)

    def subject(self, words: str) -> str | None:
        """The metric taught for what these words name."""
        return self._subjects.get(words)

    def _near(self, frame: Frame) -> str | None:
        """The metric of the lesson whose frame is the most like this one, None where none is like enough."""
        names = self._names(frame)
        shared: Counter[int] = Counter()
        for name in names:
            shared.update(self._holding.get(name, ()))
        best, answer = self._judge.alike_from, None
        for i, count in shared.items():
            other, metric = self._frames[i]
            likeness = count / (self._sizes[i] * math.sqrt(len(names)))
            if likeness >= best and other.kind == frame.kind and self._judge.alike(other.unit, frame.unit):
                best, answer = likeness, metric
        return answer

    def teach(self, r: Resolved) -> None:
        """Gives a figure the metric that a lesson says: for sure where it is told just so, with a doubt where it is told alike."""
        like = likeness_of(r)
        told = self._exact.get(like) if like is not None else None
        if told is not None and told[1] == self._deployed(r.frame):
            r.lesson = r.metric = told[0]
            r.pattern = self._judge.taught if r.metric else ""
            r.activity = ""
            r.doubts.pop("metric", None)
            return
        near = told[0] if told is not None else self.near(r.frame) if r.frame is not None and not r.inherited else None
        if near is None and like is not None and not r.metric:
            near = self._by_end(like)
        if near is not None:
            self._told_alike(r, near)

    def _told_alike(self, r: Resolved, metric: str) -> None:
        r.lesson = metric
        if metric == r.metric:
            r.doubts.pop("metric", None)
        elif metric and (not r.metric or "metric" in r.doubts):
            r.metric, r.pattern = metric, self._judge.taught
            r.doubts["metric"] = self._judge.why["taught"]
        elif r.metric:
            r.doubts["metric"] = self._judge.why["taught_else"]


def _ends(like: Likeness) -> tuple[Likeness, ...]:
    """The last two characters of the words, and the last one, with their unit and kind."""
    sizes = (2, 1) if like.unit else (2,)
    return tuple(Likeness(like.words[-size:], like.unit, like.kind) for size in sizes if len(like.words) > size)
