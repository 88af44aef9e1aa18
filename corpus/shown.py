"""Numbers as people read them: thousands apart, never an exponent."""

from __future__ import annotations

import math


def number(value: float, decimals: int = 4) -> str:
    """1234567.5 → 1,234,567.5; 0.00024 → 0.0002; at most `decimals` behind the point."""
    if float(value).is_integer():
        return f"{int(value):,}"
    text = f"{value:,.{decimals}f}".rstrip("0").rstrip(".")
    return f"{value:,.{_needed(value)}f}" if text in ("0", "-0") else text


def rough(value: float, digits: int = 4) -> str:
    """A number that was reckoned, to so many digits that count: 1883000 → 1,883,000, 0.123456 → 0.1235."""
    if not value:
        return "0"
    size = math.floor(math.log10(abs(value)))
    return number(round(value, digits - 1 - size), max(0, digits - 1 - size))


def signed(value: float, decimals: int = 4) -> str:
    """+12, -3.5."""
    return ("+" if value > 0 else "") + number(value, decimals)


def _needed(value: float) -> int:
    """Decimals until the first digit that is not zero, and one more."""
    return min(12, 1 - math.floor(math.log10(abs(value))))
