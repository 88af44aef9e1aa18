"""`brigade web` as a program of its own: its port, a second start, the note that a killed one leaves."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from brigade.cli import main
from brigade.web.listening import noted, running
from tests.conftest import ROOT


@contextmanager
def web(folder: Path, *more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The page of a folder, and its address as it is printed."""
    command = [sys.executable, "-m", "brigade", "web", "--db", str(folder / "t.duckdb"), "--folder", str(folder / "web"), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        line = program.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + program.stdout.read()
        try:
            yield found[0], program
        finally:
            program.kill()


def seen(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return str(answer.read().decode())


def test_a_port_that_is_taken_and_a_second_start(tmp_path: Path, capsys: object) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 8119))
            other.listen()
        except OSError:
            pass  # taken already
        with web(tmp_path) as (url, program):
            assert "工作台" in seen(url) and not url.endswith(":8119")
            assert running(tmp_path / "web") == url
            with web(tmp_path, "--open") as (again, second):
                assert again == url and second.wait(30) == 0
            asked = ["web", "--db", str(tmp_path / "t.duckdb"), "--folder", str(tmp_path / "web")]
            assert main(asked) == 2
            assert main([*asked[:3], "--folder", str(tmp_path / "b"), "--port", url.rpartition(":")[2]]) == 2
            program.kill()
            program.wait()
        assert running(tmp_path / "web") == ""  # killed: the note is there and says nothing
        assert (tmp_path / "web" / "running.json").exists()


def test_a_note_of_another_program_or_broken_is_none(tmp_path: Path) -> None:
    with noted(tmp_path, "http://a"):
        assert running(tmp_path) == "http://a"
        told = json.loads((tmp_path / "running.json").read_text())
        for other in ({**told, "since": told["since"] - 100}, {**told, "pid": "x"}, [], {}):
            (tmp_path / "running.json").write_text(json.dumps(other))
            assert running(tmp_path) == ""
    assert running(tmp_path) == ""


def test_another_program_gets_at_the_store_while_the_page_is_in_use(tmp_path: Path) -> None:
    """The page keeps the store open from one request to the next, but not for ever."""
    over = threading.Event()

    def look(url: str) -> None:
        while not over.is_set():
            seen(url + "/import/queue")

    with web(tmp_path) as (url, _):
        people = [threading.Thread(target=look, args=(url,)) for _ in range(2)]
        for person in people:
            person.start()
        try:
            command = [sys.executable, "-m", "brigade", "reports", "--db", str(tmp_path / "t.duckdb")]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        finally:
            over.set()
            for person in people:
                person.join()
    assert done.returncode == 0, done.stderr
