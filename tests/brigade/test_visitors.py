"""What hostile visitors send, several visitors at once, visitors without the password, and names that come from outside."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from brigade.web.app import create_app
from brigade.web.uploads import safe_name
from corpus import Corpus
from tests.brigade.served import Served, until


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    try:
        return urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=20).status  # type: ignore[no-any-return]
    except urllib.error.HTTPError as error:
        return error.code
    except (urllib.error.URLError, OSError):
        return 0


def test_hostile_visitors_change_nothing(driver: Any, served: Served) -> None:
    from selenium.webdriver.common.by import By

    assert post(served.url + "/remove", b"report=x", {"Content-Type": "application/x-www-form-urlencoded"}) == 400
    driver.get(served.url + "/import")
    token = driver.execute_script("return document.querySelector('meta[name=token]').content")
    script = (
        "const f=new FormData();f.append('file',new File([arguments[1]],arguments[0]));const done=arguments[arguments.length-1];"
        "fetch('/import/upload',{method:'POST',body:f,headers:{'X-Token':arguments[2]}}).then(async r=>done([r.status,await r.text()])).catch(e=>done([0,String(e)]))"
    )
    status, _ = driver.execute_async_script(
        script, "../../../evil.txt", "甲县消防救援大队2023年上半年工作总结\n\n<script>window.hacked=1</script>检查单位77家。", token
    )
    assert status == 200
    status, _ = driver.execute_async_script(script, "x.exe", "MZ", token)
    assert status == 200 and not list(served.folder.rglob("*.exe"))
    until(lambda: not driver.execute_async_script("fetch('/import/queue').then(r=>r.json()).then(arguments[0])")["busy"])
    assert not list(served.folder.parent.glob("evil*"))
    inside = list(served.folder.rglob("evil.txt"))
    assert len(inside) == 1 and served.folder in inside[0].parents
    with Corpus(served.db) as corpus:
        ident = next(r["report_id"] for r in corpus.store.rows("SELECT report_id, path FROM reports") if r["path"].endswith("evil.txt"))
    driver.get(f"{served.url}/review/{ident}")
    assert driver.execute_script("return window.hacked") is None
    assert "<script>" in driver.find_element(By.ID, "text").text
    before = sorted(p for p in served.folder.rglob("*") if p.is_file())
    driver.get(served.url + "/import")
    status = driver.execute_async_script(
        "const b=new Blob([new Uint8Array(300*1024*1024)]),f=new FormData();f.append('file',new File([b],'big.txt'));const done=arguments[1];"
        "fetch('/import/upload',{method:'POST',body:f,headers:{'X-Token':arguments[0]}}).then(r=>done(r.status)).catch(()=>done(0))",
        token,
    )
    assert status in (0, 413)
    assert sorted(p for p in served.folder.rglob("*") if p.is_file()) == before
    assert post(served.url + "/check/..%2f..%2f/docx", b"", {}) in (400, 404, 405)


def test_two_visitors_at_once(served: Served) -> None:
    from http.cookiejar import CookieJar

    def visitor(n: int, out: list[int]) -> None:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = opener.open(served.url + "/import").read().decode()
        token = page.split('name="token" content="')[1].split('"')[0]
        for k in range(5):
            text = f"丁{n}{k}县消防救援大队2023年上半年工作总结\n\n检查单位{100 + k}家。\n"
            body = f'--b\r\nContent-Disposition: form-data; name="file"; filename="v{n}{k}.txt"\r\n\r\n{text}\r\n--b--\r\n'.encode()
            out.append(
                opener.open(
                    urllib.request.Request(
                        served.url + "/import/upload", body, {"Content-Type": "multipart/form-data; boundary=b", "X-Token": token}
                    )
                ).status
            )

    out: list[int] = []
    threads = [threading.Thread(target=visitor, args=(n, out)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert out == [200] * 10
    until(lambda: '"busy":false' in urllib.request.urlopen(served.url + "/import/queue").read().decode(), 60)
    with Corpus(served.db) as corpus:
        assert sum(1 for r in corpus.store.rows("SELECT title FROM reports") if r["title"].startswith("丁")) == 10


def test_a_password_keeps_strangers_out(tmp_path: Path) -> None:
    app = create_app(str(tmp_path / "p.duckdb"), tmp_path / "w", "geheim")
    client = app.test_client()
    assert client.get("/import").status_code == 302
    page = client.get("/login").get_data(as_text=True)
    token = page.split('name="token" value="')[1].split('"')[0]
    assert "密码不对" in client.post("/login", data={"token": token, "password": "x"}).get_data(as_text=True)
    assert client.post("/login", data={"token": token, "password": "geheim"}).status_code == 302
    assert client.get("/import").status_code == 200


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../a.txt", "a.txt"),
        ("C:\\x\\报告.docx", "报告.docx"),
        ("..", "文件"),
        ("a\x00b<>.txt", "a_b__.txt"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
        (".htaccess", "htaccess"),
    ],
)
def test_names_are_not_trusted(given: str, kept: str) -> None:
    assert safe_name(given) == kept
