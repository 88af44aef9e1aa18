"""Tables to facts: metrics down the side or along the top, brigades or periods on the other side.

Facts of a table that names several brigades carry the brigade as `entity` and "table" as `entity_from`; the importer makes a
report of its own for each.
"""

from corpus.reading.tables.changes import Change, changes_of
from corpus.reading.tables.facts import is_total, of_table, place_of, read_tables, table_facts
from corpus.reading.tables.figures import Figure
from corpus.reading.tables.left import numerals_left, unread_cells
from corpus.reading.tables.totals import wrong_totals

__all__ = [
    "Change",
    "Figure",
    "changes_of",
    "is_total",
    "numerals_left",
    "of_table",
    "place_of",
    "read_tables",
    "table_facts",
    "unread_cells",
    "wrong_totals",
]
