"""Marks to frames: words, clauses, lists."""
