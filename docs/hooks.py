"""mkdocs: the user's guide, the catalogue, the codes and a sentence's way are made from the program itself, so that none is ever stale."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
SENTENCE = "上半年，大队检查单位五百三十余家，同比上升12%。"
_EMPTY = re.compile(r"(?:, |(?<=\())\w+=(?:''|None|\(\)|\{\}|0|False)(?=[,)])")  # fields that say nothing
TITLE = "甲县消防救援大队2023年上半年工作总结"


def on_files(files: Files, config: Any, **_: Any) -> Files:
    """Adds the pages that are no files of docs/."""
    from brigade.output import guide

    for name, text in guide.pages().items():
        files.append(File.generated(config, f"guide/{name}.md", content=text))
    for name, data in guide.pictures().items():
        files.append(File.generated(config, f"guide/pictures/{name}", content=data))
    files.append(File.generated(config, "way.md", content=way()))
    files.append(
        File.generated(
            config,
            "changes.md",
            content=(ROOT / "CHANGELOG.md").read_text(encoding="utf-8").replace("(docs/", "(").replace("(brigade/guide/", "(guide/"),
        )
    )
    return files


def way() -> str:
    """What each step leaves of one sentence."""
    from extract.examples import frames_of
    from extract.report import extract_report
    from extract.steps import STEPS, Draft
    from patterns import load_catalog

    text, catalog = f"{TITLE}\n\n{SENTENCE}", load_catalog()
    draft = Draft(text, catalog)
    parts = [
        "# One sentence's way\n\nMade by `docs/hooks.py` from the program when this site is built: what each step of `extract.steps.STEPS` adds to the "
        f"`Draft` of a report that holds one sentence.\n\n> {TITLE}\n>\n> {SENTENCE}"
    ]
    before = _state(draft)
    for name, step in STEPS.items():
        step(draft)
        after = _state(draft)
        news = [f"{key} = {value}" for key, value in after.items() if before.get(key) != value]
        parts.append(
            f"## {name}\n\n{(step.__doc__ or '').strip()}\n\n```text\n" + ("\n".join(news) or "nothing of this sentence") + "\n```"
        )
        before = after
    report = extract_report(text)
    frames = "\n".join(f"{fact.quote}: {frame}" for fact, frame in frames_of(report, catalog))
    parts.append(f"## The frames\n\nWhat the two readers of `extract.meaning.judge` were given:\n\n```text\n{frames}\n```")
    facts = "\n\n".join(
        "\n".join(f"{key} = {value!r}" for key, value in _slots(fact).items() if value not in ("", None, ())) for fact in report.facts
    )
    parts.append(
        f"## The facts\n\nAs `extract_report` gives them; the store keeps a row of each, a comparison makes cells of them.\n\n```text\n{facts}\n```"
    )
    return "\n\n".join(parts) + "\n"


def _state(draft: Any) -> dict[str, str]:
    """What a draft holds, but for the text, the catalog, and what is empty."""
    told = {key: value for key, value in _slots(draft).items() if key not in ("text", "catalog", "done", "taught", "mask")}
    return {key: _short(value) for key, value in told.items() if value not in ("", None, (), [], {})}


def _slots(thing: Any) -> dict[str, Any]:
    names = getattr(thing, "__dataclass_fields__", None) or getattr(thing, "_fields", ())
    return {name: getattr(thing, name) for name in names}


def _short(value: Any, most: int = 700) -> str:
    if isinstance(value, list | tuple) and value and not hasattr(value, "_fields"):
        text = "".join(f"\n    {item!r}" for item in value)
    else:
        text = repr(value)
    text = _EMPTY.sub("", text)
    return text if len(text) <= most else text[:most] + " …"
