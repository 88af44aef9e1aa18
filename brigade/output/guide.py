"""The user's guide as Markdown: the pages of `brigade/guide/`, and two that are made from the data: metrics and codes of checks."""

from __future__ import annotations

import functools
from importlib.resources import files

ORDER = ("index", "install", "import", "review", "words", "compare", "check", "people", "catalogue", "codes", "faq", "news")
_HOME = files("brigade").joinpath("guide")


@functools.cache
def pages() -> dict[str, str]:
    """Each page by its name, in the order of the guide.  Links lead to `name.md`, pictures to `pictures/name.png`."""
    made = {"catalogue": _catalogue, "codes": _codes}
    return {name: made[name]() if name in made else _HOME.joinpath(f"{name}.md").read_text(encoding="utf-8") for name in ORDER}


def pictures() -> dict[str, bytes]:
    """The pictures of the guide by their file names."""
    return {p.name: p.read_bytes() for p in _HOME.joinpath("pictures").iterdir() if p.name.endswith(".png")}


def title_of(markdown: str) -> str:
    """The first heading of a page."""
    return markdown.removeprefix("# ").partition("\n")[0]


def _catalogue() -> str:
    """All metrics by activity: name, units, how a report says it."""
    from patterns import load_catalog

    catalog = load_catalog()
    by: dict[str, list[str]] = {}
    for m in catalog.metrics.values():
        units = "、".join(dict.fromkeys(filter(None, (m.unit, *m.units))))
        said = _cell(m.examples[0].text) if m.examples else ""
        by.setdefault(m.activity, []).append(f"| {_cell(m.name)} | {units} | {said} |")
    parts = [
        f"# 指标目录\n\n程序认得的全部指标,共 {len(catalog.metrics)} 个;例句是编写的,不取自任何报告。网页上在“词语与指标”的“指标目录”里可以看到库中找到的数字。"
    ]
    for activity, told in catalog.tables["activities"]["activity"].items():
        if by.get(activity):
            parts.append(f"## {told['name']}\n\n| 指标 | 单位 | 例句 |\n|---|---|---|\n" + "\n".join(by[activity]))
    return "\n\n".join(parts) + "\n"


def _codes() -> str:
    """All checks: what each looks at, why, and how to mend."""
    from brigade.output.words import SEVERITY
    from corpus.checks import catalogue

    rows = [
        f"| {code} | {SEVERITY[check.severity]} | {_cell(check.title)} | {_cell(check.why)} | {_cell(check.mend)} | {_cell(check.bad)} |"
        for code, check in catalogue().items()
    ]
    head = "| 代码 | 级别 | 查什么 | 为什么 | 怎么改 | 错的例子 |\n|---|---|---|---|---|---|\n"
    return "# 检查代码\n\n`brigade explain 代码` 说明一条。代码的意思不会改变。\n\n" + head + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    """Text that a cell of a table can hold."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
