"""One file to its text, tables and report: readers, tables, whose and when."""
