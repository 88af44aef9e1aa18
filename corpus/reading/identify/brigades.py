"""Whose report it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from corpus.reading.words import entry, expression
from extract.reading.own_name import brigade_in_title
from patterns import Catalog


class Names(Protocol):
    """The known brigades; `corpus.keeping.registry.Registry` is such."""

    @property
    def names(self) -> Sequence[str]: ...

    def resolve(self, words: str) -> str:
        """The one name of a spelling, "" for an unknown one."""
        ...

    def called(self, name: str) -> str:
        """The brigade that a whole name means, "" for none."""
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
        doubts += _contradiction(mentions["title"], mentions["file"], catalog)
    if not brigade:
        doubts.append("认不出是哪个大队,请用 --brigade 指定")
    elif registry is not None and registry.names and not registry.resolve(brigade):
        doubts.append(f"大队“{brigade}”不在大队名册中,请补充或用 --brigade 指定")
    elif registry is not None and (longer := _longer(spots.get(told_by, ""), registry, catalog)):
        doubts.append(f"“{longer}”按名册归为“{brigade}”,如不是同一大队请用 --brigade 指定")
    return brigade, told_by, doubts


def _longer(words: str, registry: Names, catalog: Catalog) -> str:
    """A whole name in which only a part is a registered spelling: 南东湖大队 where the register has 东湖大队; "" for none."""
    own = brigade_in_title(words, catalog) if words else ""
    return own if own and registry.resolve(own) and not registry.called(own) else ""


def _registered(words: str, registry: Names | None) -> str:
    return registry.resolve(words) if registry is not None else ""


def _mentioned(words: str, registry: Names | None, catalog: Catalog) -> str:
    """The brigade that words mention: a known one, else what reads like one; "" for none."""
    return (_registered(words, registry) or brigade_in_title(words, catalog)) if words else ""


def _first_named(mentions: Mapping[str, str], catalog: Catalog) -> tuple[str, str]:
    """The first brigade mentioned by a real name, and where; 某大队 is nobody's."""
    nobody = expression("brigade.nobody", catalog)
    return next(((name, spot) for spot, name in mentions.items() if name and not nobody.fullmatch(name)), ("", ""))


def _contradiction(title: str, file: str, catalog: Catalog) -> list[str]:
    """Title and file name different brigades, neither the short name of the other."""
    if not title or not file or abbreviates(title, file, catalog) or abbreviates(file, title, catalog):
        return []
    return [f"标题写的是“{title}”,文件名写的是“{file}”,请用 --brigade 确认"]


def abbreviates(short: str, name: str, catalog: Catalog) -> bool:
    """Whether a name is another one with words left out that all brigades have, or without the place it lies in: 东湖大队 of 云州市东湖区消防救援大队."""
    if short in name:
        return True
    rest = iter(name)
    common = entry("registry.common", catalog)
    own, whole = bare(short, common), bare(name, common)
    return all(character in rest for character in short) and own != short and whole.endswith(own)


def bare(name: str, common: Iterable[str]) -> str:
    """What a name has of its own: without blanks and the words that all have; the name itself where nothing is left."""
    own = "".join(name.split())
    for word in common:
        own = own.replace(word, "")
    return own or name
