"""The parts of a figure's frame in one line, for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.parsing.frames import Frame
    from extract.parsing.phrases import Phrase


def told_as(frame: Frame, phrase: Phrase) -> str:
    """动 检查(inspect)；名 单位(place) …: each word with its class."""
    parts = [
        ("动", [f"{w.text}({w.verb})" for w in phrase.verbs]),
        ("承前动", [f"{w.text}({w.verb})" for w in phrase.carried]),
        ("名", [f"{phrase.head.text}({phrase.head.thing})"] if phrase.head else []),
        ("饰", [f"{w.text}({w.thing})" for w in phrase.modifiers]),
        ("定语动", [f"{w.text}({w.verb})" for w in phrase.within]),
        ("后动", [f"{w.text}({w.verb})" for w in phrase.deeds]),
        ("后名", [f"{w.text}({w.thing})" for w in phrase.objects]),
        ("后句", [frame.after] if frame.after else []),
        ("未归类", list(phrase.loose)),
        ("场合", list(frame.scenes)),
        ("标题", list(frame.topics)),
    ]
    return "；".join(f"{name} {'、'.join(words)}" for name, words in parts if words)
