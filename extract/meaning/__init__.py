"""Frames to facts: what is counted, whose, of when, planned or done."""
