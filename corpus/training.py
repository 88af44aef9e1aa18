"""Trains the example reader: fits a linear model to the frames of `corpus.composing`.

Multinomial logistic regression (maximum entropy) by AdaGrad (Duchi, Hazan & Singer 2011) over binary features, weight decay as L2;
seeded, so that the same files give the same weights.  numpy is needed for training only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from corpus.composing import Example, compose, from_catalog, from_sentences, strangers
from extract.meaning.features import features
from extract.parsing.lexicon import lexicon_of
from patterns import Catalog
from patterns.weights import example_rows, example_sentences, learned_from

_SETTLED = 2  # rounds before the mean of the weights is taken: the mean is calmer than the last
_LEAST = 0.5  # weights below decide nothing (measured: the same answers with a third of them)
_STRANGERS = 8000


def learn(catalog: Catalog) -> tuple[dict[str, Any], int]:
    """The weights learned from all example files, and from how many examples."""
    rows = example_rows()
    examples = [
        *compose(rows, catalog),
        *strangers(rows, catalog, _STRANGERS),
        *from_sentences(example_sentences(), catalog),
        *from_catalog(catalog),
    ]
    data = train(examples, catalog)
    data["units"] = _units(examples)
    data["from"] = learned_from()
    return data, len(examples)


def _units(examples: Iterable[Example]) -> dict[str, str]:
    """Of each metric the units that its examples count in."""
    found: dict[str, set[str]] = {}
    for frame, metric in examples:
        if frame.kind != "subject":
            found.setdefault(metric, set()).add(frame.unit)
    return {metric: " ".join(sorted(units)) for metric, units in found.items()}


def train(
    examples: Sequence[Example], catalog: Catalog, rounds: int = 8, rate: float = 0.5, decay: float = 0.01, seed: int = 7
) -> dict[str, Any]:
    """Weights as `patterns.weights.save_weights` takes them."""
    import numpy as np

    lexicon = lexicon_of(catalog)
    metrics = sorted({metric for _, metric in examples})
    place = {m: i for i, m in enumerate(metrics)}
    named = [features(frame, lexicon) for frame, _ in examples]
    counts: dict[str, int] = {}
    for names in named:
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    index = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c > 1))}
    rows = [np.array([index[n] for n in names if n in index], dtype=np.int64) for names in named]
    answers = np.array([place[m] for _, m in examples])
    weights = np.zeros((len(index), len(metrics)), dtype=np.float32)
    squares = np.full_like(weights, 1e-3)
    rng = np.random.default_rng(seed)
    mean = np.zeros_like(weights)
    for turn in range(rounds):
        order = rng.permutation(len(rows))
        for start in range(0, len(order), 64):
            batch = order[start : start + 64]
            sizes = [len(rows[i]) for i in batch]
            flat = np.concatenate([rows[i] for i in batch])
            owner = np.repeat(np.arange(len(batch)), sizes)
            keep = rng.random(len(flat)) > 0.15  # words left out now and then: no feature may carry an answer alone
            flat, owner = flat[keep], owner[keep]
            scores = np.zeros((len(batch), len(metrics)), dtype=np.float32)
            np.add.at(scores, owner, weights[flat])
            scores -= scores.max(axis=1, keepdims=True)
            shares = np.exp(scores)
            shares /= shares.sum(axis=1, keepdims=True)
            shares[np.arange(len(batch)), answers[batch]] -= 1
            unique, inverse = np.unique(flat, return_inverse=True)
            gradient = np.zeros((len(unique), len(metrics)), dtype=np.float32)
            np.add.at(gradient, inverse, shares[owner])
            gradient += decay * weights[unique]
            squares[unique] += gradient * gradient
            weights[unique] -= rate * gradient / np.sqrt(squares[unique])
        if turn >= _SETTLED:
            mean += weights / (rounds - _SETTLED)
    return _packed(metrics, index, mean)


def _packed(metrics: list[str], index: dict[str, int], weights: Any) -> dict[str, Any]:
    """Weights in hundredths, small ones left out."""
    scale = 0.02
    out: dict[str, list[int]] = {}
    for name, i in index.items():
        row: list[int] = []
        for j, weight in enumerate(weights[i].tolist()):
            if abs(weight) >= _LEAST:
                row += [j, round(weight / scale)]
        if row:
            out[name] = row
    return {"metrics": metrics, "scale": scale, "features": out}
