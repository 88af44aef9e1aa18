"""What a field of Word shows whose picture is its instruction: EQ sets ruby over a word, a ring around a figure, a fraction."""

from __future__ import annotations

import re

_RUBY = re.compile(r"\\o\s*\\ad\s*\(\s*\\s\s*\\up\s*\d*\s*\([^()]*\)\s*[,;，]\s*(?P<base>[^()]*)\)", re.I)
_RING = re.compile(r"\\o\s*\\ac\s*\(\s*[^(),;]*[,;，]\s*(?P<base>[^()]*)\)", re.I)
_FRACTION = re.compile(r"\\f\s*\(\s*(?P<over>[^(),;]*)[,;，]\s*(?P<under>[^()]*)\)", re.I)
_SWITCH = re.compile(r"\\\*\s*(?:\"[^\"]*\"|[^\s\\]+)|\\\w+\s*\d*")


def shown(instruction: str) -> str:
    """The text that an EQ field shows; "" for every other field, which shows its result."""
    words = instruction.strip()
    if words[:2].upper() != "EQ":
        return ""
    words = _RUBY.sub(lambda m: m["base"], words[2:])
    words = _RING.sub(lambda m: m["base"], words)
    words = _FRACTION.sub(lambda m: f"{m['over'].strip()}/{m['under'].strip()}", words)
    return re.sub(r"[()]", "", _SWITCH.sub("", words)).strip()
