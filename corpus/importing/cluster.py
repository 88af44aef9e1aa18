"""Many machines: Dask workers read from shared storage, extract, and write Parquet parts that the store takes in.

A worker that dies is retried by Dask; a file that kills its workers again and again ends under problems, not in a loop.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.importing.ingest import Job, Outcome
from corpus.importing.local import outcome_of
from corpus.keeping.schema import FACT_COLUMNS, REPORT_COLUMNS, TABLES
from corpus.processes.limits import Limits
from corpus.reading.bounded import LIMITS

CHUNK = 8  # files a part
_DAYS = {c for columns in (FACT_COLUMNS, REPORT_COLUMNS, *TABLES.values()) for c, t in columns if t == "DATE"}


def outcomes_of(address: str, parts: str, limits: Limits = LIMITS) -> Callable[[list[Job], int], Generator[Outcome, None, None]]:
    """An engine for `run_import`: the outcomes of the jobs, in order, made by the workers of the scheduler at `address`.

    `parts` is a folder that workers and this process share; a worker reads each file within the `limits`.  Raises CorpusError where Dask is missing or the scheduler does not answer.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise CorpusError("用多台机器需要另装组件:pip install 'brigade-metrics[dask]'。", "missing") from error
    folder = Path(parts)
    folder.mkdir(parents=True, exist_ok=True)

    def run(work: list[Job], _jobs: int) -> Generator[Outcome, None, None]:
        try:
            client = Client(address, timeout=20)
        except (OSError, TimeoutError, ValueError) as error:
            raise CorpusError(f"连不上调度器 {address},请检查地址和网络。", "scheduler") from error
        with client:
            chunks = [work[at : at + CHUNK] for at in range(0, len(work), CHUNK)]
            ahead = 4 * max(1, len(client.scheduler_info().get("workers", {})))
            pending: list[Any] = []
            sent = 0
            for chunk in chunks:
                while sent < len(chunks) and len(pending) < ahead:
                    pending.append(client.submit(write_part, chunks[sent], str(folder.resolve()), limits, pure=False))
                    sent += 1
                try:
                    yield from read_part(pending.pop(0).result())
                except KilledWorker:
                    yield from _one_by_one(client, chunk, folder, limits)

    return run


def _one_by_one(client: Any, chunk: list[Job], folder: Path, limits: Limits) -> Iterator[Outcome]:
    """The files of a chunk that killed its workers, each alone: the guilty one is named, the others are read."""
    from distributed import KilledWorker

    for job in chunk:
        try:
            yield from read_part(client.submit(write_part, [job], str(folder.resolve()), limits, pure=False).result())
        except KilledWorker:
            yield Outcome(job.path, [], [("unreadable", f"文件 {job.path} 使读取程序中断,已跳过,请另存后再试。")], True)


def write_part(jobs: list[Job], folder: str, limits: Limits = LIMITS) -> str:
    """On a worker: reads the files, each within the limits, and writes their outcomes as one Parquet file; returns its path."""
    import duckdb

    rows = []
    for job in jobs:
        outcome = outcome_of(job, limits=limits)
        rows.append(
            {
                "path": outcome.path,
                "failed": outcome.failed,
                "problems": json.dumps(outcome.problems),
                "reports": json.dumps(outcome.reports, default=str),
            }
        )
    name = uuid.uuid4().hex
    part, target = Path(folder) / f".{name}.part", Path(folder) / f"{name}.parquet"
    with duckdb.connect() as db:
        shape = json.dumps([{"path": "VARCHAR", "failed": "BOOLEAN", "problems": "VARCHAR", "reports": "VARCHAR"}])
        db.execute("CREATE TABLE t (data VARCHAR)")
        db.execute("INSERT INTO t VALUES (?)", [json.dumps(rows)])
        db.execute(
            f"COPY (SELECT unnest(from_json(data, '{shape}'), recursive := true) FROM t) TO '{str(part).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)"
        )
    part.replace(target)
    return str(target)


def read_part(path: str) -> Iterator[Outcome]:
    """The outcomes of a part, which is then removed."""
    import duckdb

    with duckdb.connect() as db:
        rows = db.execute("SELECT path, failed, problems, reports FROM read_parquet(?)", [path]).fetchall()
    for name, failed, problems, reports in rows:
        restored = [
            (_dated(report), {table: [_dated(r) for r in items] for table, items in tables.items()})
            for report, tables in json.loads(reports)
        ]
        yield Outcome(name, restored, [(kind, message) for kind, message in json.loads(problems)], failed)
    Path(path).unlink(missing_ok=True)


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it was before JSON: days are dates again."""
    return {k: dt.date.fromisoformat(v) if k in _DAYS and isinstance(v, str) else v for k, v in row.items()}
