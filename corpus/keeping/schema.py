"""The tables of the store, as DuckDB sees them.  A change of these raises VERSION and adds a step to `corpus.keeping.migrations`."""

VERSION = 5
FACT_COLUMNS = (
    ("report_id", "VARCHAR"), ("seq", "INTEGER"), ("start", "INTEGER"), ("end", "INTEGER"), ("quote", "VARCHAR"), ("value", "DOUBLE"),
    ("value_max", "DOUBLE"), ("modifier", "VARCHAR"), ("unit", "VARCHAR"), ("kind", "VARCHAR"), ("metric", "VARCHAR"), ("label", "VARCHAR"),
    ("activity", "VARCHAR"), ("status", "VARCHAR"), ("entity", "VARCHAR"), ("period_start", "DATE"), ("period_end", "DATE"),
    ("qualifier", "VARCHAR"), ("section", "VARCHAR"), ("sentence", "VARCHAR"), ("sentence_start", "INTEGER"), ("pattern", "VARCHAR"),
    ("decimals", "INTEGER"), ("of", "INTEGER"), ("entity_from", "VARCHAR"), ("period_from", "VARCHAR"), ("where", "VARCHAR"),
    ("confidence_metric", "DOUBLE"), ("confidence_period", "DOUBLE"), ("confidence_entity", "DOUBLE"), ("doubt", "VARCHAR"),
    ("recognised", "DOUBLE"), ("corrected", "VARCHAR"), ("original", "VARCHAR"),
)  # fmt: skip
REPORT_COLUMNS = (
    ("report_id", "VARCHAR PRIMARY KEY"), ("path", "VARCHAR"), ("part", "VARCHAR"), ("sha256", "VARCHAR"), ("size", "BIGINT"), ("format", "VARCHAR"),
    ("title", "VARCHAR"), ("brigade", "VARCHAR"), ("brigade_from", "VARCHAR"), ("period_start", "DATE"), ("period_end", "DATE"),
    ("period_from", "VARCHAR"), ("rank", "INTEGER"), ("modified", "DOUBLE"), ("current", "BOOLEAN"), ("imported_at", "TIMESTAMP"),
    ("patterns_version", "VARCHAR"), ("facts", "INTEGER"), ("chars", "INTEGER"), ("ocr", "BOOLEAN"), ("text", "VARCHAR"),
    ("series", "VARCHAR"), ("revision", "DOUBLE"), ("arrived", "TIMESTAMP"), ("choice", "VARCHAR"), ("chosen_at", "TIMESTAMP"),
    ("review", "VARCHAR"), ("reviewed_by", "VARCHAR"), ("reviewed_at", "TIMESTAMP"),
)  # fmt: skip
TABLES = {
    "reports": REPORT_COLUMNS,
    "facts": FACT_COLUMNS,
    "dates": (("report_id", "VARCHAR"), ("start", "INTEGER"), ("end", "INTEGER"), ("quote", "VARCHAR"), ("period_start", "DATE"), ("period_end", "DATE")),
    "events": (
        ("report_id", "VARCHAR"), ("start", "INTEGER"), ("end", "INTEGER"), ("quote", "VARCHAR"), ("date", "DATE"), ("activity", "VARCHAR"),
        ("label", "VARCHAR"), ("actor", "VARCHAR"),
    ),
    "unclaimed": (("report_id", "VARCHAR"), ("start", "INTEGER"), ("end", "INTEGER"), ("quote", "VARCHAR"), ("reason", "VARCHAR")),
    "problems": (("path", "VARCHAR"), ("kind", "VARCHAR"), ("message", "VARCHAR"), ("report_id", "VARCHAR"), ("at", "TIMESTAMP")),
    "journal": (
        ("id", "INTEGER"), ("at", "TIMESTAMP"), ("who", "VARCHAR"), ("why", "VARCHAR"), ("deed", "VARCHAR"), ("target", "INTEGER"),
        ("report_id", "VARCHAR"), ("path", "VARCHAR"), ("part", "VARCHAR"), ("sha256", "VARCHAR"), ("brigade", "VARCHAR"), ("period_start", "DATE"),
        ("period_end", "DATE"), ("start", "INTEGER"), ("end", "INTEGER"), ("quote", "VARCHAR"), ("label", "VARCHAR"), ("sentence", "VARCHAR"),
        ("nth", "INTEGER"), ("before", "VARCHAR"), ("after", "VARCHAR"),
    ),
    "cells": (
        ("brigade", "VARCHAR"), ("period_start", "DATE"), ("period_end", "DATE"), ("metric", "VARCHAR"), ("value", "DOUBLE"), ("value_max", "DOUBLE"),
        ("modifier", "VARCHAR"), ("unit", "VARCHAR"), ("how", "VARCHAR"), ("note", "VARCHAR"), ("marks", "VARCHAR"), ("sources", "VARCHAR"),
    ),
    "brigades": (("name", "VARCHAR"), ("aliases", "VARCHAR"), ("parent", "VARCHAR"), ("level", "VARCHAR"), ("numbers", "VARCHAR")),
    "users": (("name", "VARCHAR"), ("role", "VARCHAR"), ("salt", "VARCHAR"), ("hash", "VARCHAR"), ("since", "TIMESTAMP")),
    "kept": (("brigade", "VARCHAR"), ("period_start", "DATE"), ("period_end", "DATE"), ("patterns_version", "VARCHAR")),
    "history": (("version", "INTEGER"), ("at", "TIMESTAMP")),
}  # fmt: skip


def create(connection: object) -> None:
    """All tables, in an empty store."""
    execute = connection.execute  # type: ignore[attr-defined]
    execute('CREATE TABLE meta ("key" VARCHAR PRIMARY KEY, "value" VARCHAR)')
    for name, columns in TABLES.items():
        execute(f"CREATE TABLE {name} ({', '.join(f'{chr(34)}{c}{chr(34)} {t}' for c, t in columns)})")
    execute("INSERT INTO meta VALUES ('schema', ?)", [str(VERSION)])
