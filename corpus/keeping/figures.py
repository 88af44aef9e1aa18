"""A figure as a person tells it: 709000, 70.9万元, 1.2万, 400余家, 30至40."""

from __future__ import annotations

from typing import Any

from corpus.cells.units import compatible
from corpus.errors import CorpusError
from extract.model import Quantity, number
from extract.reading.figures import quantity_finder
from extract.reading.text import normalise
from patterns import Catalog
from patterns.schema import Metric

_ANY = "个"  # the unit that a bare number is read with


def figure_told(words: str, unit: str, metric: str, catalog: Catalog, of: str = "", kind: str = "count") -> dict[str, Any]:
    """The fields of a fact that a value in words gives it: value, value_max, modifier, decimals, and unit and kind where a unit is told.

    `unit` is the one told beside the words, `of` and `kind` what the fact has.  Raises CorpusError for what is no figure, for a count
    or money below zero, and for a unit that figures of the metric are not told in.
    """
    bare = "".join(words.split()).replace("，", "").replace(",", "")
    sign = -1 if bare.startswith(("-", "−")) else 1
    bare = bare.lstrip("-−+")
    own = _one(bare, catalog)
    own = own if own is not None and own.unit else None
    found = own or _one(bare + (unit or of or _ANY), catalog) or _one(bare + _ANY, catalog)
    if found is None:
        raise CorpusError(f"“{words}{unit}”不是一个数字,请写成 442、70.9万元、1.2万 这样。", "arguments")
    fields: dict[str, Any] = {
        "value": sign * float(number(found.value)), "value_max": None if found.value_max is None else float(number(found.value_max)),
        "modifier": found.modifier, "decimals": found.decimals,
    }  # fmt: skip
    if own is not None or unit:
        if own is not None and unit and own.unit != unit and own.unit != (_one(f"1{unit}", catalog) or own).unit:
            raise CorpusError(f"“{words}”已有单位,与“{unit}”不同,请只写一个。", "arguments")
        told = found if found.unit != _ANY or _ANY in (unit, bare[-1:]) else None
        fields |= _unit(told.unit if told else unit, told.kind if told else "count", metric, catalog)
    if sign < 0 and fields.get("kind", kind) in ("count", "money"):
        raise CorpusError(f"“{words}”小于零,数量和金额不能是负数,请检查。", "arguments")
    return fields


def _one(words: str, catalog: Catalog) -> Quantity | None:
    """The one figure that fills the words, but for a word before it that bounds it (约, 近)."""
    text = normalise(words, catalog)
    found = quantity_finder(catalog).find(text, bytearray(len(text)))
    if len(found) != 1 or found[0].end != len(text) or found[0].start > (found[0].modifier != "exact"):
        return None
    return found[0]


def _unit(unit: str, kind: str, metric: str, catalog: Catalog) -> dict[str, str]:
    told = catalog.metrics.get(metric)
    if told is not None and not fits(told, unit, kind, catalog):
        raise CorpusError(f"“{told.name}”的单位是{units_of(told)},不能用“{unit}”。", "arguments")
    return {"unit": unit, "kind": kind}


def fits(metric: Metric, unit: str, kind: str, catalog: Catalog) -> bool:
    """Whether figures of a metric are told in a unit, so that a cell can hold them: one of its own, or one that stands beside these."""
    if kind != metric.kind or kind == "count":  # counts are told in whatever word for a thing
        return kind == metric.kind
    own = {metric.unit, *metric.units, *(unit for rule in metric.rules for unit in rule.units)}
    return unit in own or compatible((unit, metric.unit), catalog)


def units_of(metric: Metric) -> str:
    """The units of a metric as a sentence names them."""
    return "、".join(dict.fromkeys(u for u in (metric.unit, *metric.units) if u))
