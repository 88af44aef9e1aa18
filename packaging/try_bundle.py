"""Starts an unpacked bundle as its user would, and imports a sample on its page: `python packaging/try_bundle.py FOLDER`."""

from __future__ import annotations

import http.cookiejar
import json
import re
import subprocess
import sys
import time
import urllib.request
import uuid
from pathlib import Path

PATIENCE = 600.0  # seconds for the installation


def main() -> int:
    folder = Path(sys.argv[1]).resolve()
    with subprocess.Popen([str(folder / "start.sh")], cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as program:
        try:
            url = address(program)
            visitor = Visitor(url)
            assert "工作台" in visitor.get("/")
            assert "离线安装包" in visitor.get("/help/install")
            sample = folder / "样例报告" / "qinghe-2023H1.txt"
            visitor.upload(sample)
            (row,) = visitor.imported()
            print(f"bundle: {url} {row['word']} {row['brigade']} {row['period']} {row['facts']}")
            assert row["word"] == "已导入", row
            again = subprocess.run([str(folder / "start.sh")], cwd="/", capture_output=True, text=True, timeout=60, check=True)
            assert f"网页已在运行:{url}" in again.stdout, again
            doctor = subprocess.run(
                [str(folder / "start.sh"), "doctor"], cwd=folder, capture_output=True, text=True, timeout=120, check=False
            )
            print(doctor.stdout)
            assert (folder / "使用手册" / "guide" / "index.html").is_file()
        finally:
            program.terminate()
            program.wait(30)
    try:
        Visitor(url).get("/")
    except OSError:
        return 0
    raise AssertionError("it went on when it was ended")


def address(program: subprocess.Popen[str]) -> str:
    """The address that it prints, once it is installed."""
    assert program.stdout is not None
    end = time.monotonic() + PATIENCE
    for line in program.stdout:
        print(line, end="")
        found = re.search(r"http://\S+", line)
        if found:
            return found[0]
        assert time.monotonic() < end
    raise AssertionError("it ended")


class Visitor:
    """A browser without scripts."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._open = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        ).open

    def get(self, path: str) -> str:
        with self._open(self._url + path, timeout=60) as answer:
            return str(answer.read().decode())

    def upload(self, path: Path) -> None:
        token = self.get("/import").split('name="token" content="')[1].split('"')[0]
        mark = uuid.uuid4().hex
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n\r\n'.encode()
        asked = urllib.request.Request(
            self._url + "/import/upload",
            data=head + path.read_bytes() + f"\r\n--{mark}--\r\n".encode(),
            headers={"Content-Type": f"multipart/form-data; boundary={mark}", "X-Token": token},
        )
        with self._open(asked, timeout=60) as answer:
            assert answer.status == 200

    def imported(self) -> list[dict[str, str]]:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            news = json.loads(self.get("/import/queue"))
            if news["files"] and not news["busy"]:
                return list(news["files"])
            time.sleep(0.5)
        raise AssertionError("it was not read")


if __name__ == "__main__":
    sys.exit(main())
