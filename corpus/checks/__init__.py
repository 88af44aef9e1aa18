"""Review of a draft's figures: one module a family, one class a code.  `check(report)` is pure; `run.check_document` adds store and ledger."""

from corpus.checks.base import Check, Context, Finding, catalogue
from corpus.checks.run import check, check_document

__all__ = ["Check", "Context", "Finding", "catalogue", "check", "check_document"]
