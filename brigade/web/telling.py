"""What a visitor may be told of the computer that the page runs on: names of files, never where they lie."""

from __future__ import annotations

import re
from pathlib import Path

_PATH = re.compile(r"(?:[A-Za-z]:[\\/]|(?<![\w.:/\\])[/\\])(?:[^\s/\\,,。;；“”\"']+[/\\])+(?=[^\s/\\])")


def hidden(message: str, *places: str | Path) -> str:
    """The message with every path in it, and the `places` however they are written, by its last part alone."""
    ways = {str(way) for place in places for way in (place, Path(place).resolve())}
    for way in sorted(ways, key=len, reverse=True):
        message = message.replace(way, Path(way).name)
    return _PATH.sub("", message)
