"""Extraction measured against annotated reports, fact by fact.

A predicted fact is paired one to one with the annotated fact whose figure it covers, the best agreement first (greedy); labels and
entities agree when their characters overlap by half (F1 of character multisets).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.reading.readers import read
from corpus.reading.report import report_of
from patterns import Catalog

FIELDS = ("value", "unit", "modifier", "kind", "status", "activity", "metric", "label", "period", "entity")
CORE = ("value", "unit", "modifier", "kind", "status")
WHOLE = (*CORE, "metric", "label", "activity")
NAMES = {
    "value": "数值", "unit": "单位", "modifier": "修饰", "kind": "类别", "status": "状态", "activity": "活动类型", "metric": "指标",
    "label": "说法", "period": "期间", "entity": "主体", "missed": "漏掉", "spurious": "多出", "date": "日期",
}  # fmt: skip
Row = dict[str, Any]


@dataclass
class Evaluation:
    names: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    errors: list[Row] = field(default_factory=list)

    def shown(self) -> list[tuple[str, str]]:
        words = {
            "gold": "标注数据",
            "predicted": "提取数据",
            "precision": "准确率",
            "recall": "召回率",
            "f1": "F1",
            "core_f1": "五项全对 F1",
            "whole_f1": "整条全对 F1",
            "date_f1": "日期 F1",
        }
        out = []
        for key, value in self.figures.items():
            name = words.get(key) or f"{NAMES.get(key.removesuffix('_accuracy'), key)}正确率"
            out.append((name, str(int(value)) if key in ("gold", "predicted") else f"{value:.4f}"))
        return out


def _overlap(a: str, b: str) -> float:
    one, two = Counter(a), Counter(b)
    return 2 * sum((one & two).values()) / max(1, sum(one.values()) + sum(two.values()))


def _same(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(a)))


def judge(gold: Row, found: Row) -> dict[str, bool]:
    """Which fields of a found fact agree with the annotation."""
    right = {
        "value": _same(gold["value"], found["value"]) and _same(gold.get("value_max"), found.get("value_max")),
        "label": _overlap(gold["label"], found["label"]) >= 0.5 or gold["label"] in found["label"],
        "period": (gold.get("period_start"), gold.get("period_end")) == (found.get("period_start"), found.get("period_end")),
        "entity": _overlap(gold.get("entity") or "", found["entity"]) >= 0.5 or not (gold.get("entity") or found["entity"]),
    }
    for name in ("unit", "modifier", "kind", "status", "activity", "metric"):
        right[name] = (gold.get(name) or "") == (found.get(name) or "")
    return right


def _pairs(golds: list[Row], found: list[Row]) -> dict[int, tuple[int, dict[str, bool]]]:
    options = []
    for i, g in enumerate(golds):
        zero = g["value"] == 0 and not any(c.isdigit() for c in g["quote"])
        for j, p in enumerate(found):
            hit = p["start"] < g["end"] and g["start"] < p["end"] if zero else p["start"] <= g["start"] < p["end"]
            if hit and (not zero or p["value"] == 0):
                right = judge(g, p)
                options.append((-sum(right.values()), -_overlap(g["label"], p["label"]), i, j, right))
    pairs: dict[int, tuple[int, dict[str, bool]]] = {}
    taken: set[int] = set()
    for _, _, i, j, right in sorted(options, key=lambda o: o[:4]):
        if i not in pairs and j not in taken:
            pairs[i] = (j, right)
            taken.add(j)
    return pairs


def _files(gold: Path, reports: Path) -> list[tuple[Path, Path]]:
    for path in (gold, reports):
        if not path.exists():
            raise CorpusError(f"找不到 {path},请检查路径。", "missing")
    if gold.is_file():
        return [(gold, reports if reports.is_file() else _named(reports, gold.stem))]
    found = [(path, _named(reports, path.stem)) for path in sorted(gold.glob("*.jsonl"))]
    if not found:
        raise CorpusError(f"{gold} 里没有 .jsonl 标注文件。", "missing")
    return found


def _named(folder: Path, stem: str) -> Path:
    if folder.is_file():
        return folder
    for path in sorted(folder.iterdir()):
        if path.stem == stem and path.suffix != ".jsonl":
            return path
    raise CorpusError(f"{folder} 里没有与标注 {stem} 同名的报告。", "missing")


def _gold(path: Path) -> list[Row]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (ValueError, OSError) as error:
        raise CorpusError(f"标注文件 {path} 不是一行一个 JSON 的格式,请检查。", "format") from error


def evaluate(gold: str | Path, reports: str | Path, catalog: Catalog) -> Evaluation:
    """Figures over all pairs of files; raises CorpusError where a file is missing or no JSON lines."""
    out = Evaluation()
    total: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for gold_path, report_path in _files(Path(gold), Path(reports)):
        out.names.append(gold_path.stem)
        rows = _gold(gold_path)
        report = report_of(read(report_path), catalog=catalog)
        found = [f.to_dict() for f in report.facts]
        golds = [r for r in rows if r["type"] == "fact"]
        pairs = _pairs(golds, found)
        total.update(gold=len(golds), predicted=len(found), paired=len(pairs))

        def note(name: str, row: Row, expected: Any, got: Any, file: str = gold_path.stem, text: str = report.text) -> None:
            begin = max(text.rfind(c, 0, row["start"]) for c in "。\n") + 1
            stops = [p for c in "。\n" if (p := text.find(c, row["end"])) >= 0]
            sentence = text[begin : min(stops, default=len(text))].strip()
            out.errors.append(
                {
                    "file": file,
                    "field": NAMES.get(name, name),
                    "quote": row["quote"],
                    "expected": expected,
                    "found": got,
                    "sentence": sentence,
                }
            )

        for i, g in enumerate(golds):
            if i not in pairs:
                note("missed", g, g["label"], "")
                continue
            j, right = pairs[i]
            for name in FIELDS:
                asked[name] += 1
                total[name] += right[name]
                if not right[name]:
                    key = "period_start" if name == "period" else name
                    note(name, g, g.get(key), found[j].get(key))
            total["core"] += all(right[n] for n in CORE)
            total["whole"] += all(right[n] for n in WHOLE if n != "metric" or g["metric"])
        taken = {j for j, _ in pairs.values()}
        for j, p in enumerate(found):
            if j not in taken:
                note("spurious", p, "", p["label"])
        want = {(d["start"], d["period_start"], d["period_end"]): d for d in rows if d["type"] == "date"}
        have = {(d.start, *(x.isoformat() if x else None for x in (d.period.start, d.period.end))): d.to_dict() for d in report.dates}
        total.update(dates=len(want), dates_found=len(have), dates_both=len(want.keys() & have.keys()))
        for date, d in {**want, **have}.items():
            if (date in want) != (date in have):
                note("date", d, d["period_end"] if date in want else "", d["period_end"] if date in have else "")

    def f1(both: int, a: int, b: int) -> float:
        return round(2 * both / (a + b), 4) if a + b else 1.0

    paired, annotated, predicted = total["paired"], total["gold"], total["predicted"]
    out.figures = {
        "gold": annotated, "predicted": predicted, "precision": round(paired / predicted, 4) if predicted else 0.0, "recall": round(paired / annotated, 4) if annotated else 0.0,
        "f1": f1(paired, annotated, predicted), "core_f1": f1(total["core"], annotated, predicted), "whole_f1": f1(total["whole"], annotated, predicted),
        **{f"{name}_accuracy": round(total[name] / asked[name], 4) for name in FIELDS if asked[name]},
        "date_f1": f1(total["dates_both"], total["dates"], total["dates_found"]),
    }  # fmt: skip
    return out
