"""Many files into the store: workers read and extract, one writer commits; a bad file never stops the others."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.importing.ingest import Job, Outcome, sha256_of
from corpus.importing.local import local_outcomes
from corpus.importing.taking import Version, is_there, take
from corpus.keeping.identity import told_identities
from corpus.keeping.queries import told_at_import
from corpus.keeping.register import registry_with, rename_stored
from corpus.keeping.store import Store
from corpus.keeping.teaching import lessons_of
from corpus.processes.limits import Limits
from corpus.reading.bounded import LIMITS
from corpus.reading.places import in_utf8, is_url, key_of, listed
from corpus.reading.readers import NAMED, SUFFIXES, Contents
from extract import Period
from patterns import Catalog, load_catalog

BATCH = 48  # files a transaction, at most
PATIENCE = 2.0  # seconds that a file read waits for others to be committed with
SKIPPED = {"Thumbs.db", "desktop.ini", ".DS_Store"}
OURS = (".duckdb", ".wal", ".bak", ".part")  # stores and what lies beside them


@dataclass(slots=True)
class Summary:
    """What an import did.  `failed` lists (path, kind, message), `review` in the same way what was left unread and what a person should look at."""

    read: int = 0
    unchanged: int = 0
    reports: int = 0
    facts: int = 0
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    review: list[tuple[str, str, str]] = field(default_factory=list)
    formats: Counter[str] = field(default_factory=Counter)
    planned: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)  # files of a folder with unknown endings, by ending
    versions: list[Version] = field(
        default_factory=list
    )  # reports that met another of their brigade and period, and files with new content
    duplicates: list[tuple[str, str]] = field(default_factory=list)  # files not stored, and the stored one of the same content
    renamed: list[tuple[str, str, int]] = field(default_factory=list)  # spelling, name of the register, reports that were stored under it
    known: dict[str, tuple[str, str, str]] = field(default_factory=dict, repr=False)

    @property
    def status(self) -> int:
        """0 all read, 1 some not, 2 nothing done."""
        if self.failed:
            return 1 if self.read or self.unchanged else 2
        return 0


def find_files(paths: list[str], skipped: Counter[str] | None = None) -> list[Path | str]:
    """The files to read, in order; of a folder, those with a known ending and those without any.

    The endings of the others are counted in `skipped`.  Raises CorpusError for a path that does not exist.
    """
    found: list[Path | str] = []
    for given in paths:
        if is_url(given):
            found.extend(listed(given))
            continue
        path = Path(given)
        if path.is_dir():
            for sub in sorted(path.rglob("*")):
                if not sub.is_file() or sub.name in SKIPPED or sub.name.startswith(("~$", ".", ".~")):
                    continue
                if sub.suffix.lower() in OURS:
                    continue
                if sub.suffix.lower() in (*SUFFIXES, *NAMED, ""):
                    found.append(sub)
                elif skipped is not None:
                    skipped[sub.suffix.lower()] += 1
        elif path.exists():
            found.append(path)
        else:
            raise CorpusError(f"找不到 {in_utf8(given)},请检查路径。", "missing")
    seen: set[str] = set()
    return [p for p in found if not (key_of(p) in seen or seen.add(key_of(p)))]  # type: ignore[func-returns-value]


@contextmanager
def _calmly() -> Iterator[None]:
    thresholds = gc.get_threshold()
    _calm()
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


@_calmly()
def run_import(
    store: Store | None,
    paths: list[str],
    *,
    jobs: int = 1,
    brigade: str | None = None,
    period: Period | None = None,
    ocr: str = "auto",
    patterns: str | None = None,
    registry: Any = None,
    force: bool = False,
    policy: str = "newest",
    progress: Callable[[int, int, str], None] | None = None,
    outcomes: Callable[[list[Job], int], Generator[Outcome, None, None]] | None = None,
    limits: Limits = LIMITS,
    contents: Mapping[str, Contents | CorpusError] | None = None,
) -> Summary:
    """Reads the files and replaces their reports; with `store` None nothing is written (dry run).
    What has neither a figure nor a title of a report is told and not stored unless by `force`.

    A brigade or period that a person told of a file (`brigade`, `period`) holds as long as its content is the same.  A file that is in
    the store with the same content and patterns is left alone, one of the same content as another is not stored.
    `policy` says what becomes of a report of whose brigade and period there is one: newest (the final version, else the newest, counts),
    replace (this one does), keep (both do) or skip (it is not stored).  `outcomes` is another engine than processes of this
    machine (`corpus.importing.cluster`): it gives the outcomes of the jobs in their order.  Each file is read within `limits` in a process
    of its own; `contents` are, by their paths, files that were read before, or why they cannot be read.
    """
    summary = Summary()
    if store is not None:
        store.verify()
    files = find_files(paths, summary.skipped)
    catalog = load_catalog(patterns)
    version = catalog.version
    known = summary.known = store.known() if store else {}
    told = told_identities(store) if store else {}
    registry = registry_with(store, registry) if store else registry
    lessons = tuple(lessons_of(store, catalog)) if store else ()
    same_content = {sha: path for path, (sha, _, _) in known.items()}
    said = told_at_import(store) if store else {}
    said_paths = {path for path, _ in said}
    work: list[Job] = []
    for path in files:
        key = key_of(path)
        if key in known and known[key][1] == version and brigade is None and period is None:
            if not is_url(key) and _digest(path) == known[key][0]:
                summary.unchanged += 1
                continue
        mended = {at: words for at, words in told.items() if at[0] == key or (key not in known and at[0] in same_content)}
        before = said.get((key, _digest(path)), (None, None)) if key in said_paths else (None, None)
        held = contents.get(str(path)) if contents else None
        work.append(Job(str(path), ocr, brigade, period, patterns, registry, lessons, force, mended, before, held))
    batch: list[Outcome] = []
    done = 0
    since = time.monotonic()
    with closing(outcomes(work, jobs) if outcomes else local_outcomes(work, jobs, limits)) as made:
        for outcome in made:
            batch.append(outcome)
            if len(batch) >= BATCH or len(batch) + done == len(work) or time.monotonic() - since > PATIENCE:
                _take(store, batch, summary, same_content, policy, catalog)
                for taken in batch:  # told as imported only when it is committed
                    done += 1
                    if progress:
                        progress(done, len(work), taken.path)
                batch = []
                since = time.monotonic()
    if store is not None and registry is not None:
        with store.transaction():
            summary.renamed = rename_stored(store, registry, catalog)
    return summary


def _digest(path: Path | str) -> str:
    """Of what cannot be read, none; the reader will say so."""
    try:
        return sha256_of(path)
    except OSError:
        return ""


def _calm() -> None:
    """Rows are many, small and without cycles: the collector need not look through them every few hundred."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _take(store: Store | None, batch: list[Outcome], summary: Summary, same_content: dict[str, str], policy: str, catalog: Catalog) -> None:
    """Counts a batch and commits it in one transaction."""
    for outcome in batch:
        _count(outcome, summary, same_content, policy)
    kept = [o for o in batch if not o.duplicate]
    versions = take(store, kept, policy, catalog) if store is not None else []
    summary.versions += versions
    passed = {v.report["report_id"] for v in versions if v.taken == "skipped"}
    for outcome in kept:
        if not outcome.failed:
            stored = [r for r, _ in outcome.reports if r["report_id"] not in passed]
            summary.reports += len(stored)
            summary.facts += sum(r["facts"] for r in stored)
            summary.review += [(outcome.path, kind, message) for kind, message in outcome.problems]


def _count(outcome: Outcome, summary: Summary, same_content: dict[str, str], policy: str) -> None:
    """Counts a file; tells one whose content is in the store already under another path."""
    key = key_of(outcome.path)
    if outcome.failed:
        why, *others = outcome.problems
        summary.failed.append((outcome.path, *why))
        summary.review += [(outcome.path, kind, message) for kind, message in others]
        return
    summary.read += 1
    if not outcome.reports:
        return
    digest, form = outcome.reports[0][0]["sha256"], outcome.reports[0][0]["format"]
    summary.formats[form] += 1
    before = summary.known.get(key, ("",))[0]
    if before != digest and same_content.get(before) == key:  # the file has another content by now
        del same_content[before]
    other = same_content.get(digest)
    if other and other != key:
        if not is_there(other, digest):
            outcome.moved_from = other
            same_content[digest] = key
        elif policy == "keep" or key in summary.known:
            outcome.problems.append(("duplicate", f"与 {other} 内容完全相同"))
        else:
            outcome.duplicate = True
            summary.duplicates.append((outcome.path, other))
    same_content.setdefault(digest, key)
