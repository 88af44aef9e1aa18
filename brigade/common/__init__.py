"""What commands, pages and output share: options, what users ask for, files, lines, stored reports.  Light to import."""

from brigade.common.asked import catalog_of, metrics_with, period_of, registry_of
from brigade.common.files import whole, write_text
from brigade.common.lines import fit, json_of, print_csv, print_jsonl, safe
from brigade.common.options import brigade_period_options, db_option, format_of, format_option, parts_of, patterns_option, who_options
from brigade.common.stored import StoredReport, names_of, stored_report
from brigade.common.stores import existing

__all__ = [
    "StoredReport",
    "brigade_period_options",
    "catalog_of",
    "db_option",
    "existing",
    "fit",
    "format_of",
    "format_option",
    "json_of",
    "metrics_with",
    "names_of",
    "parts_of",
    "patterns_option",
    "period_of",
    "print_csv",
    "print_jsonl",
    "registry_of",
    "safe",
    "stored_report",
    "who_options",
    "whole",
    "write_text",
]  # fmt: skip
