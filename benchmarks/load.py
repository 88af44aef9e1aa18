"""Twenty people at the page for forty seconds, as a ratio to one alone.  `python benchmarks/load.py [people] [seconds]`

Each reads, compares, uploads, corrects and checks a draft of 43 KB, with a pause between; seeded, on 127.0.0.1 only.  Counted are answers that
are no success, reports and corrections that are not in the store afterwards, and for each deed the 95th percentile of its time beside that of
one person alone in the same run.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

PAUSE = (2.0, 5.0)  # seconds between two deeds of a person
ALONE = 8  # times that one person alone does each deed
LINE = "检查单位{}家，发现火灾隐患{}处，督促整改隐患{}处；接警出动{}起，出动车辆{}辆次、人员{}人次。\n"
SERVER = (
    "import logging, sys\nlogging.getLogger('waitress').setLevel(logging.ERROR)\nfrom waitress import serve\nfrom brigade.web.app import create_app\n"
    "serve(create_app(sys.argv[1], sys.argv[2]), host='127.0.0.1', port=int(sys.argv[3]), threads=16, _quiet=True)"
)
Times = dict[str, list[float]]


def report(who: int, n: int, chars: int = 1500) -> bytes:
    chance = random.Random(who * 1000 + n)
    head = f"第{who}区第{n}大队2023年上半年工作总结\n\n上半年，大队开展下列工作。\n"
    lines = [LINE.format(*(chance.randrange(10, 900) for _ in range(6))) for _ in range(chars // 60)]
    return (head + "\n".join(lines)).encode()


class Person:
    """Somebody with a browser of his own; remembers what he saved."""

    def __init__(self, who: int, port: int) -> None:
        self.who, self.port = who, port
        self.chance = random.Random(who)
        self.cookie = self.token = ""
        self.seen = 0  # of the news of the queue
        self.uploaded: list[str] = []
        self.corrected = 0
        self.errors: list[str] = []
        self.times: Times = defaultdict(list)

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> tuple[int, str, str]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.request(method, path, body or None, {"Cookie": self.cookie, "X-Token": self.token, **(headers or {})})
        answer = link.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.split(";")[0]
        link.close()
        return answer.status, text, answer.headers.get("Location", "")

    def enter(self) -> None:
        text = self.ask("GET", "/import")[1]
        self.token = re.findall(r'name="token" content="([0-9a-f]+)"', text)[0]
        self.form("/me", {"who": f"w{self.who}"})

    def form(self, path: str, fields: dict[str, str]) -> tuple[int, str, str]:
        return self.ask("POST", path, urllib.parse.urlencode(fields).encode(), {"Content-Type": "application/x-www-form-urlencoded"})

    def send(self, path: str, field: str, name: str, data: bytes) -> tuple[int, str, str]:
        lead = f'--b\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode()
        return self.ask("POST", path, lead + data + b"\r\n--b--\r\n", {"Content-Type": "multipart/form-data; boundary=b"})

    # ---- what is done ----

    def read(self) -> int:
        return self.ask("GET", "/reports/rows?page=1")[0]

    def compare(self) -> int:
        return self.ask("GET", "/compare/data?period=2023H1&base=2022H1")[0]

    def upload(self) -> int:
        """Until it is in the store, or told why not."""
        n = len(self.uploaded)
        status, text, _ = self.send("/import/upload", "file", f"{self.who}-{n}.txt", report(self.who, n))
        if status != 200:
            return status
        number = json.loads(text)["id"]
        while True:
            news = json.loads(self.ask("GET", f"/import/queue?since={self.seen}")[1])
            mine = [row for row in news["files"] if row["file"] == number and row["state"] in ("done", "doubt", "not")]
            if mine:
                self.seen = news["last"]
                self.uploaded += [row["report"] for row in mine if row["report"]]
                return 200 if mine[0]["report"] else 500
            time.sleep(0.3)

    def correct(self) -> int:
        if not self.uploaded:
            return self.upload()
        ident = self.uploaded[self.corrected % len(self.uploaded)]
        page = self.ask("GET", f"/review/{ident}/text")[1]
        rows = json.loads(page)["rows"]
        fact = dict(zip(rows["names"], self.chance.choice(rows["rows"]), strict=True))
        fields = {
            "deed": "change",
            "label": fact["label"],
            "start": fact["start"],
            "end": fact["end"],
            "value": str(int(fact["value"]) + 1),
        }
        status = self.form(f"/review/{ident}/deed", fields)[0]
        self.corrected += status == 200
        return status

    def check(self) -> int:
        status, _, where = self.send("/check", "draft", "草稿.txt", report(self.who, 999, 14_000))
        while status in (200, 302):
            status, text, _ = self.ask("GET", where)
            if 'id="summary"' in text:
                return status
            time.sleep(0.3)
        return status

    def work(self, until: float) -> None:
        deeds: list[Callable[[], int]] = [self.read, self.compare, self.upload, self.correct, self.check]
        self.enter()
        while time.monotonic() < until:
            self.do(self.chance.choices(deeds, (5, 4, 2, 3, 1))[0])
            time.sleep(self.chance.uniform(*PAUSE))

    def alone(self, times: int) -> None:
        """Every deed so many times, one after the other."""
        self.enter()
        for deed in (self.upload, self.read, self.compare, self.correct, self.check):
            for _ in range(times):
                self.do(deed)

    def do(self, deed: Callable[[], int]) -> None:
        start = time.perf_counter()
        try:
            status = deed()
        except Exception as error:  # whatever it is, it is counted
            status = 0
            self.errors.append(repr(error))
        self.times[deed.__name__].append(time.perf_counter() - start)
        if status not in (200, 302):
            self.errors.append(f"{deed.__name__}: {status}")


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else (times or [0.0])[0]


def crowd(port: int, first: int, people: int, seconds: float) -> list[Person]:
    until = time.monotonic() + seconds
    persons = [Person(first + n, port) for n in range(people)]
    threads = [threading.Thread(target=person.work, args=(until,)) for person in persons]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return persons


def merged(persons: list[Person]) -> Times:
    out: Times = defaultdict(list)
    for person in persons:
        for deed, times in person.times.items():
            out[deed] += times
    return out


def lost(db: Path, persons: list[Person]) -> tuple[int, int]:
    """Reports, and corrections, that somebody was told were saved and that are not in the store."""
    from corpus import Corpus

    with Corpus(db, read_only=True) as corpus:
        there = {row["report_id"] for row in corpus.store.rows("SELECT report_id FROM reports")}
        corrections = corpus.store.rows("SELECT count(*) AS n FROM journal WHERE deed = 'change'")[0]["n"]
    uploaded = [ident for person in persons for ident in person.uploaded]
    return len(set(uploaded) - there), sum(person.corrected for person in persons) - corrections


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A server over a store of the samples, and its port."""
    import socket

    from corpus import Corpus

    with Corpus(folder / "t.duckdb") as corpus:
        corpus.import_files([str(p) for p in sorted((ROOT / "corpus" / "samples").glob("*.txt"))])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(folder / "t.duckdb"), str(folder / "web"), str(port)], cwd=ROOT)
    for _ in range(200):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return server, port
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def main(people: int, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        server, port = serve(folder)
        try:
            one = Person(100, port)
            one.alone(ALONE)
            many = crowd(port, 200, people, seconds)
        finally:
            server.terminate()
            server.wait()
        errors = [error for person in (one, *many) for error in person.errors]
        missing = lost(folder / "t.duckdb", [one, *many])
    idle, busy = merged([one]), merged(many)
    print(
        f"{people} people for {seconds:.0f} s: {sum(map(len, busy.values()))} deeds, {len(errors)} errors, {missing[0]} reports and {missing[1]} corrections lost.\n"
    )
    print("| deed | times | p95, × the p95 of one person alone |\n|---|---|---|")
    for deed, times in sorted(busy.items()):
        print(f"| {deed} | {len(times)} | {p95(times) / p95(idle[deed]):.1f} |" if idle.get(deed) else f"| {deed} | {len(times)} | |")
    everything = [t for times in busy.values() for t in times]
    print(f"| all | {len(everything)} | {p95(everything) / p95([t for times in idle.values() for t in times]):.1f} |")
    for error in sorted(set(errors))[:10]:
        print(error)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, float(sys.argv[2]) if len(sys.argv) > 2 else 40)
