"""The store: schema and migrations, rows, corrections, brigades."""
