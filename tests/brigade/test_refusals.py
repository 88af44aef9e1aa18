"""What the page answers to a mistake: one Chinese sentence, as a page for people, as JSON for its own script; nothing is stored."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brigade.web.app import create_app
from corpus import Corpus
from tests.conftest import SAMPLES

CORRECT = "/review/qinghe-2022H1.txt/deed"
MISTAKES: list[tuple[str, dict[str, Any], str]] = [
    ("/import/upload", {"name": "甲.txt"}, "没有选择文件。"),
    ("/import/force", {"file": "../../t.duckdb"}, "列表中没有这个文件,请刷新页面。"),
    ("/import/force", {"file": "12345"}, "列表中没有这个文件,请刷新页面。"),
    ("/import/set", {"report": "qinghe", "period": "昨天"}, "看不懂期间“昨天”"),
    ("/import/set", {"report": "x"}, "数据库里没有报告“x”"),
    ("/remove", {"report": "x"}, "没有这份报告"),
    (CORRECT, {"deed": "x"}, "不认识的更正方式。"),
    (CORRECT, {"deed": "change", "value": "四", "start": "1", "end": "2"}, "数据库里没有报告"),
    (CORRECT, {"deed": "change", "metric": "没有的", "start": "1", "end": "2"}, "没有这个指标,请从列表中选一个。"),
    ("/check", {}, "请选择要检查的草稿。"),
    ("/check", {"draft": "x.exe"}, "不支持“.exe”类型的文件"),
    ("/check", {"draft": "a.txt", "ledger": "x.exe"}, "不支持“.exe”类型的文件"),
    ("/check", {"draft": "a.txt", "period": "昨天"}, "看不懂期间“昨天”"),
]


class Visitor:
    """A client of the page with the token of its session."""

    def __init__(self, db: str, folder: Path) -> None:
        self.client = create_app(db, folder).test_client()
        self.client.get("/check")
        with self.client.session_transaction() as session:
            self.token = session["token"]
            session["who"] = "王"

    def post(self, url: str, fields: dict[str, Any], script: bool) -> Any:
        files = {k: (io.BytesIO("检查单位3家。".encode()), v) if k in ("file", "draft", "ledger") else v for k, v in fields.items()}
        headers = {"X-Token": self.token} if script else {}
        return self.client.post(
            url, data=files if script else {**files, "token": self.token}, headers=headers, content_type="multipart/form-data"
        )


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    folder = tmp_path_factory.mktemp("refusals")
    db = str(folder / "t.duckdb")
    with Corpus(db) as corpus:
        corpus.import_files([str(SAMPLES / "qinghe-2022H1.txt")])
    yield Visitor(db, folder / "web")
    with Corpus(db) as corpus:
        assert len(corpus.reports()) == 1
        assert not corpus.store.rows("SELECT * FROM journal")


@pytest.mark.parametrize(("url", "fields", "sentence"), MISTAKES, ids=[f"{url} {fields}" for url, fields, _ in MISTAKES])
def test_a_mistake_is_told_in_chinese(visitor: Visitor, url: str, fields: dict[str, Any], sentence: str) -> None:
    for script in (True, False):
        answer = visitor.post(url, fields, script)
        assert answer.status_code == 400
        if script:
            assert answer.get_json()["error"].startswith(sentence)
        else:
            assert sentence in answer.get_data(as_text=True)


@pytest.mark.parametrize("url", ["/import/upload", "/import/force", "/import/set", "/remove", CORRECT, "/check"])
def test_without_its_token_nothing_is_taken(visitor: Visitor, url: str) -> None:
    answer = visitor.client.post(url, data={"token": "x", "report": "qinghe"})
    assert answer.status_code == 400
    assert "页面已过期" in answer.get_data(as_text=True)


@pytest.mark.parametrize("url", ["/nowhere", "/check/0123456789abcdef/docx", "/check/x/html", "/check/0123456789abcdef/txt", "/static/x"])
def test_what_is_not_there(visitor: Visitor, url: str) -> None:
    answer = visitor.client.get(url)
    assert answer.status_code == 404
    assert "找不到这个页面。" in answer.get_data(as_text=True)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
