"""patterns/review.toml and the checks know the same keys, and every expression is one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from patterns import load_catalog, table
from tests.conftest import ROOT


def leaves(entry: dict[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in entry.items():
        if isinstance(value, dict) and key != "mistaken":
            yield from leaves(value, f"{path}{key}.")
        else:
            yield path + key, value


def asked_for() -> set[str]:
    """Keys that the checks name in full: arguments of `pattern`."""
    keys = set()
    for path in (ROOT / "corpus" / "checks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "pattern":
                if isinstance(node.args[0], ast.Constant):
                    keys.add(str(node.args[0].value))
    return keys


def test_every_expression_is_asked_for() -> None:
    in_tables = {
        "shares.one_whole",
        "changes.no_amount",
        "changes.points",
        "changes.whole_base",
        "units.mistaken",
        "units.things",
        "books.own",
        "units.person",
        "damaged.money",
        "reckoned.money",
        "damaged.whole",
        "calendar.weekdays",
        "calendar.yearly",
        "parts.all_there_are",
        "parts.one_unit",
        "reckoned.called",
    }
    by_place = {"units.people.before", "units.people.behind", "calendar.range", "calendar.month_range"}
    told = {key for key, _ in leaves(table("review")) if not key.startswith("fire_class.")}
    assert told - in_tables - by_place == asked_for()


def test_every_expression_compiles() -> None:
    catalog = load_catalog()
    for key, value in leaves(table("review")):
        if isinstance(value, str):
            assert catalog.expression("review", key).pattern == value


def test_classes_of_fires_stand_the_gravest_first() -> None:
    classes = [*table("review")["fire_class"].values()]
    assert [c["deaths"] for c in classes] == sorted((c["deaths"] for c in classes), reverse=True)
