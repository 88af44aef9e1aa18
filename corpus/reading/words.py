"""The words of `patterns/files.toml`: a catalogue's, or our own where a file is read before any catalogue is chosen."""

from __future__ import annotations

import functools
import re
from typing import Any

from patterns import Catalog, table


def entry(key: str, catalog: Catalog | None = None) -> Any:
    """What stands under `key` (dots part the levels).  Raises KeyError where there is nothing."""
    found: Any = table("files") if catalog is None else catalog.tables["files"]
    for part in key.split("."):
        found = found[part]
    return found


def source(key: str, catalog: Catalog | None = None) -> str:
    """An expression, to be put into a longer one; of a list of expressions any may fit."""
    found = entry(key, catalog)
    return f"(?:{found if isinstance(found, str) else '|'.join(found)})"


@functools.lru_cache(maxsize=256)
def expression(key: str, catalog: Catalog | None = None) -> re.Pattern[str]:
    """The expression `key`, or any of a list of them, compiled once.  Raises KeyError where there is none."""
    return re.compile(source(key, catalog))
