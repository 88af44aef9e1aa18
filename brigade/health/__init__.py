"""Whether everything that the program needs is there: each matter as a line that a clerk can read to whoever helps."""
