"""What a field of Word shows whose picture is its instruction: EQ sets ruby over a word, a ring around a figure, a fraction."""

from __future__ import annotations

import re

_OVER = re.compile(
    r"\\o\s*(?:\\a[a-z]\s*)?\(\s*(?:\\s\s*\\(?:up|do)\s*\d*\s*\([^()]*\)|[^(),;]*)\s*[,;，]\s*(?P<base>[^()]*)\)", re.I
)  # ruby over a word, a ring around a sign
_FRACTION = re.compile(r"\\f\s*\(\s*(?P<over>[^(),;]*)[,;，]\s*(?P<under>[^()]*)\)", re.I)
_SWITCH = re.compile(r"\\\*\s*(?:\"[^\"]*\"|[^\s\\]+)|\\\w+\s*\d*")


def shown(instruction: str) -> str:
    """The text that an EQ field shows; "" for every other field, which shows its result."""
    words = instruction.strip()
    if words[:2].upper() != "EQ":
        return ""
    words = _OVER.sub(lambda m: m["base"], words[2:])
    words = _FRACTION.sub(lambda m: f"{m['over'].strip()}/{m['under'].strip()}", words)
    return re.sub(r"[()]", "", _SWITCH.sub("", words)).strip()
