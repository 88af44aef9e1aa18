"""Writes THIRD_PARTY.md: every package that the program and its extras need, and what is vendored, with licences.  `python packaging/third_party.py`"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
EXTRAS = ("", "ocr", "web", "dask")
HEAD = """# Parts of others

Made by `python packaging/third_party.py` from what is installed; licences as the packages themselves tell them.

| package | version | licence | needed by |
|---|---|---|---|
"""
VENDORED = """
## Vendored, unchanged

Listed in `brigade/web/static/vendor/README.md`, each with its licence beside it; `brigade/static/echarts.simple.min.js` is Apache ECharts
(Apache-2.0, `echarts.LICENSE` and `echarts.NOTICE` beside it).
"""


def needed() -> dict[str, set[str]]:
    """Each package with the extras that need it, "" for the program itself."""
    found: dict[str, set[str]] = {}
    for extra in EXTRAS:
        wanted = [("brigade-metrics", {extra} if extra else set())]
        seen: set[str] = set()
        while wanted:
            name, extras = wanted.pop()
            key = re.sub(r"[-_.]+", "-", name).lower()
            if key in seen and not extras:
                continue
            seen.add(key)
            try:
                lines = distribution(name).requires or []
            except PackageNotFoundError:
                continue
            if key != "brigade-metrics":
                found.setdefault(key, set()).add(extra)
            for line in lines:
                asked = Requirement(line)
                if asked.marker is None or any(asked.marker.evaluate({"extra": e}) for e in (*extras, "")):
                    wanted.append((asked.name, set(asked.extras)))
    return found


def licence(name: str) -> str:
    """As the metadata tells it: the expression, a short field, else the classifiers."""
    told = distribution(name).metadata
    short = (told.get("License-Expression") or told.get("License") or "").strip()
    if short and len(short) < 60 and "\n" not in short:
        return short
    classifiers = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or () if c.startswith("License")]
    return ", ".join(classifiers) or (short.splitlines() or ["?"])[0][:60]


def main() -> None:
    rows = []
    for name, extras in sorted(needed().items()):
        by = "the program" if "" in extras else ", ".join(f"[{e}]" for e in sorted(extras))
        rows.append(f"| {name} | {distribution(name).version} | {licence(name)} | {by} |")
    (ROOT / "THIRD_PARTY.md").write_text(HEAD + "\n".join(rows) + "\n" + VENDORED, encoding="utf-8")


if __name__ == "__main__":
    main()
