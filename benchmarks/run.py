"""Speed and size, as ratios against a reference run side by side; writes RESULTS.md.  `python benchmarks/run.py [--quick] [--only formats]`

`--only` says which part is run: it is shown and takes its place in RESULTS.md (`formats`), the rest of the file stays.
"""

from __future__ import annotations

import argparse
import gc
import importlib.metadata
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.generate import report  # noqa: E402
from extract.model import UNKNOWN, Fact  # noqa: E402

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
BY_FORMAT = "By format, one process, from file to store, the same reports"
LINES: list[str] = []
_REST: Any = ("exact", "次", "count", "", "", "other", "actual", "", UNKNOWN, "", (), 0, 0, "", "", 0)


# a child's ru_maxrss starts at its parent's size, VmHWM does not
PEAK = "print(next(int(l.split()[1]) // 1024 for l in open('/proc/self/status') if l.startswith('VmHWM')))\n"
QUERY = (
    """
import sys, time
from corpus.api import Corpus
from corpus.comparing.compare import compare
from extract import parse_period
with Corpus(sys.argv[1]) as corpus:
    start = time.perf_counter()
    compare(corpus, period=parse_period("2023H1"), base=parse_period("2022H1"))
    print(time.perf_counter() - start)
    start = time.perf_counter()
    compare(corpus, brigade="大队00003号", over="half")
    print(time.perf_counter() - start)
"""
    + PEAK
)


def say(line: str = "") -> None:
    print(line, flush=True)
    LINES.append(line)


def seconds(work: Callable[[], Any], times: int = 3) -> float:
    """The best of a few runs."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def fresh(code: str, *args: str) -> str:
    """The output of a fresh interpreter."""
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


def extraction(quick: bool) -> None:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    import rjieba

    from extract import extract_report

    count = 100 if quick else 400
    reports = [report(seed) for seed in range(count)]
    texts = [t for t, _ in reports]
    chars = sum(map(len, texts))
    extract_report(texts[0])
    cold_start = time.perf_counter()
    found = [extract_report(t) for t in texts]
    cold = time.perf_counter() - cold_start
    warm = seconds(lambda: [extract_report(t) for t in texts])
    base = seconds(lambda: [list(jieba.cut(t)) for t in texts])
    engine = rjieba.Jieba()
    fast = seconds(lambda: [engine.cut(t) for t in texts])
    import spacy

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    zh = seconds(lambda: [nlp(t) for t in texts[: count // 4]], 1) * 4
    right = wrong = 0
    for (_, truth), got in zip(reports, found, strict=True):
        have = [(f.metric, float(f.value)) for f in got.facts]
        right += sum(t in have for t in truth)
        wrong += len(truth) - sum(t in have for t in truth)
    say("## Extraction")
    say(
        f"{count} generated reports, {chars:,} characters, {sum(len(r.facts) for r in found):,} facts; one process; ratio = time of `jieba.cut` / time.\n"
    )
    say("| what | characters a second | × `jieba.cut` |")
    say("|---|---|---|")
    for name, spent in (
        ("`jieba.cut`", base),
        ("`extract_report`, every text for the first time", cold),
        ("`extract_report`, again", warm),
        ("`rjieba` (same tokens)", fast),
        ("spaCy blank `zh` with jieba", zh),
    ):
        say(f"| {name} | {chars / spent:,.0f} | {base / spent:.2f} |")
    say(f"\nOf {right + wrong:,} figures whose metric and value are known, {right:,} came out right ({right / (right + wrong):.2%}).")
    samples = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "corpus" / "samples").glob("*.txt"))]
    mine, theirs = seconds(lambda: [extract_report(t) for t in samples]), seconds(lambda: [list(jieba.cut(t)) for t in samples])
    facts = sum(len(extract_report(t).facts) for t in samples)
    say(
        f"The samples hold a fact every {sum(map(len, samples)) / facts:.0f} characters (generated: {chars / sum(len(r.facts) for r in found):.0f}): there the ratio is {theirs / mine:.2f}; the cost is that of a fact, {1e6 * mine / facts:.0f} µs, not of the text.\n"
    )


def account() -> None:
    """Where the time of an extraction goes, step by step, and what no rule could do without."""
    from collections import Counter

    import jieba

    from extract.steps import STEPS, Draft
    from patterns import load_catalog

    catalog = load_catalog()
    texts = [report(seed)[0] for seed in range(200)]
    best: Counter[str] = Counter()
    facts = 0
    for turn in range(3):
        spent: Counter[str] = Counter()
        facts = 0
        for text in texts:
            draft = Draft(text, catalog)
            for name, step in STEPS.items():
                start = time.perf_counter()
                step(draft)
                spent[name] += time.perf_counter() - start
            facts += len(draft.facts)
        best = spent if not turn or spent.total() < best.total() else best
    base = seconds(lambda: [list(jieba.cut(t)) for t in texts], 2)
    # the least that any pure Python reader of figures does: find each number and make one object of it
    number = re.compile(r"\d+(?:\.\d+)?")

    def least() -> None:
        for text in texts:
            for found in number.finditer(text):
                Fact(found.start(), found.end(), found[0], Decimal(found[0]), None, *_REST)

    floor = seconds(least)
    say("### Where the time goes")
    say("| step | share of the time | µs a fact |")
    say("|---|---|---|")
    for name, took in best.items():
        say(f"| {name} | {took / best.total():.0%} | {1e6 * took / facts:.1f} |")
    say(
        f"\nAltogether {1e6 * best.total() / facts:.0f} µs a fact; `jieba.cut` takes {1e6 * base / facts:.0f} µs for the text of one. To find the numerals with one pattern and make a `Fact` of each, and nothing else, "
        f"takes {1e6 * floor / facts:.0f} µs a fact ({base / floor:.0f} × `jieba.cut`): that is the floor. What lies between is the asking: each figure is framed by its clause, told apart from dates, names, changes and shares, "
        "matched with the metrics of its unit, and given entity, status and period, some hundred calls of Python a fact. The text itself is passed over by some ten compiled scans and costs little; "
        "twice the speed of `jieba.cut` would need those calls halved, not better patterns.\n"
    )


def side_by_side(quick: bool) -> None:
    """Other readers of Chinese figures, in an environment of their own, with what each finds of the gold of the samples."""
    from benchmarks.others.environment import run_in
    from benchmarks.others.scoring import score_dates, score_figures
    from benchmarks.others.tools import REQUIREMENTS
    from extract import extract_report

    reports: list[dict[str, Any]] = []
    for path in sorted((ROOT / "corpus" / "samples").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        gold = [json.loads(line) for line in (path.parent / "gold" / f"{path.stem}.jsonl").read_text(encoding="utf-8").splitlines()]
        facts = [g for g in gold if g["type"] == "fact" and g["value"]]  # a stated zero has no numeral
        dates = [g for g in gold if g["type"] == "date" and g["period_end"]]
        reports.append({"text": text, "facts": facts, "dates": dates, "year": int(path.stem.rpartition("-")[2][:4])})
    figures, days = sum(len(r["facts"]) for r in reports), sum(len(r["dates"]) for r in reports)
    texts = [report(seed)[0] for seed in range(2 if quick else 8)]
    value = unit = right = 0
    for r in reports:
        found = extract_report(r["text"])
        v, u = score_figures(r["facts"], [(f.start, f.end, abs(float(f.value)), f.unit) for f in found.facts])
        value, unit = value + v, unit + u
        right += score_dates(r["dates"], [(d.start, d.end, str(d.period.start), str(d.period.end)) for d in found.dates])
    others: dict[str, Any] = {}
    for tool in ("JioNLP", "Recognizers-Text"):
        requirements = ("jieba==0.42.1", *REQUIREMENTS[tool])
        others |= run_in(requirements, "benchmarks.others.speed", {"tool": tool, "texts": texts, "reports": reports})
    say("## Side by side")
    say(
        f"Others on {len(texts)} of the generated reports, in an environment of their own, and what each finds of the gold of the {len(reports)} samples: of {figures} figures those with the right value, and with the right value and unit; of {days} dates those with the right first and last day. What is counted none of the others says.\n"
    )
    say("| what | × `jieba.cut` | values | values and units | dates |")
    say("|---|---|---|---|---|")
    for what, row in others.items():
        say(f"| {what} | {row['ratio']:.2f} | {row.get('value', '–')} | {row.get('unit', '–')} | {row.get('dates', '–')} |")
    say(f"| `extract_report` | see above | {value} | {unit} | {right} |\n")


def growth() -> None:
    from extract import extract_report
    from patterns import load_catalog

    say("## Growth")
    one = report(1, 4000)[0]
    body = one.partition("\n\n")[2]
    lines = []
    for times in (1, 4, 16, 64):
        text = one.partition("\n\n")[0] + "\n\n" + body * times
        lines.append((len(text), seconds(lambda t=text: extract_report(t), 3)))  # type: ignore[misc]
    first = lines[0][1] / lines[0][0]
    say("| characters | time a character, × the shortest |")
    say("|---|---|")
    for n, spent in lines:
        say(f"| {n:,} | {spent / n / first:.2f} |")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "metrics").mkdir()
        catalog = load_catalog()
        rules = sum(len(m.rules) for m in catalog.metrics.values())
        entries = [
            f'[[metric]]\nid = "other.dummy_{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}{"x" * (n // 676)}"\nname = "假{n}"\nunit = "次"\nunits = ["次", "家", "起", "份", "处", "人次"]\nrules = [{{ match = \'假想{chr(0x4E00 + n)}活动{chr(0x5E00 + n)}\' }}]\n'
            for n in range(rules)
        ]
        (Path(folder) / "metrics" / "dummy.toml").write_text("\n".join(entries), encoding="utf-8")
        double = load_catalog(folder)
        texts = [report(seed)[0] for seed in range(500, 560)]
        extract_report(texts[0], catalog=double)
        plain = fresh_time(texts, None)
        more = fresh_time(texts, folder)
        say(f"\nWith the {rules} rules doubled by dummies, texts seen for the first time take {more / plain - 1:+.0%}.\n")


def fresh_time(texts: list[str], folder: str | None) -> float:
    code = "import json,sys,time\nfrom extract import extract_report\nfrom patterns import load_catalog\nt=json.load(open(sys.argv[1]));c=load_catalog(sys.argv[2] or None);extract_report('检查3家。',catalog=c)\ns=time.perf_counter()\nfor x in t: extract_report(x,catalog=c)\nprint(time.perf_counter()-s)"
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        return min(float(fresh(code, file.name, folder or "")) for _ in range(3))


def start_up() -> None:
    def median(command: list[str]) -> float:
        spent = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
            spent.append(time.perf_counter() - start)
        return statistics.median(spent)

    reference = median([sys.executable, "-c", "import spacy, jieba; jieba.setLogLevel(60); jieba.initialize()"])
    brigade = [sys.executable, "-m", "brigade"]
    sample = str(ROOT / "corpus" / "samples" / "wangjiang-2022.txt")
    say("## Start-up")
    say("Whole processes, medians of 5, as ratios to `python -c 'import spacy, jieba'` with jieba's dictionary loaded.\n")
    say("| command | × reference |")
    say("|---|---|")
    for name, command in (
        ("`brigade --help`", [*brigade, "--help"]),
        ("`brigade extract` of one report, jsonl", [*brigade, "extract", sample, "--format", "jsonl"]),
        ("`brigade extract`, table", [*brigade, "extract", sample]),
    ):
        say(f"| {name} | {median(command) / reference:.2f} |")
    say()


def importing(quick: bool) -> None:
    from corpus.importing.importer import run_import
    from corpus.keeping.store import Store

    say("## Import")
    count = 100 if quick else 600
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "r"
        folder.mkdir()
        for seed in range(count):
            (folder / f"{seed:04}.txt").write_text(report(seed, 3300)[0], encoding="utf-8")
        chars = sum(p.stat().st_size for p in folder.iterdir()) / 3
        spent = {}
        for jobs in (1, 2):
            db = Path(name) / f"{jobs}.duckdb"
            start = time.perf_counter()
            with Store(db) as store:
                run_import(store, [str(folder)], jobs=jobs)
            spent[jobs] = time.perf_counter() - start
        size = (Path(name) / "1.duckdb").stat().st_size / count
        import jieba

        texts = [p.read_text(encoding="utf-8") for p in sorted(folder.iterdir())]
        base = seconds(lambda: [list(jieba.cut(t)) for t in texts], 1)
        say(
            f"{count} text files of {chars / count:,.0f} characters: {base / spent[1]:.2f} × `jieba.cut` of the same text with one process, two give {spent[1] / spent[2]:.2f} times one; {size / 1024:.0f} KiB of store a report.\n"
        )
        code = (
            "import sys\nfrom corpus.importing.importer import run_import\nfrom corpus.keeping.store import Store\nwith Store(sys.argv[1]) as s: run_import(s,[sys.argv[2]])\n"
            + PEAK
        )
        small = Path(name) / "s"
        small.mkdir()
        for p in sorted(folder.iterdir())[: count // 4]:
            (small / p.name).write_text(p.read_text(encoding="utf-8"), encoding="utf-8")
        say(
            f"Peak memory: {fresh(code, str(Path(name) / 'a.duckdb'), str(small))} MiB for {count // 4} reports, {fresh(code, str(Path(name) / 'b.duckdb'), str(folder))} MiB for {count}.\n"
        )


def formats(quick: bool) -> None:
    """The same reports in each format, from file to store."""
    import jieba

    from corpus.importing.importer import run_import
    from corpus.keeping.store import Store
    from tests.corpus.files import docx, scan

    jieba.initialize()  # its dictionary is not a part of the reference
    count = 10 if quick else 40
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        texts = [report(seed, 3300)[0] for seed in range(count)]
        for form in ("txt", "html", "docx", "doc", "pdf", "scan"):
            (base / form).mkdir()
        for n, text in enumerate(texts):
            (base / "txt" / f"{n:03}.txt").write_text(text, encoding="utf-8")
            paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
            (base / "html" / f"{n:03}.html").write_text(f'<html><meta charset="utf-8"><body>{paragraphs}</body></html>', encoding="utf-8")
            docx(base / "docx" / f"{n:03}.docx", text.split("\n"))
        soffice = shutil.which("soffice")
        if soffice:
            for form in ("doc", "pdf"):
                command = [
                    soffice,
                    f"-env:UserInstallation=file://{base}/profile",
                    "--headless",
                    "--convert-to",
                    form,
                    "--outdir",
                    str(base / form),
                ]
                subprocess.run([*command, *map(str, sorted((base / "docx").iterdir()))], check=True, capture_output=True)
            for path in sorted((base / "pdf").iterdir())[:3]:
                scan(path, base / "scan" / path.name)
        say(f"{BY_FORMAT}, at commit {commit()}:\n")
        say("| format | files | × `jieba.cut` of the text | facts, of those of the text files |")
        say("|---|---|---|---|")
        facts: dict[str, int] = {}
        with Store(base / "warm.duckdb") as store:
            run_import(store, [str(base / "txt" / "000.txt")])
        for form in ("txt", "html", "docx", "doc", "pdf", "scan"):
            files = sorted((base / form).iterdir())
            if not files:
                continue
            reference = seconds(lambda: [list(jieba.cut(t)) for t in texts[: len(files)]], 1)  # noqa: B023
            with Store(base / f"{form}.duckdb") as store:
                start = time.perf_counter()
                run_import(store, [str(base / form)])
                spent = time.perf_counter() - start
                for stem, found in store.db.execute("SELECT path, facts FROM reports").fetchall():
                    facts[f"{form} {Path(stem).stem}"] = found
            whole = sum(facts[f"txt {p.stem}"] for p in files)
            say(f"| {form} | {len(files)} | {reference / spent:.2f} | {sum(facts.get(f'{form} {p.stem}', 0) for p in files) / whole:.1%} |")
        say()


def queries(quick: bool) -> None:
    """Comparisons of a store made in bulk: 60 facts a report."""
    from corpus.api import Corpus

    say("## Comparison")
    say("Stores made in bulk, 60 facts a report, 40 half-years; seconds are of this machine, the column to compare is the growth.\n")
    say("| reports | brigades | one period with its base, seconds | one brigade's history, seconds | peak MiB |")
    say("|---|---|---|---|---|")
    for total in (1_000, 10_000) if quick else (1_000, 10_000, 120_000):
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "q.duckdb"
            with Corpus(path) as corpus:
                fill(corpus, total)
            one, two, peak = fresh(QUERY, str(path)).split()
            say(f"| {total:,} | {total // 40:,} | {float(one):.2f} | {float(two):.2f} | {peak} |")
    say()


def fill(corpus: Any, total: int) -> None:
    metrics = [m for m in corpus.catalog.metrics.values() if m.kind == "count"][:60]
    db = corpus.store.db
    db.execute(
        "CREATE TEMP TABLE m AS SELECT unnest(?) AS metric, unnest(?) AS unit, unnest(range(60)) AS n",
        [[m.id for m in metrics], [m.unit for m in metrics]],
    )
    db.execute(
        """
        INSERT INTO reports (report_id, path, part, sha256, brigade, period_start, period_end, rank, modified, "current", title, "text", facts)
        SELECT printf('%010d', i), printf('/r/%d.txt', i), '', printf('%d', i), printf('大队%05d号', i // 40),
               make_date(2004 + CAST((i % 40) // 2 AS INT), CASE WHEN i % 2 = 0 THEN 1 ELSE 7 END, 1),
               CASE WHEN i % 2 = 0 THEN make_date(2004 + CAST((i % 40) // 2 AS INT), 6, 30) ELSE make_date(2004 + CAST((i % 40) // 2 AS INT), 12, 31) END,
               1, 0, true, 'x', 'x', 60 FROM range(?) t(i)
        """,
        [total],
    )
    db.execute(
        """
        INSERT INTO facts (report_id, seq, "start", "end", quote, "value", modifier, unit, kind, metric, label, activity, status, entity, period_start, period_end,
                           qualifier, "section", sentence, decimals, corrected)
        SELECT r.report_id, m.n, m.n * 10, m.n * 10 + 4, '100次', 100 + (hash(r.report_id, m.n) % 1000), 'exact', m.unit, 'count', m.metric, 'x', 'x', 'actual', '',
               r.period_start, r.period_end, '', '', '开展100次', 0, '' FROM reports r, m
        """
    )


def commit() -> str:
    return subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False).stdout.strip()


def in_place_of(old: str, table: list[str]) -> str:
    """The results with another table by format: from its first line to the end of its rows."""
    start = old.index(BY_FORMAT)
    rows = re.compile(r"(?:^\|.*\n)+", re.M).search(old, start)
    assert rows is not None, "RESULTS.md has no table by format"
    return old[:start] + "\n".join(table).strip() + "\n" + old[rows.end() :]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer reports")
    parser.add_argument("--only", choices=["formats"], help="this table alone")
    args = parser.parse_args()
    if args.only:
        formats(args.quick)
        RESULTS.write_text(in_place_of(RESULTS.read_text(encoding="utf-8"), LINES), encoding="utf-8")
        return
    versions = ", ".join(f"{n} {importlib.metadata.version(n)}" for n in ("jieba", "rjieba", "spacy", "pandas", "duckdb"))
    say("# Results\n")
    say(
        f"Made by `python benchmarks/run.py{' --quick' if args.quick else ''}` at commit {commit()}; {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {versions}.\n"
    )
    extraction(args.quick)
    account()
    side_by_side(args.quick)
    growth()
    start_up()
    importing(args.quick)
    formats(args.quick)
    queries(args.quick)
    RESULTS.write_text("\n".join(LINES) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
