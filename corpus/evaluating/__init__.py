"""Extraction measured against annotated reports."""
