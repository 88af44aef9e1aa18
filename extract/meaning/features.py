"""What the example reader sees of a frame: the classes and words around a figure, as names of features.

Word and class both speak, so that a new word of a known class is understood and a known word is never blurred; of what stands
in no class the pairs of characters speak.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.parsing.frames import Frame
from extract.parsing.lexicon import Lexicon, Word


def features(frame: Frame, lexicon: Lexicon) -> list[str]:
    """The names of a frame's features, each once."""
    found = dict.fromkeys(_features(frame, lexicon))
    return list(found)


def _features(frame: Frame, lexicon: Lexicon) -> Iterator[str]:
    unit, kind = frame.unit, frame.kind
    yield f"u={unit}"
    yield f"k={kind}"
    left, right = lexicon.segment(frame.left), lexicon.segment(frame.right)
    verbs = list(dict.fromkeys(w.verb for w in [*left, *right] if w.verb and not w.thing))
    if frame.verb:
        carried = lexicon.get(frame.verb)
        if carried is not None and carried.verb:
            verbs.append(carried.verb)
            yield f"cv={carried.verb}"
    if not frame.right and not frame.left:
        yield "bare"
    head = _head(left, right)
    yield from _words("l", left)
    yield from _words("r", right)
    for verb in verbs:
        yield f"v={verb}"
        yield f"v={verb}|u={unit}"
    if head is None and frame.noun:
        head = _head(lexicon.segment(frame.noun), ())
        yield "told"
    if head is None:
        yield f"h=|u={unit}"
        for verb in verbs:
            yield f"h=|v={verb}"
    else:
        name = head.thing or head.verb
        yield f"h={name}"
        yield f"hw={head.text}"
        yield f"h={name}|u={unit}"
        for verb in verbs:
            yield f"h={name}|v={verb}"
    for word in lexicon.segment(frame.before):
        if word.thing or word.verb:
            yield f"b={word.thing or word.verb}"
    for word in lexicon.segment(frame.topic):
        if word.thing or word.verb:
            yield f"t={word.thing or word.verb}"


def _head(left: Sequence[Word], right: Sequence[Word]) -> Word | None:
    """What is counted: the last thing of the words behind the figure, else of those before it."""
    for words in (right, left):
        for word in reversed(words):
            if word.thing:
                return word
    return None


def _words(side: str, words: Sequence[Word]) -> Iterator[str]:
    for word in words:
        if word.verb:
            yield f"{side}v={word.text}"
        if word.thing:
            yield f"{side}t={word.thing}"
            yield f"{side}w={word.text}"
        if not word.known:
            text = word.text
            for a, b in zip(text, text[1:], strict=False):
                yield f"{side}c={a}{b}"
