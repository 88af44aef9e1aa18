"""The guide: its pages at 帮助, links that lead somewhere, commands that exist; what is locked is what is asked for."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from brigade.cli import build
from brigade.output import guide
from brigade.web.app import create_app
from brigade.web.tabs import HELP
from corpus.checks import catalogue
from patterns import load_catalog
from tests.conftest import ROOT

PAGES = guide.pages()
TEXTS = {**PAGES, "README.md": (ROOT / "README.md").read_text("utf-8"), "README.zh-CN.md": (ROOT / "README.zh-CN.md").read_text("utf-8")}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    for link in re.findall(r"\]\(([^)]+)\)", PAGES[name]):
        page, picture = re.fullmatch(r"(\w+)\.md", link), re.fullmatch(r"pictures/(\w+\.png)", link)
        assert page[1] in PAGES if page else picture and picture[1] in guide.pictures(), link


def commands() -> list[tuple[str, str]]:
    """(page, command line) of all that the guide and the READMEs tell one to type."""
    found = []
    for name, text in TEXTS.items():
        lines = [line.split("#")[0].strip() for block in re.findall(r"```(?:sh|bat)?\n(.*?)```", text, re.S) for line in block.splitlines()]
        for line in [*lines, *re.findall(r"`(brigade [^`\n]+)`", text)]:
            line = re.sub(r"^\S*[/\\](?=brigade )", "", line)
            if line.startswith("brigade ") and "…" not in line:
                found.append((name, line))
    return found


@pytest.mark.parametrize(("page", "line"), commands())
def test_what_one_is_told_to_type_is_understood(page: str, line: str) -> None:
    argv = shlex.split(line)[1:]
    build(argv).parse_args(argv)


def test_pages_of_help(tmp_path: Path) -> None:
    client = create_app(str(tmp_path / "t.duckdb"), tmp_path / "web").test_client()
    for name, text in PAGES.items():
        shown = client.get(f"/help/{name}").get_data(as_text=True)
        assert guide.title_of(text) in shown and ".md" not in re.sub(r"<code>.*?</code>", "", shown, flags=re.S)
        for address in re.findall(r'(?:href|src)="(/help/[^"]+)"', shown):
            assert client.get(address).status_code == 200
    assert (
        client.get("/help/../t").status_code
        == client.get("/help/pictures/none.png").status_code
        == client.get("/help/x").status_code
        == 404
    )
    for tab, page in HELP.items():
        address = {"home": "/", "metrics": "/metrics"}.get(tab, f"/{tab}")
        assert f'href="/help/{page}"' in client.get(address).get_data(as_text=True)


def test_the_lists_are_those_of_the_program() -> None:
    assert all(code in PAGES["codes"] for code in catalogue())
    assert all(metric.name in PAGES["catalogue"].replace("\\*", "*") for metric in load_catalog().metrics.values())


def test_what_is_locked_is_what_is_asked_for() -> None:
    """Every requirement stands in the locked files, each with hashes; the smaller files hold nothing that the whole does not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(r for extra in project["optional-dependencies"].values() for r in extra)]
    entries = {path: re.split(r"\n(?=\S)", path.read_text("utf-8").strip()) for path in (ROOT / "packaging" / "locked").glob("*.txt")}
    whole = re.split(r"\n(?=\S)", (ROOT / "constraints.txt").read_text("utf-8").strip())
    names = {re.split(r"==| ", entry)[0].replace("_", "-").lower() for entry in whole}
    assert {re.split(r"[<>=\[]", r)[0].replace("_", "-").lower() for r in asked} <= names
    for entry in whole:
        assert "--hash=sha256:" in entry, entry[:60]
    for path, part in entries.items():
        assert {e.split(" ")[0] for e in part} <= {e.split(" ")[0] for e in whole}, path
