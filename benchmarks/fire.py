"""Kills, full disks and mutated files: what is lost must be nothing.  `python benchmarks/fire.py [kills] [disks] [mutated files]`

Seeded.  A kill: an import of six reports over a store that holds some of them is killed (SIGKILL) at a random moment; afterwards every report in
the store is whole, and the same import again gives the store that an undisturbed one gives.  A disk: the same under a limit of the size of
any file (RLIMIT_FSIZE), which is what a full disk looks like to a program.  A mutated file: a report in one of seven formats with bytes changed,
cut or doubled; it is read, or refused with one sentence, within its limits.
"""

from __future__ import annotations

import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

FILES, LINES = 6, 30
HEADERS = 3 * 4096  # bytes that a file of DuckDB begins with
LONGEST = 4.0  # seconds after which the power is cut at the latest
COMMAND = [sys.executable, "-m", "brigade", "import"]


def report(n: int) -> str:
    chance = random.Random(n)
    line = "检查单位{}家，发现火灾隐患{}处；接警出动{}起，出动车辆{}辆次。"
    lines = (line.format(*(chance.randrange(10, 900) for _ in range(4))) for _ in range(LINES))
    return f"第{n}县消防救援大队2023年上半年工作总结\n\n" + "\n".join(lines) + "\n"


def told(db: Path) -> dict[str, tuple[int, float]]:
    """title → how many figures a report has, and their sum."""
    from corpus import Corpus

    query = 'SELECT r.title, r.facts, count(f.seq) AS n, coalesce(sum(f."value"), 0) AS s FROM reports r LEFT JOIN facts f USING (report_id) GROUP BY ALL'
    with Corpus(db) as corpus:
        rows = corpus.store.rows(query)
    assert all(row["facts"] == row["n"] for row in rows), "half a report"
    return {row["title"]: (row["n"], row["s"]) for row in rows}


class Trial:
    """A folder of reports, and what a store of them holds."""

    def __init__(self, folder: Path) -> None:
        from corpus import Corpus

        self.folder, self.reports = folder, folder / "in"
        self.reports.mkdir()
        for n in range(FILES):
            (self.reports / f"{n}.txt").write_text(report(n), encoding="utf-8")
        with Corpus(folder / "whole.duckdb") as corpus:
            corpus.import_files([str(self.reports)])
        self.whole = told(folder / "whole.duckdb")

    def begun(self, name: str, there: int) -> Path:
        """A store with the first reports of the folder."""
        from corpus import Corpus

        db = self.folder / f"{name}.duckdb"
        if there:
            with Corpus(db) as corpus:
                corpus.import_files([str(self.reports / f"{n}.txt") for n in range(there)])
        return db

    def holds(self, db: Path, there: int) -> bool:
        """Whether all that was there, and nothing but whole reports, is in the store, and the same import makes it what it should be."""
        from corpus import Corpus

        first = [f"第{n}县消防救援大队2023年上半年工作总结" for n in range(there)]
        if db.exists() and db.stat().st_size < HEADERS:
            time.sleep(1.1)  # for a second a store without headers may be one that another program is just making
        before = told(db) if db.exists() else {}
        kept = all(title in before for title in first) and all(self.whole[title] == figures for title, figures in before.items())
        with Corpus(db) as corpus:
            corpus.import_files([str(self.reports)])
        return kept and told(db) == self.whole


def kills(trial: Trial, count: int) -> tuple[int, int]:
    """How many were killed before they had ended, and after how many something was lost."""
    cut = lost = 0
    for seed in range(count):
        chance = random.Random(seed)
        there = chance.randrange(FILES)
        db = trial.begun(f"k{seed}", there)
        child = subprocess.Popen(
            [*COMMAND, str(trial.reports), "--db", str(db)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.3, LONGEST))
        cut += child.poll() is None
        child.send_signal(signal.SIGKILL)
        child.wait()
        lost += not trial.holds(db, there)
        db.unlink()
    return cut, lost


def disks(trial: Trial, count: int) -> tuple[int, int, int]:
    """How many imports ended with one sentence, how many with anything but that or success, and after how many something was lost."""
    said = unsaid = lost = 0
    for n in range(count):
        there = n % FILES
        db = trial.begun(f"d{n}", there)
        size = (db.stat().st_size if db.exists() else 0) + 40_000 * n
        run = subprocess.run(
            [*COMMAND, str(trial.reports), "--db", str(db)], cwd=ROOT, capture_output=True, text=True, check=False,
            preexec_fn=lambda size=size: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))[0] and None,
        )  # fmt: skip
        said += run.returncode == 2 and "Traceback" not in run.stderr
        unsaid += run.returncode not in (0, 2) or "Traceback" in run.stderr
        lost += not trial.holds(db, there)
        db.unlink(missing_ok=True)
    return said, unsaid, lost


def originals(folder: Path) -> list[Path]:
    """The same report in seven formats."""
    import openpyxl

    from tests.corpus.files import docx

    text = report(99)
    rows = [line.split("，") for line in text.split("\n") if line]
    docx(folder / "a.docx", text.split("\n"))
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "a.csv").write_text("\n".join(",".join(row) for row in rows), encoding="gb18030")
    (folder / "a.html").write_text(
        f"<html><body>{''.join(f'<p>{line}</p>' for line in text.split(chr(10)))}</body></html>", encoding="utf-8"
    )
    signs = "".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in text.replace("\n", "\\par "))
    (folder / "a.rtf").write_text("{\\rtf1\\ansi " + signs + "}", encoding="ascii")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "a.xlsx")
    pdf(folder / "a.pdf")
    return sorted(folder.glob("a.*"))


def pdf(path: Path) -> None:
    from tests.corpus.reading.pages import Put
    from tests.corpus.reading.pages import pdf as made

    made(path, [[Put(f"units {n} found {n * 7}", 40, 40 + 20 * n) for n in range(20)]])


def mutated(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(out) or 1)
        length = chance.choice((1, 1, 2, 16, 200))
        deed = chance.randrange(4)
        if deed == 0:
            out[at : at + length] = chance.randbytes(length)
        elif deed == 1:
            del out[at : at + length]
        elif deed == 2:
            out[at:at] = out[at : at + length] * chance.choice((1, 2, 50))
        else:
            del out[max(1, at) :]
    return bytes(out)


def mutations(folder: Path, count: int) -> Counter[str]:
    """How many were read, refused, or ended otherwise, and how many by their limits."""
    from corpus.errors import CorpusError
    from corpus.reading.bounded import contents_or_why

    files = originals(folder)
    found: Counter[str] = Counter()
    for seed in range(count):
        chance = random.Random(seed)
        original = chance.choice(files)
        path = folder / f"m{original.suffix}"
        path.write_bytes(mutated(original.read_bytes(), chance))
        try:
            told: Any = contents_or_why(path)
        except Exception as error:  # nothing but an answer is right
            found[f"broke: {error!r}"] += 1
            continue
        if not isinstance(told, CorpusError):
            found["read"] += 1
        elif "\n" in str(told) or not str(told):
            found["refused in more than a sentence"] += 1
        else:
            found["ended by its limits" if told.kind == "too_slow" else "refused"] += 1
    return found


def main(count: int, sizes: int, files: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        trial = Trial(Path(name))
        cut, lost = kills(trial, count)
        print(f"* {count} kills, {cut} of them before the import had ended: {lost} stores with something lost or half a report", flush=True)
        said, unsaid, gone = disks(trial, sizes)
        print(
            f"* {sizes} sizes of a disk, {said} of them too small, told in one sentence: {unsaid} otherwise, {gone} stores with something lost",
            flush=True,
        )
        folder = Path(name) / "mutated"
        folder.mkdir()
        found = mutations(folder, files)
        print(f"* {files} mutated files: " + ", ".join(f"{n} {what}" for what, n in found.most_common()), flush=True)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [200, 20, 2000][len(given) :]))
