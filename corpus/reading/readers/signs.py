"""Signs that take no room on the page: soft hyphens, spaces and joiners without width, the mark of an encoding."""

from __future__ import annotations

import re

WITHOUT_WIDTH = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def shown(text: str) -> str:
    """The text without them."""
    return WITHOUT_WIDTH.sub("", text)
