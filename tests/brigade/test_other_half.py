"""The other half of a clerk's year, by command: phrases taught and one forgotten, brigades merged and parted, a register that comes late, reviews."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from brigade.cli import main

EAST, WEST, NORTH = "东湖区消防救援大队", "西湖区消防救援大队", "北湖区消防救援大队"
# what a hand of its own calls things: the phrase, its unit, the metric it is taught, its figure in the first and in the second report
PHRASES = [
    ("走水", "起", "火灾起数", 87, 41),
    ("过堂", "家次", "检查单位", 120, 98),
    ("挑刺", "处", "发现火灾隐患", 66, 54),
    ("抹平", "处", "督促整改火灾隐患", 61, 50),
    ("糊封皮", "处", "临时查封", 12, 15),
    ("勒停", "家", "责令三停", 9, 8),
    ("练兵", "场", "开展演练", 31, 46),
    ("讲古", "堂", "宣传活动", 104, 96),
    ("起跑", "趟", "接警出动", 356, 381),
    ("添丁", "名", "招录人员", 10, 6),
]


def wrote(folder: Path, name: str, brigade: str, period: str, figures: dict[str, str]) -> Path:
    path = folder / name
    lines = [f"{phrase}{figure}。" for phrase, figure in figures.items()]
    path.write_text("\n".join([f"{brigade}{period}工作总结", *lines, ""]), encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *words: object, status: int = 0) -> str:
    """What a command prints; where it is refused, the sentence."""
    capsys.readouterr()
    assert main([str(w) for w in words]) == status
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    return out.err if status else out.out


def rows(capsys: pytest.CaptureFixture[str], *words: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(capsys, *words, "--format", "jsonl").splitlines()]


def names_of(capsys: pytest.CaptureFixture[str], db: Path) -> dict[str, tuple[str, str]]:
    """Phrase → id and name of the metric, as the list of lessons tells them."""
    return {row["label"]: (row["metric"], row["name"]) for row in rows(capsys, "lessons", "list", "--db", db)}


def metrics(capsys: pytest.CaptureFixture[str], db: Path, brigade: str) -> dict[float, str]:
    """Figure → metric."""
    return {row["value"]: row["metric"] for row in rows(capsys, "facts", "--db", db, "--brigade", brigade)}
