"""Figures that others give by multiplying or dividing (S205)."""

from corpus.checks.reckoned.products import Products

__all__ = ["Products"]
