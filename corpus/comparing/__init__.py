"""Brigades and periods side by side: cells, columns, derived figures, totals, ranking."""
