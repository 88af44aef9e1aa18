"""What a user's own pattern files hold is held against ours: the same kinds of values, expressions that compile."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from patterns.errors import PatternError

_WORDS = ("units", "activities", "roles", "relations", "derived")  # tables of words and ids, without expressions


def line_of(text: str, needle: str) -> int:
    at = text.find(needle)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def check_expression(pattern: str, path: Path, text: str) -> None:
    """Raises PatternError for what is no expression; `text` is that of the file."""
    if not _compiles(pattern):
        raise PatternError(
            f"规则文件 {path} 第 {line_of(text, pattern)} 行的表达式“{pattern[:40]}”写法有误,请检查括号是否成对、反斜杠和量词是否写对。"
        )


def check_table(own: Any, ours: Any, path: Path, text: str, key: str = "") -> None:
    """Raises PatternError where a value of a user's table is of another kind than ours, or no expression where ours is one."""
    if ours is None:
        ours = own  # a key of the user's own
    if isinstance(own, dict) != isinstance(ours, dict) or isinstance(own, (str, list)) != isinstance(ours, (str, list)):
        raise PatternError(
            f"规则文件 {path} 第 {line_of(text, key.rpartition('.')[2])} 行,“{key}”的值与本软件要求的类型不同,请照原来的写法。"
        )
    if isinstance(own, dict):
        for name, value in own.items():
            check_table(value, ours.get(name), path, text, f"{key}.{name}" if key else name)
    elif path.stem not in _WORDS and all(_compiles(word) for word in _strings(ours)):  # else they are signs, not expressions
        for word in _strings(own):
            check_expression(word, path, text)


def _strings(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True
