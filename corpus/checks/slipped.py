"""How a hand errs when it writes a number: two neighbouring digits change places."""

from __future__ import annotations

from collections.abc import Iterator


def swaps(value: float) -> Iterator[float]:
    """The numbers that this one may have been before two neighbouring digits changed places: 361 → 631, 316."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    for i in range(len(digits)):
        j = i + 2 if digits[i + 1 : i + 2] == "." else i + 1
        if j < len(digits) and digits[i].isdigit() and digits[i] != digits[j] and not (i == 0 and digits[j] == "0"):
            changed = [*digits]
            changed[i], changed[j] = digits[j], digits[i]
            yield float("".join(changed))


def is_swap(a: float, b: float) -> bool:
    """Whether two numbers are one another with two neighbouring digits changed about."""
    return a != b and any(abs(b - other) < 1e-6 for other in swaps(a))
