"""Reads tables of cases: a `>` line is the text (\\n for a line break), the lines below it are what must come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Case:
    where: str
    text: str
    lines: list[str] = field(default_factory=list)


def cases(path: Path) -> list[Case]:
    found: list[Case] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("> "):
            found.append(Case(f"{path.stem}:{number}", line[2:].replace("\\n", "\n")))
        elif line.strip() and not line.startswith("#"):
            found[-1].lines.append(line)
    return found


def folder(path: Path) -> list[Case]:
    return [case for file in sorted(path.glob("*.txt")) for case in cases(file)]
