"""The list of attacks on the page, as a client of its own sends them: each is refused in Chinese, and nothing is changed."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest

from brigade.web.app import create_app
from brigade.web.names import own_names
from brigade.web.patience import FREE, Patience
from brigade.web.telling import hidden, told
from corpus import Corpus
from tests.brigade.served import until

TEXT = "甲县消防救援大队2023年上半年工作总结\n\n上半年，检查单位442家，发现火灾隐患676处。\n"
PASSWORD = "geheim"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "甲.txt").write_text(TEXT, encoding="utf-8")
    with Corpus(folder / "t.duckdb") as corpus:
        corpus.import_files([str(folder / "甲.txt")])
    app = create_app(str(folder / "t.duckdb"), folder / "web", None, own_names("127.0.0.1", ["tongji.example.cn"]))
    app.extensions["folder"] = folder
    return app


@pytest.fixture
def client(page: Any) -> Any:
    return page.test_client()


def token_of(client: Any, path: str = "/import") -> str:
    return re.search(r'name="token" (?:value|content)="([0-9a-f]+)"', client.get(path).get_data(as_text=True))[1]  # type: ignore[index]


def stored(page: Any) -> list[dict[str, Any]]:
    with Corpus(page.extensions["folder"] / "t.duckdb") as corpus:
        return corpus.store.rows("SELECT report_id, title FROM reports")


HOSTS = {
    "localhost": 200, "127.0.0.1:8119": 200, "[::1]:8119": 200, "tongji.example.cn": 200, "TONGJI.example.cn": 200,
    "evil.example": 400, "localhost.evil.example": 400, "127.0.0.1.nip.io": 400, "evil.example:127.0.0.1": 400, "localhost@evil.example": 400, "": 400,
}  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_names_that_are_not_ours(client: Any, host: str) -> None:
    assert client.get("/import", headers={"Host": host}).status_code == HOSTS[host]


ORIGINS = {
    None: 302, "http://localhost": 302, "http://evil.example": 403, "null": 403, "http://localhost.evil.example": 403, "http://localhost:1": 403,
}  # fmt: skip


@pytest.mark.parametrize("origin", ORIGINS)
def test_posts_from_elsewhere(client: Any, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    answer = client.post("/logout", data={"token": token_of(client, "/import")}, headers=headers)
    assert answer.status_code == ORIGINS[origin]


POSTS = (
    "/import/upload",
    "/import/force",
    "/import/stop",
    "/import/go",
    "/import/clear",
    "/import/set",
    "/import/versions/choose",
    "/remove",
    "/compare/views",
    "/compare/views/remove",
    "/review/x/deed",
    "/review/x/turn",
    "/review/x/state",
    "/journal/turn",
    "/me",
    "/check",
    "/logout",
    "/login",
)


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("token", ["", "0" * 32, "é", "\ud800"])
def test_forged_posts(page: Any, client: Any, path: str, token: str) -> None:
    client.get("/import")
    before = stored(page)
    data = {"token": token.encode("utf-8", "surrogatepass"), "report": before[0]["report_id"]}
    assert client.post(path, data=data).status_code == 400
    assert stored(page) == before


@pytest.mark.parametrize("words", ["甲", "甲县消防救援大队2023年上半年工作总结", "%", "' OR 1=1 --", "甲.txt", "", "../t.duckdb"])
def test_a_report_is_removed_by_its_id_alone(page: Any, client: Any, words: str) -> None:
    answer = client.post("/remove", data={"token": token_of(client), "report": words})
    assert (answer.status_code, len(stored(page))) == (400, 1)


PATHS = (
    "/review/..%2f..%2ft.duckdb", "/check/../../t.duckdb", "/check/..%2f..%2f/html", "/check/0000000000000000/html", "/check/0000000000000000/exe",
    "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/review/' OR 1=1 --", "/review/<script>alert(1)</script>", "/nothing",
    "/compare/data?period=' OR 1=1 --", "/compare/data?period=2023H1&per=%22%3BDROP TABLE reports", "/compare/data?brigade=<script>alert(1)</script>",
    "/compare/excel?over=../../x", "/check/0000000000000000",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_paths_that_lead_nowhere(page: Any, client: Any, path: str) -> None:
    answer = client.get(path)
    text = answer.get_data(as_text=True)
    assert answer.status_code in (400, 404)
    assert "<script>alert" not in text and str(page.extensions["folder"]) not in text and "Traceback" not in text
    assert re.search("[\u4e00-\u9fff]", text)
    assert len(stored(page)) == 1


@pytest.mark.parametrize(
    "path", ["/import", "/review", "/compare?period=2023H1", "/compare/data?period=2023H1", "/", "/check", "/metrics", "/static/import.js"]
)
def test_nothing_foreign_runs(client: Any, path: str) -> None:
    answer = client.get(path)
    rules = dict(rule.strip().split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split(";"))
    assert rules["default-src"] == "'none'" and rules["base-uri"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Cache-Control"] == "no-store"
    if path == "/" or path.startswith(("/import", "/review", "/check", "/metrics", "/compare?")):
        text = answer.get_data(as_text=True)
        assert not re.search(r"<script(?![^>]* src=| type=.application/json)|<style|\son\w+=|\sstyle=|javascript:", text)


def test_a_session_begins_anew_at_the_door(tmp_path: Path) -> None:
    app = create_app(str(tmp_path / "p.duckdb"), tmp_path / "w", PASSWORD)
    client = app.test_client()
    known = token_of(client, "/login")
    client.post("/login", data={"token": known, "password": PASSWORD})
    assert client.get("/import").status_code == 200
    assert client.post("/logout", data={"token": known}).status_code == 400  # what was known before is worth nothing
    assert client.post("/logout", data={"token": token_of(client, "/metrics")}).status_code == 302
    assert client.get("/import").headers["Location"] == "/login?next=/import"


def test_guessing_takes_longer_and_longer(tmp_path: Path) -> None:
    app = create_app(str(tmp_path / "p.duckdb"), tmp_path / "w", PASSWORD)
    client = app.test_client()
    token = token_of(client, "/login")
    for _ in range(FREE + 1):
        assert client.post("/login", data={"token": token, "password": "x"}).status_code == 200
    answer = client.post("/login", data={"token": token, "password": PASSWORD})
    assert answer.status_code == 429 and "秒后再试" in answer.get_data(as_text=True)
    other = app.test_client()
    there = {"REMOTE_ADDR": "10.0.0.9"}
    data = {
        "token": re.search(r'value="([0-9a-f]+)"', other.get("/login", environ_base=there).get_data(as_text=True))[1],
        "password": PASSWORD,
    }  # type: ignore[index]
    assert other.post("/login", data=data, environ_base=there).status_code == 302


def test_each_wrong_password_doubles_the_wait() -> None:
    patience = Patience()
    waits = []
    for _ in range(FREE + 4):
        patience.failed("a")
        waits.append(patience.wait("a"))
    assert waits == [0] * FREE + [2, 4, 8, 16]
    assert patience.wait("b") == 0
    patience.forget("a")
    assert patience.wait("a") == 0


def upload(client: Any, name: str, data: bytes) -> dict[str, Any]:
    """What the queue says of an upload once it is read."""
    from io import BytesIO

    answer = client.post("/import/upload", data={"token": token_of(client), "file": (BytesIO(data), name)})
    number = answer.get_json()["id"]
    news = until(lambda: (news := client.get("/import/queue").get_json()) and not news["busy"] and news)
    return next(row for row in news["files"] if row["file"] == number)


def test_uploads_are_private_and_go_with_their_report(page: Any, client: Any) -> None:
    folder = page.extensions["folder"] / "web"
    answer = upload(client, "../../乙.txt", TEXT.replace("甲县", "乙县").encode())
    (path,) = (folder / "uploads").glob("*/乙.txt")
    assert {oct(p.stat().st_mode & 0o777) for p in (folder, path.parent)} == {"0o700"} and oct(path.stat().st_mode & 0o777) == "0o600"
    assert "不支持" in upload(client, "x.exe", b"MZ")["said"] and not list((folder / "uploads").glob("*/*.exe"))
    client.post("/me", data={"token": token_of(client), "who": "周删除"})
    assert client.post("/remove", data={"token": token_of(client), "report": answer["report"]}).status_code == 302
    with Corpus(page.extensions["folder"] / "t.duckdb") as corpus:
        (line,) = corpus.store.rows("SELECT who, brigade FROM journal WHERE deed = 'remove'")
    assert line == {"who": "周删除", "brigade": "乙县消防救援大队"}
    assert not path.parent.exists() and len(stored(page)) == 1


def test_old_drafts_are_removed(page: Any, client: Any) -> None:
    import os

    folder = page.extensions["folder"]
    upload(client, "丙.txt", TEXT.replace("甲县", "丙县").encode())
    upload(client, "便条.txt", "今天天气好。".encode())
    of_report, draft = (next((folder / "web" / "uploads").glob(f"*/{name}")) for name in ("丙.txt", "便条.txt"))
    for path in (of_report, draft):
        os.utime(path.parent, (time.time() - 30 * 86400,) * 2)
    create_app(str(folder / "t.duckdb"), folder / "web")
    assert of_report.exists() and draft.exists()  # it may yet be asked for
    client.post("/import/clear", data={"token": token_of(client)})
    create_app(str(folder / "t.duckdb"), folder / "web")
    assert of_report.exists() and not draft.exists()
    ident = next(r["report_id"] for r in stored(page) if "丙" in r["title"])
    client.post("/me", data={"token": token_of(client), "who": "周删除"})
    client.post("/remove", data={"token": token_of(client), "report": ident})


SAID = {
    "找不到 /home/wang/库/t.duckdb,请检查路径。": "找不到 t.duckdb,请检查路径。",
    "C:\\用户\\王\\甲.docx 已损坏": "甲.docx 已损坏",
    "读不了 web/uploads/ab/甲.docx": "读不了 web/uploads/ab/甲.docx",
    "文件 db.web/uploads/0123456789abcdef/甲.docx 有密码": "文件 甲.docx 有密码",
    "检查单位1/2,人/次": "检查单位1/2,人/次",
}


@pytest.mark.parametrize("message", SAID)
def test_folders_are_not_told(message: str) -> None:
    assert hidden(message) == SAID[message]


ON_PAGE = {
    "认不出是哪个大队,请用 --brigade 指定": "认不出是哪个大队,请在列表的“大队”一格中写明",
    "补遗漏要给出指标和数值(--add 指标 --value 数值)。": "补遗漏要给出指标和数值。",
    "没有指标“x”,用 brigade patterns list 查看编号。": "没有指标“x”。",
    "没有安装 OCR 组件,请安装 OCR 组件(pip install 'brigade-metrics[ocr]')。": "没有安装 OCR 组件,请安装 OCR 组件。",
    "请用 --db 指出位置。": "请用 --db 指出位置。",
    "已更正。": "已更正。",
}


@pytest.mark.parametrize("message", ON_PAGE)
def test_the_page_tells_no_commands(message: str) -> None:
    assert told(message) == ON_PAGE[message]


def test_who_reads_waits_for_nobody_and_who_writes_not_for_long(page: Any, client: Any) -> None:
    token = token_of(client)
    client.post("/me", data={"token": token, "who": "周删除"})
    with page.extensions["workplace"].corpus():  # somebody saves
        assert client.get("/import").status_code == 200
        assert client.get("/compare/data?period=2023H1").status_code == 200
        answer = client.post("/remove", data={"token": token, "report": stored(page)[0]["report_id"]})
    assert answer.status_code == 503 and "再试" in answer.get_data(as_text=True)
    assert len(stored(page)) == 1
