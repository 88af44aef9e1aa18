"""What reports say: metrics, units, modifiers, names and their words, as TOML, with one loader."""

from patterns.errors import PatternError
from patterns.loader import Catalog, load_catalog
from patterns.schema import Metric, Rule

__all__ = ["Catalog", "Metric", "PatternError", "Rule", "load_catalog"]
