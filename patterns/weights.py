"""The example rows that the example reader learns from, and the weights it learned, as plain files beside the other patterns."""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patterns.errors import PatternError
from patterns.loader import load_catalog

HOME = Path(__file__).parent
ROWS, WEIGHTS = HOME / "examples", HOME / "weights.json.gz"


@dataclass(frozen=True, slots=True)
class Row:
    """One way of counting a metric ("-": none of ours): verbs, things (class names, or <words> as they are) and units."""

    metric: str
    verbs: tuple[str, ...]
    things: tuple[str, ...]
    units: tuple[str, ...]
    modifiers: tuple[str, ...]


@functools.lru_cache(maxsize=1)
def example_rows() -> tuple[Row, ...]:
    """The rows of every file of `patterns/examples/`, in order.  Raises PatternError for a line of another shape."""
    rows = []
    for path in sorted(ROWS.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            parts = line.split("\t")
            if len(parts) not in (4, 5):
                raise PatternError(f"例词文件 {path} 第 {number} 行应有 4 或 5 栏(指标、动词、名词、单位、修饰词),用制表符分开。")
            metric, *cells = parts
            verbs, things, units, modifiers = (tuple(c.split()) for c in [*cells, ""][:4])
            rows.append(Row(metric, verbs, things, units, modifiers))
    return tuple(rows)


@functools.lru_cache(maxsize=1)
def example_sentences() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Sentences with their figures in ⟨⟩, and the metric of each figure in order ("-": none of ours).  Raises PatternError."""
    found = []
    for path in sorted((ROWS / "sentences").glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            sentence, _, metrics = line.partition("\t")
            answers = tuple(metrics.split())
            if sentence.count("⟨") != len(answers):
                raise PatternError(f"例句文件 {path} 第 {number} 行:括出的数字与指标的个数不同。")
            found.append((sentence, answers))
    return tuple(found)


def learned_from() -> str:
    """A mark of all that the weights are learned from: the example files, the words, the metrics' own examples and the judge's tables."""
    digest = hashlib.sha256()
    for path in sorted([*ROWS.rglob("*.tsv"), *(HOME / "words").glob("*.toml"), HOME / "judge.toml"]):
        digest.update(path.relative_to(HOME).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    for metric in load_catalog().metrics.values():
        digest.update("|".join([metric.id, *(f"{e.text}={e.value}" for e in metric.examples)]).encode())
    return digest.hexdigest()[:16]


@functools.lru_cache(maxsize=1)
def load_weights() -> dict[str, Any]:
    """`metrics`, `scale` and `features` (name → place, weight, place, weight …); empty where nothing was trained.  Raises PatternError."""
    if not WEIGHTS.is_file():
        return {}
    try:
        with gzip.open(WEIGHTS, "rt", encoding="utf-8") as file:
            data: dict[str, Any] = json.load(file)
    except (OSError, EOFError, ValueError) as error:
        raise PatternError(f"学习结果 {WEIGHTS} 已损坏或无法读取,请运行 brigade patterns train 重新学习,或重新安装本软件。") from error
    return data


def save_weights(data: dict[str, Any], path: Path = WEIGHTS) -> None:
    """Written beside and renamed; the same data give the same bytes.  Raises OSError where the folder cannot be written."""
    beside = path.with_suffix(".part")
    with beside.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
        file.write(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())
    beside.replace(path)
    load_weights.cache_clear()
