"""The parts of a figure's frame, for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.parsing.frames import Frame
    from extract.parsing.phrases import Phrase

Part = tuple[str, str, list[tuple[str, str]]]  # its name in short and in full, and its words each with its class


def told_as(frame: Frame, phrase: Phrase) -> str:
    """动 检查(inspect)；名 单位(place) …: each word with its class."""
    return "；".join(f"{name} {'、'.join(f'{w}({c})' if c else w for w, c in words)}" for name, _, words in _parts(frame, phrase))


def plainly(frame: Frame, phrase: Phrase) -> list[tuple[str, str]]:
    """动作: 检查, 所数的: 单位 …: the parts by their names in full, and their words; without what has a key for a name (scenes, topics)."""
    return [(name, "、".join(w for w, _ in words)) for _, name, words in _parts(frame, phrase) if name]


def _parts(frame: Frame, phrase: Phrase) -> Iterator[Part]:
    """The parts that have words, in their order."""
    parts: list[Part] = [
        ("动", "动作", [(w.text, w.verb) for w in phrase.verbs]),
        ("承前动", "承接前文的动作", [(w.text, w.verb) for w in phrase.carried]),
        ("名", "所数的", [(phrase.head.text, phrase.head.thing)] if phrase.head else []),
        ("饰", "修饰", [(w.text, w.thing) for w in phrase.modifiers]),
        ("定语动", "限定的动作", [(w.text, w.verb) for w in phrase.within]),
        ("后动", "数字后的动作", [(w.text, w.verb) for w in phrase.deeds]),
        ("后名", "数字后的对象", [(w.text, w.thing) for w in phrase.objects]),
        ("后句", "后面的话", [(frame.after, "")] if frame.after else []),
        ("未归类", "不认识的词", [(word, "") for word in phrase.loose]),
        ("场合", "", [(word, "") for word in frame.scenes]),
        ("标题", "", [(word, "") for word in frame.topics]),
    ]
    return (part for part in parts if part[2])
