"""The example reader: a linear model over the features of a frame, trained from `patterns/examples/` and shipped as plain data.

score(metric) = sum of the weights of the frame's features for that metric; the votes are the softmax of the scores.  "-" is the
answer "none of ours".
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from typing import Any

from extract.meaning.features import features
from extract.parsing.frames import Frame
from extract.parsing.lexicon import lexicon_of
from patterns import Catalog
from patterns.weights import load_weights

NONE = "-"
_FAR = 12.0  # scores so far below the best have no share
_COUNTED = ("count", "measure", "duration", "money")


class Learned:
    def __init__(self, catalog: Catalog, data: dict[str, Any] | None = None) -> None:
        self._lexicon = lexicon_of(catalog)
        self._classes: list[str] = []
        self._units: dict[str, str] = {}
        self._weights: dict[str, list[int]] = {}  # of a feature: place and weight, place and weight …
        self._scale = 1.0
        data = load_weights() if data is None else data
        if data:
            self._classes, self._units = data["metrics"], data.get("units", {})
            self._scale, self._weights = data["scale"], data["features"]
        self._catalog = catalog
        self._cut: dict[tuple[int, ...], dict[str, list[tuple[int, float]]]] = {}
        self._unit_classes = [frozenset(units.split()) for units in catalog.tables["judge"]["units"].values()]
        self._allowed = functools.lru_cache(maxsize=1 << 10)(self._allowing)
        self.votes = functools.lru_cache(maxsize=1 << 15)(self._votes)

    def _allowing(self, unit: str) -> tuple[tuple[int, ...], dict[str, list[tuple[int, float]]]]:
        """Places of the metrics that are counted in this unit or in one of its class ("none of ours" always), and the weights cut down to
        these, of the features met so far."""
        if not unit:
            return tuple(range(len(self._classes))), {}
        like = frozenset((unit,)).union(*(c for c in self._unit_classes if unit in c))
        key = tuple(i for i, m in enumerate(self._classes) if m == NONE or like & self._units_of(m))
        return key, self._cut.setdefault(key, {})

    def _units_of(self, metric: str) -> set[str]:
        entry = self._catalog.metrics.get(metric)
        own = {entry.unit, *entry.units} if entry is not None else set()
        return own | set(self._units.get(metric, "").split())

    def _votes(self, frame: Frame) -> tuple[tuple[str, float], ...]:
        """The three likeliest answers and their shares, the likeliest first; none where no model is shipped."""
        if not self._classes:
            return ()
        return self.rank(features(frame, self._lexicon), frame.unit if frame.kind in _COUNTED else "")

    def rank(self, names: Iterable[str], unit: str = "") -> tuple[tuple[str, float], ...]:
        allowed, cut = self._allowed(unit)
        scores = [0.0] * len(allowed)
        for name in names:
            row = cut.get(name)
            if row is None:
                places = {place: at for at, place in enumerate(allowed)}
                told = iter(self._weights.get(name, ()))
                row = cut[name] = [
                    (places[place], weight * self._scale) for place, weight in zip(told, told, strict=True) if place in places
                ]
            for at, weight in row:
                scores[at] += weight
        least = max(scores) - _FAR
        near = sorted([(score, allowed[at]) for at, score in enumerate(scores) if score > least], reverse=True)
        top = near[0][0]
        shares = [(math.exp(score - top), i) for score, i in near]
        total = sum([share for share, _ in shares])
        return tuple([(self._classes[i], share / total) for share, i in shares[:3]])


@functools.lru_cache(maxsize=8)
def learned(catalog: Catalog) -> Learned:
    return Learned(catalog)
