"""What a visitor may be told: names of files, never where they lie; what to do on the page, never what to type as a command."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from pathlib import Path

_PATH = re.compile(r"(?:[A-Za-z]:[\\/]|(?<![\w.:/\\])[/\\])(?:[^\s/\\,,。;；“”\"']+[/\\])+(?=[^\s/\\])")


_UPLOAD = re.compile(r"(?:[^\s“”\"',，。;；:：()()]*[/\\])?uploads[/\\][0-9a-f]{16}[/\\]")
_PART = re.compile(r"[^,，;；。()()]+[,，;；。()()]*")
_COMMAND = re.compile(r"(?<![A-Za-z-])(?:--[a-z][a-z-]*|brigade [a-z]+|pip install)")


@functools.cache
def _on_page() -> list[tuple[re.Pattern[str], str]]:
    """Parts of sentences that name an option, and what the page says in their place."""
    told = tomllib.loads(files("brigade.web").joinpath("telling.toml").read_text(encoding="utf-8"))
    return [(re.compile(row["find"]), row["say"]) for row in told["on_page"]]


def told(message: str) -> str:
    """A sentence of the program as the page says it: what to do on the page in place of options, parts that name commands left out."""
    for pattern, words in _on_page():
        message = pattern.sub(words, message)
    parts = [part for part in _PART.findall(message) if not _COMMAND.search(part)]
    out = "".join(parts).rstrip(",，;；(") if parts else message
    ends = message[-1:] in "。" and out[-1:] not in "。"
    return out + "。" if ends else out


def hidden(message: str, *places: str | Path) -> str:
    """The message with every path in it, and the `places` however they are written, by its last part alone."""
    ways = {str(way) for place in places for way in (place, Path(place).resolve())}
    for way in sorted(ways, key=len, reverse=True):
        message = message.replace(way, Path(way).name)
    return _PATH.sub("", _UPLOAD.sub("", message))
