"""Versions, history and kept cells of a large store, as ratios of reading the facts.  `python benchmarks/keeping.py [reports]`"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.run import PEAK, fill, fresh, seconds  # noqa: E402

EVERY = 10  # of the reports one has a second version, and one has two corrections
HALVES = "SELECT DISTINCT brigade, period_start, period_end FROM reports"

SHOWN = ("2010H1", "2009H1", "2023H1", "2022H1")  # the periods that are compared below
# a comparison in a fresh interpreter, after one that warms up: seconds and peak MiB
COMPARED = (
    """
import sys, time
from corpus.api import Corpus
from corpus.comparing.compare import compare
from extract import parse_period
PERIOD = {"period": parse_period("2023H1"), "base": parse_period("2022H1")}
BRIGADE = {"brigade": "大队00001号", "over": "half"}
with Corpus(sys.argv[1], read_only=True) as corpus:
    compare(corpus, period=parse_period("2010H1"), base=parse_period("2009H1"), brigades=["大队00001号"])
    start = time.perf_counter()
    compare(corpus, **(BRIGADE if sys.argv[2:] else PERIOD))
    print(time.perf_counter() - start)
"""
    + PEAK
)


def grow(corpus: Any, total: int) -> None:
    """`fill`, and then for one report in EVERY a draft beside it and two lines of the journal, one of them undone."""
    fill(corpus, total)
    db = corpus.store.db
    db.execute("UPDATE reports SET series = '', revision = 0, choice = '', arrived = now()")
    db.execute(
        f"""INSERT INTO reports SELECT * REPLACE (report_id || 'd' AS report_id, path || '.d' AS path, sha256 || 'd' AS sha256, 0 AS rank, false AS "current")
            FROM reports WHERE CAST(report_id AS INTEGER) % {EVERY} = 0"""
    )
    db.execute(
        "INSERT INTO facts SELECT f.* REPLACE (f.report_id || 'd' AS report_id) FROM facts f JOIN reports r ON r.report_id = f.report_id || 'd'"
    )
    db.execute(
        f"""INSERT INTO journal SELECT row_number() OVER (), now(), '王', '台账', 'change', NULL, f.report_id, r.path, '', r.sha256, r.brigade, r.period_start, r.period_end,
            f."start", f."end", f.quote, f.label, f.sentence, 0, '{{"value": 100.0}}', '{{"value": 101.0}}'
            FROM facts f JOIN reports r USING (report_id) WHERE f.seq < 2 AND CAST(left(f.report_id, 10) AS INTEGER) % {EVERY} = 1"""
    )
    lines = corpus.store.rows("SELECT count(*) AS n FROM journal")[0]["n"]
    db.execute(
        f"INSERT INTO journal (id, \"at\", who, why, deed, target) SELECT {lines} + row_number() OVER (), now(), '李', '', 'undo', id FROM journal WHERE id % 2 = 0"
    )


def keep(corpus: Any, *, everything: bool) -> None:
    """The cells of all reports, as many imports would have kept them, or of the first brigade and the periods that are compared."""
    from corpus.keeping import keptcells
    from extract import parse_period

    groups = [tuple(row.values()) for row in corpus.store.rows(HALVES)]
    if not everything:
        spans = {(period.start, period.end) for period in map(parse_period, SHOWN)}
        groups = [group for group in groups if group[1:] in spans or group[0] == "大队00001号"]
    for at in range(0, len(groups), 500):
        with corpus.store.transaction():
            keptcells.refresh(corpus.store, groups[at : at + 500], corpus.catalog)


def _history(store: Any) -> None:
    """What the command asks of the store."""
    from corpus.keeping import journal
    from corpus.keeping.standing import without_place

    holds = journal.all_in_force(store)
    without_place(store, [entry for entry in journal.read(store) if entry.id in holds])


def compared(path: Path, *what: str) -> tuple[float, int]:
    """Seconds and peak MiB of one period with its base, or of the history of one brigade; the best of three."""
    runs = [fresh(COMPARED, str(path), *what).split() for _ in range(3)]
    return min(float(spent) for spent, _ in runs), min(int(peak) for _, peak in runs)


def main(total: int) -> None:
    from corpus.api import Corpus
    from corpus.keeping import journal, versions

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.duckdb"
        with Corpus(path) as corpus:
            grow(corpus, total)
            keep(corpus, everything=True)
        with Corpus(path, read_only=True) as corpus:
            store = corpus.store
            raw = seconds(lambda: store.db.execute("SELECT * FROM facts").fetchall())
            several = seconds(lambda: versions.several(store))
            history = seconds(lambda: _history(store))
            told = len(versions.several(store)), len(journal.read(store))
            facts = store.rows("SELECT count(*) AS n FROM facts")[0]["n"]
    print(
        f"{total:,} reports of 60 facts, {told[0] // 2:,} of them with a draft beside, {told[1]:,} lines of the journal; {facts:,} facts.\n"
    )
    print("| what | × reading all facts (`SELECT * FROM facts`, fetched) |\n|---|---|")
    print(f"| `versions`: all reports that have several versions | {several / raw:.3f} |")
    print(f"| `history`: all lines of the journal, which hold, and which have a place in what counts | {history / raw:.3f} |\n")
    comparing(12 * total)


def comparing(total: int) -> None:
    """One period with its base, and one brigade's history, from facts and from kept cells."""
    from corpus.api import Corpus

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.duckdb"
        with Corpus(path) as corpus:
            fill(corpus, total)
        facts, history = compared(path), compared(path, "brigade")
        with Corpus(path) as corpus:
            keep(corpus, everything=False)
        cells, kept_history = compared(path), compared(path, "brigade")
    print(f"{total:,} reports of {total // 40:,} brigades.\n")
    print("| | × from facts | peak MiB, from facts | peak MiB, from kept cells |\n|---|---|---|---|")
    print(f"| one period with its base, from kept cells | {cells[0] / facts[0]:.2f} | {facts[1]} | {cells[1]} |")
    print(f"| the history of one brigade, from kept cells | {kept_history[0] / history[0]:.2f} | {history[1]} | {kept_history[1]} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
