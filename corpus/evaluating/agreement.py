"""Which fields of a found fact agree with the annotation."""

from __future__ import annotations

from collections import Counter
from typing import Any

Row = dict[str, Any]
FIELDS = ("value", "unit", "modifier", "kind", "status", "activity", "metric", "label", "period", "entity")
FIELD_NAMES = {
    "value": "数值", "unit": "单位", "modifier": "修饰", "kind": "类别", "status": "状态", "activity": "活动类型", "metric": "指标",
    "label": "说法", "period": "期间", "entity": "主体",
}  # fmt: skip
_ALIKE = 0.5  # overlap from which two names are one


def judge(gold: Row, found: Row) -> dict[str, bool]:
    """Field of FIELDS → whether it agrees; labels and entities do when their characters overlap by half."""
    right = {
        "value": _same(gold["value"], found["value"]) and _same(gold.get("value_max"), found.get("value_max")),
        "label": overlap(gold["label"], found["label"]) >= _ALIKE or gold["label"] in found["label"],
        "period": (gold.get("period_start"), gold.get("period_end")) == (found.get("period_start"), found.get("period_end")),
        "entity": overlap(gold.get("entity") or "", found["entity"]) >= _ALIKE or not (gold.get("entity") or found["entity"]),
    }
    for name in ("unit", "modifier", "kind", "status", "activity", "metric"):
        right[name] = (gold.get(name) or "") == (found.get(name) or "")
    return right


def overlap(a: str, b: str) -> float:
    """F1 of two words as multisets of characters, 0 to 1."""
    one, two = Counter(a), Counter(b)
    return 2 * sum((one & two).values()) / max(1, sum(one.values()) + sum(two.values()))


def _same(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(a)))
