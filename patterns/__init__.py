"""What reports say, as data: words, units, metrics, relations in TOML files, read by one loader."""

from patterns.errors import PatternError
from patterns.loader import Catalog, load_catalog, table
from patterns.schema import Example, Metric, Rule

__all__ = ["Catalog", "Example", "Metric", "PatternError", "Rule", "load_catalog", "table"]
