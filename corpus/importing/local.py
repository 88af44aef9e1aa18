"""The files of an import read by processes of this machine, each within its limits: a bad file is named, the others are read."""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from corpus.importing.ingest import Job, Outcome, ingest
from corpus.processes.bounded import Limits, OutOfBounds, bounded
from corpus.reading.bounded import LIMITS, beyond
from corpus.reading.readers.failures import failure
from corpus.reading.readers.recognise import share
from patterns import load_catalog

AHEAD = 12  # files a process that are read before those in front of them are taken


def local_outcomes(work: list[Job], jobs: int, limits: Limits = LIMITS) -> Generator[Outcome, None, None]:
    """Outcomes in the order of the work, made by so many processes; few at a time are held in memory."""
    processes = max(1, min(jobs, len(work)))
    stop = threading.Event()
    waiting = ThreadPoolExecutor(processes, thread_name_prefix="import")
    pending: deque[Future[Outcome]] = deque()
    try:
        for job in work:
            pending.append(waiting.submit(outcome_of, job, processes, limits, stop))
            if len(pending) >= AHEAD * processes:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        stop.set()  # of an import that is broken off
        waiting.shutdown(cancel_futures=True)


def outcome_of(job: Job, processes: int = 1, limits: Limits = LIMITS, stop: threading.Event | None = None) -> Outcome:
    """The outcome of one file; a file that goes beyond the limits or breaks its process is a failed one."""
    seconds = limits.time(job.path)
    try:
        return bounded(_ingest, job, processes, seconds=seconds, limits=limits, stop=stop or threading.Event(), first=_load)
    except OutOfBounds as error:
        why = beyond(job.path, error, seconds, limits)
    except Exception as error:
        why = failure(job.path, "", error)
    return Outcome.of_failed(job.path, why)


def _load() -> None:
    """Loads what every file needs by reading a small one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_text(next(e.text for m in load_catalog().metrics.values() for e in m.examples), encoding="utf-8")
        ingest(Job(str(path)))


def _ingest(job: Job, processes: int) -> Outcome:
    share(processes)
    return ingest(job)
