"""Writes the locked requirements, with hashes: constraints.txt (all extras) and packaging/locked/*.txt.  `python packaging/lock.py [--upgrade]`

Every version is one for all platforms and all Pythons that pyproject.toml allows (uv's universal resolution).
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from uv import find_uv_bin

ROOT = Path(__file__).parent.parent
ALL = ROOT / "constraints.txt"
PARTS: dict[str, tuple[str, ...]] = {"base": (), "page": ("ocr", "web")}  # what a person installs: the program; the program with its page
OLDEST = "3.11"


def compile_(out: Path, *arguments: str) -> None:
    """Resolves pyproject.toml into a file.  Raises CalledProcessError where there is no solution."""
    command = [find_uv_bin(), "pip", "compile", "pyproject.toml", "--generate-hashes", "--no-annotate", "--no-header", "--quiet"]
    subprocess.run([*command, *arguments, "--output-file", str(out)], cwd=ROOT, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions; without it those of constraints.txt stay")
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "before.txt"
        before.write_text("" if parser.parse_args().upgrade else ALL.read_text(encoding="utf-8"), encoding="utf-8")
        universal = ("--universal", "--python-version", OLDEST)
        compile_(ALL, "--all-extras", "--constraints", str(before), *universal)
        for name, extras in PARTS.items():
            wanted = [word for extra in extras for word in ("--extra", extra)]
            compile_(ROOT / "packaging" / "locked" / f"{name}.txt", *wanted, "--constraints", str(ALL), *universal)


if __name__ == "__main__":
    main()
