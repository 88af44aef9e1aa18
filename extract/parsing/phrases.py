"""The words of a frame in their parts: verbs, the thing counted, what modifies it, what is done with it behind.

A word that may be a verb and a thing (演练, 培训) is a verb where a thing follows it in the same stretch (培训群众), else a thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.parsing.frames import Frame
from extract.parsing.lexicon import Lexicon, Word


@dataclass(frozen=True, slots=True)
class Phrase:
    """The parts of a frame; `told` says whether the head was told before (新建消火栓12具，维修8具)."""

    verbs: tuple[Word, ...]
    carried: tuple[Word, ...]  # the verb of the list it stands in
    deeds: tuple[Word, ...]  # verbs behind the figure: 9家企业被查封
    head: Word | None
    modifiers: tuple[Word, ...]
    objects: tuple[Word, ...]  # things of the deed behind: 16个区县签订责任书
    within: tuple[Word, ...]  # verbs that only tell which ones are meant: 对不能当场改正的13处隐患立案查处
    loose: tuple[str, ...]  # stretches of no class
    told: bool = False


def parse(frame: Frame, lexicon: Lexicon) -> Phrase:
    """The parts of a frame by the classes of its words."""
    left, right = _roles(lexicon.segment(frame.left)), _roles(lexicon.segment(frame.right))
    first = next((i for i, (_, role) in enumerate(right) if role == "verb"), len(right))
    noun, behind = right[:first], right[first:]
    things = [w for w, role in noun if role == "thing"]
    before = [w for w, role in left if role == "thing"]
    objects = [w for w, role in behind if role == "thing"]
    told = False
    head: Word | None
    if things:
        head, modifiers = things[-1], [*before, *things[:-1]]
    elif before:
        head, modifiers = before[-1], before[:-1]
    elif objects and not frame.left:
        head, modifiers, objects = objects[-1], [], objects[:-1]
    else:
        earlier = [w for w, role in _roles(lexicon.segment(frame.noun)) if role == "thing"]
        head, modifiers, told = (earlier[-1], earlier[:-1], True) if earlier else (None, [], False)
    carried = lexicon.get(frame.verb) if frame.verb else None
    verbs, deeds = (tuple(w for w, role in words if role == "verb") for words in (left, behind))
    within: tuple[Word, ...] = ()
    if deeds and frame.left.endswith(lexicon.relative):
        verbs, within = (), verbs
    return Phrase(
        verbs,
        (carried,) if carried is not None and carried.verb else (),
        deeds,
        head,
        tuple(modifiers),
        tuple(objects),
        within,
        tuple(w.text for w, role in [*left, *right] if role == "loose"),
        told,
    )


def _roles(words: Sequence[Word]) -> list[tuple[Word, str]]:
    out: list[tuple[Word, str]] = []
    followed = False
    for word in reversed(words):
        if word.thing and not (word.verb and followed):
            followed = True
            out.append((word, "thing"))
        elif word.verb:
            out.append((word, "verb"))
        elif not word.empty:
            out.append((word, "loose"))
    out.reverse()
    return out
