"""Whose report it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from corpus.reading.words import expression
from extract.reading.own_name import brigade_in_title
from patterns import Catalog


class Names(Protocol):
    """The known brigades; `corpus.keeping.registry.Registry` is such."""

    @property
    def names(self) -> Sequence[str]: ...

    def resolve(self, words: str) -> str:
        """The one name of a spelling, "" for an unknown one."""
        ...


def whose(spots: Mapping[str, str], catalog: Catalog, *, option: str | None, registry: Names | None) -> tuple[str, str, list[str]]:
    """(the brigade or "", the spot that tells it, what is doubtful).

    `spots` are title, file, text and folder with their words, in the order in which they are believed; `option`, what a person says,
    goes before all.
    """
    doubts: list[str] = []
    if option:
        brigade, told_by = _registered(option, registry) or option, "option"
    else:
        mentions = {spot: _mentioned(words, registry, catalog) for spot, words in spots.items()}
        brigade, told_by = _first_named(mentions, catalog)
        doubts += _contradiction(mentions["title"], mentions["file"])
    if not brigade:
        doubts.append("认不出是哪个大队,请用 --brigade 指定")
    elif registry is not None and registry.names and not registry.resolve(brigade):
        doubts.append(f"大队“{brigade}”不在 brigades.csv 中,请补充或用 --brigade 指定")
    return brigade, told_by, doubts


def _registered(words: str, registry: Names | None) -> str:
    return registry.resolve(words) if registry is not None else ""


def _mentioned(words: str, registry: Names | None, catalog: Catalog) -> str:
    """The brigade that words mention: a known one, else what reads like one; "" for none."""
    return (_registered(words, registry) or brigade_in_title(words, catalog)) if words else ""


def _first_named(mentions: Mapping[str, str], catalog: Catalog) -> tuple[str, str]:
    """The first brigade mentioned by a real name, and where; 某大队 is nobody's."""
    nobody = expression("brigade.nobody", catalog)
    return next(((name, spot) for spot, name in mentions.items() if name and not nobody.fullmatch(name)), ("", ""))


def _contradiction(title: str, file: str) -> list[str]:
    """Title and file name different brigades, neither the short name of the other."""
    if title and file and title not in file and file not in title:
        return [f"标题写的是“{title}”,文件名写的是“{file}”,请用 --brigade 确认"]
    return []
