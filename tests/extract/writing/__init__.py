"""Figures and periods as people write them, with what must be read back: drawn at random, written by writers that share no table with the reader."""
