"""Review of a draft's figures: one module a family, one class a code.  Checks see a `Context` and nothing of the store (`corpus.review`)."""

from corpus.checks.base import Check
from corpus.checks.context import Context
from corpus.checks.finding import Finding
from corpus.checks.run import catalogue, check, run_checks

__all__ = ["Check", "Context", "Finding", "catalogue", "check", "run_checks"]
