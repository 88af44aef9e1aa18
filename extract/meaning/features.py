"""What the example reader sees of a frame: the classes and words around a figure, as names of features.

Word and class both speak, so that a new word of a known class is understood and a known word is never blurred; beside them the
pairs of characters speak, which alone know what stands in no class.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from extract.parsing.frames import Frame
from extract.parsing.lexicon import Lexicon
from extract.parsing.phrases import Phrase, parse


def features(frame: Frame, lexicon: Lexicon) -> list[str]:
    """The names of a frame's features, each once."""
    return list(dict.fromkeys(_features(frame, parse(frame, lexicon), lexicon)))


def _features(frame: Frame, phrase: Phrase, lexicon: Lexicon) -> Iterator[str]:
    unit = frame.unit
    yield f"u={unit}"
    yield f"k={frame.kind}"
    for words in (frame.left, frame.right):
        for a, b in itertools.pairwise(words):
            yield f"g={a}{b}"
    yield from _verbs(phrase)
    yield from _head(phrase, unit)
    yield from _others(phrase)
    yield from _around(frame, phrase, lexicon)


def _others(phrase: Phrase) -> Iterator[str]:
    """Modifiers, objects of what is done, and what stands in no class."""
    for word in phrase.modifiers:
        yield f"m={word.thing}"
        yield f"mw={word.text}"
        if phrase.head is not None:
            yield f"m={word.thing}|h={phrase.head.thing}"
    for word in phrase.objects:
        yield f"o={word.thing}"
        yield f"ow={word.text}"
    for text in phrase.loose:
        for a, b in itertools.pairwise(text):
            yield f"c={a}{b}"
        yield f"e={text[-2:]}"
    if phrase.loose:
        yield "loose"


def _around(frame: Frame, phrase: Phrase, lexicon: Lexicon) -> Iterator[str]:
    """The clause before, what the sentence is about, the heading."""
    for word in lexicon.segment(frame.before):
        if word.known:
            yield f"b={word.thing or word.verb}"
            if phrase.head is None:
                yield f"b={word.thing or word.verb}|u={frame.unit}"
    for word in lexicon.segment(frame.after):
        if word.known:
            yield f"a={word.verb or word.thing}"
    for scene in frame.scenes:
        yield f"s={scene}"
        yield f"s={scene}|h={phrase.head.thing if phrase.head else ''}"
    for activity in frame.topics:
        yield f"t={activity}"
        yield f"t={activity}|h={phrase.head.thing if phrase.head else ''}"


def _verbs(phrase: Phrase) -> Iterator[str]:
    for word in (*phrase.verbs, *phrase.carried):
        yield f"v={word.verb}"
        yield f"vw={word.text}"
    for word in phrase.within:
        yield f"r={word.verb}"
    for word in phrase.deeds:
        yield f"d={word.verb}"
        yield f"dw={word.text}"
        yield f"v={word.verb}"
    if phrase.carried:
        yield "carried"


def _head(phrase: Phrase, unit: str) -> Iterator[str]:
    head = phrase.head
    name = head.thing if head is not None else ""
    yield f"h={name}"
    yield f"h={name}|u={unit}"
    if head is not None:
        yield f"hw={head.text}"
    verbs = {w.verb for w in (*phrase.verbs, *phrase.carried, *phrase.deeds)}
    for verb in sorted(verbs):
        yield f"h={name}|v={verb}"
        if head is None:
            yield f"v={verb}|u={unit}"
    if not verbs:
        yield f"h={name}|v="
    if phrase.told:
        yield "told"
