"""Changes against an earlier value, in the draft or in the store (C401-C404)."""

from corpus.checks.changes.amounts import AgainstPast, InDraft
from corpus.checks.changes.direction import Direction
from corpus.checks.changes.impossible import Impossible

__all__ = ["AgainstPast", "Direction", "Impossible", "InDraft"]
