"""What reports say: metrics, units, modifiers, names and their words, as TOML, with one loader."""

from patterns.loader import Catalog, PatternError, load_catalog
from patterns.schema import Metric, Rule

__all__ = ["Catalog", "Metric", "PatternError", "Rule", "load_catalog"]
