"""The house keeps its rules: words and metric ids live in `patterns/`, extraction touches no file, clock or network."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from patterns import load_catalog
from tests.conftest import ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ANY_CHINESE = "\u4e00-\u9fff"  # the range of all characters is no word
# what searches or compares text; a Chinese word given to one of these is a word of reports, not a message
SEARCHING = {
    "compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer", "startswith", "endswith", "find", "rfind", "index", "count",
    "partition", "rpartition", "removeprefix", "removesuffix", "strip", "lstrip", "rstrip",
}  # fmt: skip


def modules() -> list[Path]:
    return sorted(p for package in ("extract", "corpus", "brigade") for p in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def constants(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def searched(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Strings that text is searched for or compared with: arguments of searching calls, sides of a comparison, members of sets, keys of tables."""
    for node in ast.walk(tree):
        parts: list[ast.AST] = []
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SEARCHING) or (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("frozenset", "set")
        ):
            parts = [*node.args]
        elif isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Set):
            parts = [*node.elts]
        elif isinstance(node, ast.Dict):
            parts = [k for k in node.keys if k is not None]
        elif isinstance(node, ast.Subscript):
            parts = [node.slice]
        for part in parts:
            for value in constants(part):
                if value not in ("\u4e00", "\u9fff"):
                    yield getattr(node, "lineno", 0), value.replace(ANY_CHINESE, "")


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_words_and_ids_live_in_patterns(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    words = [(line, value) for line, value in searched(tree) if CHINESE.search(value)]
    ids = load_catalog().metrics
    help_texts = {id(k.value) for n in ast.walk(tree) if isinstance(n, ast.Call) for k in n.keywords if k.arg == "help"}
    named = [
        (n.lineno, n.value) for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in help_texts
        and any(w in ids for w in re.findall(r"[a-z]+\.[a-z_]+", n.value)) and "\n" not in n.value
    ]  # fmt: skip
    assert not words, "words of reports belong in patterns/"
    assert not named, "metric ids belong in patterns/roles.toml"


# what a caller is told when a lesson or a metric's own example does not hold
TELLING = {"extract/lessons.py", "extract/examples.py"}


@pytest.mark.parametrize("path", [p for p in modules() if name_of(p).startswith("extract/") and name_of(p) not in TELLING], ids=name_of)
def test_extraction_has_no_chinese_word_of_its_own(path: Path) -> None:
    """Also not in a constant or a list that is searched for later; docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    words = [
        (n.lineno, n.value) for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in said and CHINESE.search(n.value.replace(ANY_CHINESE, ""))
        and n.value not in ("\u4e00", "\u9fff")
    ]  # fmt: skip
    assert not words, "words of reports belong in patterns/"


FORBIDDEN = {"os", "io", "pathlib", "socket", "urllib", "http", "requests", "time", "random", "subprocess", "tempfile", "shutil", "glob"}


@pytest.mark.parametrize("path", [p for p in modules() if name_of(p).startswith("extract/")], ids=name_of)
def test_extraction_imports_no_file_clock_or_network(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not {a.name.partition(".")[0] for a in node.names} & FORBIDDEN, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").partition(".")[0] not in FORBIDDEN, node.lineno
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
            assert called not in ("open", "today", "now", "utcnow", "read_text", "read_bytes"), node.lineno


def test_extraction_touches_no_file_or_network_when_it_runs() -> None:
    """Once patterns and lexicon are loaded, extracting another text opens nothing: Python itself reports what is touched."""
    script = (
        "import sys, pathlib\n"
        "from extract import extract_report\n"
        "first, second = (pathlib.Path(p).read_text(encoding='utf-8') for p in sys.argv[1:])\n"
        "extract_report(first)\n"
        "touched = []\n"
        "sys.addaudithook(lambda event, args: touched.append((event, str(args)[:80])) if event.split('.')[0] in "
        "('open', 'socket', 'subprocess', 'os', 'urllib', 'shutil', 'time') else None)\n"
        "report = extract_report(second)\n"
        "assert report.facts\n"
        "assert not touched, touched\n"
    )
    samples = ROOT / "corpus" / "samples"
    run = subprocess.run(
        [sys.executable, "-c", script, str(samples / "qinghe-2022H1.txt"), str(samples / "wangjiang-2021.txt")],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
