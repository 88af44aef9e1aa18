"""Accounts: by command, at the door, and two people with different rights at the page at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brigade.cli import main
from brigade.web.app import create_app
from corpus import Corpus
from corpus.errors import CorpusError
from corpus.keeping import users
from corpus.keeping.store import Store
from tests.brigade.browser import browser
from tests.brigade.hands import Hands, Keys
from tests.brigade.served import Served, until

WORD = "bai-shi-2024"
PEOPLE = {"张看": "view", "王核": "review", "李管": "manage"}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("users")
    (folder / "甲.txt").write_text("甲县消防救援大队2023年上半年工作总结\n\n上半年，检查单位442家，发现火灾隐患676处。\n", encoding="utf-8")
    with Corpus(folder / "t.duckdb") as corpus:
        corpus.import_files([str(folder / "甲.txt")])
        for name, role in PEOPLE.items():
            users.enter(corpus.store, name, role, WORD)
    return folder / "t.duckdb"


def enter(app: Any, name: str, password: str = WORD) -> Any:
    client = app.test_client()
    client.token = client.get("/login").get_data(as_text=True).split('name="token" content="')[1].split('"')[0]
    answer = client.post("/login", data={"token": client.token, "name": name, "password": password})
    if answer.status_code == 302:
        client.token = client.get("/import").get_data(as_text=True).split('name="token" content="')[1].split('"')[0]
    client.status = answer.status_code
    return client


@pytest.fixture(scope="module")
def app(db: Path) -> Any:
    return create_app(str(db), db.parent / "web")


def test_only_a_hash_is_kept_and_each_of_its_own(db: Path) -> None:
    with Store(db) as store:
        rows = store.rows("SELECT * FROM users")
        assert users.admitted(store, "王核", WORD) == "review"
        assert [users.admitted(store, *pair) for pair in (("王核", WORD + "x"), ("王", WORD), ("王核", ""), ("", ""))] == [""] * 4
    assert len({r["hash"] for r in rows}) == len({r["salt"] for r in rows}) == 3
    assert WORD not in str(rows)


WRONG = {
    "name": ("", "review", WORD), "long": ("王" * 21, "review", WORD), "role": ("王", "root", WORD), "short": ("王", "view", "1234567"),
    "control": ("王\n", "view", "x"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_refused(tmp_path: Path, case: str) -> None:
    with Store(tmp_path / "t.duckdb") as store:
        with pytest.raises(CorpusError):
            users.enter(store, *WRONG[case])
        assert users.users(store) == []


def test_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db, word = str(tmp_path / "t.duckdb"), tmp_path / "密码.txt"
    Store(db).close()
    word.write_text(WORD + "\n", encoding="utf-8")
    assert main(["users", "add", "周新", "--role", "查看", "--password-file", str(word), "--db", db]) == 0
    assert main(["users", "role", "周新", "--role", "管理", "--db", db]) == 0
    capsys.readouterr()
    assert main(["users", "--db", db, "--format", "jsonl"]) == 0
    told = capsys.readouterr().out
    assert '"name": "周新"' in told and '"role": "manage"' in told and "hash" not in told and WORD not in told
    assert main(["users", "remove", "周新", "--db", db]) == 0
    for argv in (
        ["remove", "周新"],
        ["role", "周新", "--role", "查看"],
        ["add", "周新"],
        ["add", "周新", "--password-file", str(tmp_path / "没有")],
    ):
        assert main(["users", *argv, "--db", db]) == 2
        assert capsys.readouterr().err.count("。") == 1


def test_strangers_stay_outside(app: Any) -> None:
    assert app.test_client().get("/import").headers["Location"] == "/login?next=/import"
    assert enter(app, "王核", "wrong-word").status == 200
    assert enter(app, "无人").status == 200


# what each may do: (address, fields) → who is let through
DEEDS = {
    ("/review/{}/state", "state=doing"): {"王核", "李管"},
    ("/import/stop", ""): {"王核", "李管"},
    ("/journal/turn", "number=999"): {"王核", "李管"},
    ("/remove", "report=nobody"): {"李管"},
    ("/metrics/lessons/import", ""): {"李管"},
}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_may_do_what_his_role_allows(app: Any, db: Path, deed: tuple[str, str]) -> None:
    with Corpus(db) as corpus:
        ident = corpus.report("甲县")["report_id"]
    path, fields = deed
    for name in PEOPLE:
        client = enter(app, name)
        assert client.get(f"/review/{ident}").status_code == 200
        data = dict(pair.split("=") for pair in fields.split("&") if pair)
        answer = client.post(path.format(ident), data=data, headers={"X-Token": client.token})
        refused = answer.status_code == 400 and answer.get_json().get("kind") == "role"
        assert refused == (name not in DEEDS[deed]), (name, answer.get_json())


def test_the_name_is_that_of_the_account(app: Any) -> None:
    client = enter(app, "王核")
    answer = client.post("/me", data={"who": "李管"}, headers={"X-Token": client.token})
    assert answer.status_code == 400 and "账号" in answer.get_json()["error"]


def test_who_is_removed_is_out(app: Any, db: Path) -> None:
    with Store(db) as store:
        users.enter(store, "短工", "review", WORD)
    client = until(lambda: (c := enter(app, "短工")).status == 302 and c)
    assert client.get("/import").status_code == 200
    with Store(db) as store:
        users.remove(store, "短工")
    until(lambda: client.get("/import").status_code == 302)
    refused = client.post("/me", data={"who": "王"}, headers={"X-Token": client.token})
    assert refused.status_code == 401 and refused.get_json()["kind"] == "login"
    page = client.get("/login").get_data(as_text=True)  # the same browser lets another person in
    token = page.split('name="token" content="')[1].split('"')[0]
    assert client.post("/login", data={"token": token, "name": "李管", "password": WORD}).status_code == 302
    assert client.get("/import").status_code == 200


def test_another_password_ends_what_was_begun_with_the_old_one(app: Any, db: Path) -> None:
    with Store(db) as store:
        users.enter(store, "换人", "review", WORD)
    client = until(lambda: (c := enter(app, "换人")).status == 302 and c)
    assert client.get("/import").status_code == 200
    with Store(db) as store:
        users.enter(store, "换人", "review", WORD + "-new")
    until(lambda: client.get("/import").status_code == 302)


def test_a_page_that_is_started_anew_knows_who_came_in(app: Any, db: Path, tmp_path: Path) -> None:
    client = enter(app, "王核")
    again = create_app(str(db), db.parent / "web").test_client()
    again.set_cookie("session", client.get_cookie("session").value)
    assert again.get("/import").status_code == 200
    other = create_app(str(db), tmp_path / "other").test_client()  # another page does not
    other.set_cookie("session", client.get_cookie("session").value)
    assert other.get("/import").status_code == 302
    assert (db.parent / "web" / "secret").stat().st_mode & 0o077 == 0


# where one is led from the door: what was asked for → where
NEXT = {
    "/compare?period=2023H1&metric=a": "/compare?period=2023H1&metric=a", "": "/", "//evil.example/": "/", "https://evil.example/": "/",
    "/\\evil.example": "/", "\\/evil.example": "/", "javascript:alert(1)": "/", "/review/1": "/review/1",
}  # fmt: skip


@pytest.mark.parametrize("wanted", NEXT)
def test_the_door_leads_to_what_was_asked_for_on_this_page_alone(app: Any, wanted: str) -> None:
    client = app.test_client()
    token = client.get("/login").get_data(as_text=True).split('name="token" content="')[1].split('"')[0]
    answer = client.post("/login", query_string={"next": wanted}, data={"token": token, "name": "王核", "password": WORD})
    assert answer.headers["Location"] == NEXT[wanted]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Served, list[Hands]]]:
    served = Served(tmp_path)
    with Corpus(served.db) as corpus:
        for name, role in PEOPLE.items():
            users.enter(corpus.store, name, role, WORD)
    drivers = [browser(tmp_path / name) for name in ("a", "b")]
    yield served, [Hands(driver) for driver in drivers]
    for driver in drivers:
        driver.quit()
    served.server.close()


def test_two_people_at_once(two: tuple[Served, list[Hands]]) -> None:
    """One corrects, one may only look: he sees it, and is told why he may not."""
    served, people = two
    with Corpus(served.db) as corpus:
        ident = corpus.report("白石市消防救援大队2023年上半年")["report_id"]
    for hands, name in zip(people, ("王核", "张看"), strict=True):
        until(lambda h=hands: h.go(served.url) or h.all("input[name=name]"), 15)
        hands.press(name, Keys.TAB, WORD, Keys.ENTER)
        hands.sees("#account", name)
        hands.go(f"{served.url}/review/{ident}")
        until(lambda h=hands: h.rows("#facts"))
    one, other = people
    first = one.text("#what")
    one.press("v")
    one.press("777", Keys.ENTER)
    one.told("→ 777")
    until(lambda: not one.one("#edit").get_attribute("aria-busy"))
    with Corpus(served.db) as corpus:
        assert [r["quote"] for r in corpus.fact_rows(report_id=ident) if r["value"] == 777] == [first]
        assert {r["who"] for r in corpus.store.rows("SELECT who FROM journal")} == {"王核"}
        lines = len(corpus.store.rows("SELECT id FROM journal"))
    other.press("x")
    other.told("您的权限是“查看”")
    other.go(f"{served.url}/review/{ident}")
    until(lambda: any(first in row[0] and "777" in row[2] for row in other.rows("#facts")))
    with Corpus(served.db) as corpus:
        assert len(corpus.store.rows("SELECT id FROM journal")) == lines
