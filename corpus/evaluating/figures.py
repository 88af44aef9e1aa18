"""The figures of an evaluation: precision, recall, F1, and how often each field is right."""

from __future__ import annotations

from collections import Counter

from corpus.evaluating.agreement import FIELD_NAMES, FIELDS
from corpus.evaluating.pairing import Matched

_CORE = ("value", "unit", "modifier", "kind", "status")
_WHOLE = (*_CORE, "metric", "label", "activity")
_FIGURE_NAMES = {
    "gold": "标注数据", "predicted": "提取数据", "precision": "准确率", "recall": "召回率", "f1": "F1", "core_f1": "五项全对 F1",
    "whole_f1": "整条全对 F1", "date_f1": "日期 F1",
}  # fmt: skip
_COUNTS = ("gold", "predicted")


class Tally:
    """What is counted over all reports."""

    def __init__(self) -> None:
        self._total: Counter[str] = Counter()
        self._right: Counter[str] = Counter()

    def add(self, report: Matched) -> None:
        """Counts a report; a metric that its annotation leaves open is not asked for."""
        self._total.update(gold=len(report.golds), predicted=len(report.found), paired=len(report.pairs))
        for i, pair in report.pairs.items():
            right = pair.right
            self._right.update(name for name in FIELDS if right[name])
            self._total["core"] += all(right[name] for name in _CORE)
            self._total["whole"] += all(right[name] for name in _WHOLE if name != "metric" or report.golds[i]["metric"])
        want, have = report.gold_dates.keys(), report.found_dates.keys()
        self._total.update(dates=len(want), dates_found=len(have), dates_both=len(want & have))

    def figures(self) -> dict[str, float]:
        """gold and predicted as counts, all else from 0 to 1 with four decimals."""
        total = self._total
        pairs, gold, predicted = total["paired"], total["gold"], total["predicted"]
        return {
            "gold": gold,
            "predicted": predicted,
            "precision": _share(pairs, predicted),
            "recall": _share(pairs, gold),
            "f1": _f1(pairs, gold, predicted),
            "core_f1": _f1(total["core"], gold, predicted),
            "whole_f1": _f1(total["whole"], gold, predicted),
            **{f"{name}_accuracy": _share(self._right[name], pairs) for name in FIELDS if pairs},
            "date_f1": _f1(total["dates_both"], total["dates"], total["dates_found"]),
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f1(both: int, a: int, b: int) -> float:
    return round(2 * both / (a + b), 4) if a + b else 1.0


def shown(figures: dict[str, float]) -> list[tuple[str, str]]:
    """The figures as a table in Chinese: name and value."""
    return [(_name(key), str(int(value)) if key in _COUNTS else f"{value:.4f}") for key, value in figures.items()]


def _name(key: str) -> str:
    field = key.removesuffix("_accuracy")
    return _FIGURE_NAMES.get(key) or f"{FIELD_NAMES.get(field, field)}正确率"
