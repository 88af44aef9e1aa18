"""Commands as processes of their own that a test may kill: whole command lines, and quicker ones forked off a program that has all loaded."""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT


@dataclass
class Done:
    """How a command ended: its exit status (negative: the signal that ended it), what it printed, and the seconds it took."""

    status: int
    said: str
    took: float

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL


class Clerk:
    """Runs `brigade` with arguments; `after` is the seconds until SIGKILL, None to let it end."""

    def __init__(self, folder: Path) -> None:
        self._said = folder / "said.txt"
        env = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # a program with threads is not to be forked
        self._warm: Any = subprocess.Popen(
            [sys.executable, "-m", "tests.brigade.clerk"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=env
        )

    def close(self) -> None:
        self._warm.stdin.close()
        self._warm.wait()
        self._warm.stdout.close()

    def whole(self, argv: list[str], after: float | None) -> Done:
        """As a command line of its own."""
        start = time.monotonic()
        with self._said.open("w") as said:
            process = subprocess.Popen([sys.executable, "-m", "brigade", *argv], stdout=said, stderr=said, cwd=ROOT)
            try:
                process.wait(after)
            except subprocess.TimeoutExpired:
                process.kill()
            return self._done(process.wait(), start)

    def forked(self, argv: list[str], after: float | None) -> Done:
        """As a child of a program that has loaded everything."""
        start = time.monotonic()
        self._warm.stdin.write(json.dumps({"argv": argv, "said": str(self._said), "after": after}) + "\n")
        self._warm.stdin.flush()
        return self._done(int(self._warm.stdout.readline()), start)

    def _done(self, status: int, start: float) -> Done:
        return Done(status, self._said.read_text(encoding="utf-8", errors="replace"), time.monotonic() - start)


def _serve() -> None:
    """Reads one command a line, forks it, kills it when its time is over, and prints its status."""
    from brigade.cli import COMMANDS, main
    from extract import extract_report

    heavy = (
        "pandas",
        "duckdb",
        "rapidfuzz.fuzz",
        "openpyxl",
        "rich.table",
        "corpus.importing.importer",
        "corpus.comparing.compare",
        "corpus.keeping.undoing",
        "corpus.api",
        "brigade.output.journal",
    )
    for name in (*heavy, *(f"brigade.commands.{command}" for command in COMMANDS if command != "import")):
        importlib.import_module(name)
    extract_report("大队共检查单位3家，发现火灾隐患12处。罚款7.8万元。开展宣传活动35次，发放宣传资料3份，计划开展消防演练40次。")
    gc.freeze()  # so that a look through all that is loaded does not copy it in every fork
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            file = os.open(asked["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(file, 1)
            os.dup2(file, 2)
            status = 70
            try:
                status = main(asked["argv"])
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        print(_waited(child, asked["after"]), flush=True)


def _waited(child: int, after: float | None) -> int:
    end = None if after is None else time.monotonic() + after
    while end is not None and time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    if end is not None:
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    _serve()
