"""Parts and wholes (S201, L301)."""

from corpus.checks.parts.larger import Larger
from corpus.checks.parts.sums import Parts

__all__ = ["Larger", "Parts"]
