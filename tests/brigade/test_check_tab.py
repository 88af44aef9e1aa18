"""查错 in a real browser: a draft through two versions, once by pointer, once by key; what is told equals what the check gives."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brigade.web.app import create_app
from brigade.web.checked import Checked
from corpus import Corpus
from corpus.answers import read_answers
from tests.brigade.axe import fits, narrow, violations, wide
from tests.brigade.browser import browser
from tests.brigade.hands import Hands, Keys
from tests.brigade.served import Served, until
from tests.conftest import SAMPLES
from tests.corpus.files import docx

SLIPPED = (SAMPLES / "baishi-2023H1.txt").read_text(encoding="utf-8")


@pytest.fixture(params=["pointer", "key"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Hands, Served, bool]]:
    """A page of its own with the earlier reports, and whether one works by key."""
    served = Served(tmp_path, samples=False)
    with Corpus(served.db) as corpus:
        corpus.import_files([str(SAMPLES / f"baishi-2022H{n}.txt") for n in (1, 2)])
    driver = browser(tmp_path)
    hands = Hands(driver)
    hands.known(served.url + "/journal", "赵起草")
    yield hands, served, request.param == "key"
    driver.quit()
    served.server.close()


def check(hands: Hands, path: Path) -> None:
    hands.one("input[name=draft]").send_keys(str(path))
    hands.click("#begin button")
    until(lambda: path.name in hands.driver.title, 60)


def in_hand(hands: Hands) -> str:
    return hands.text("#findings li.on p:first-of-type")


def go_to(hands: Hands, words: str, by_key: bool) -> None:
    """Takes the finding that says these words in hand."""
    if by_key:
        for key in "j" * 12 + "k" * 24:
            if words in in_hand(hands):
                return
            hands.press(key)
        raise AssertionError(words)
    next(li for li in hands.all("#findings li") if words in li.text).find_element("css selector", "p").click()
    until(lambda: words in in_hand(hands))


def ignore(hands: Hands, words: str, by_key: bool) -> None:
    go_to(hands, words, by_key)
    if by_key:
        hands.press("i")
    else:
        next(b for b in hands.all("#findings li.on button") if b.text == "忽略……").click()
    until(lambda: hands.one("#ignore").is_displayed())
    hands.press("已与台账核对", Keys.ENTER)
    hands.told("已忽略")


def test_a_draft_through_two_versions(desk: tuple[Hands, Served, bool], tmp_path: Path) -> None:
    hands, served, by_key = desk
    hands.go(served.url + "/check")
    assert violations(hands.driver) == []
    check(hands, docx(tmp_path / "初稿.docx", SLIPPED.split("\n")))
    (folder,) = (served.folder / "uploads").iterdir()
    checked = Checked.load(folder)
    assert checked is not None and len(hands.all("#findings > li")) == len(checked.findings)
    assert [p.text for p in hands.all("#findings li p:first-of-type")] == [f.message for f in checked.findings]
    assert violations(hands.driver) == [] and fits(hands.driver)
    # what earlier reports say
    go_to(hands, "上年同期报告为201.5", by_key)
    hands.press("h") if by_key else next(b for b in hands.all("#findings li.on button") if b.text == "往期和台账").click()
    assert "2,015,000元" in hands.sees("#findings li.on .beside", "2022年上半年")
    assert violations(hands.driver) == []
    # one is ignored, one mended
    ignore(hands, "这里写的是“2022年”", by_key)
    (answer,) = read_answers(Path(served.db + ".answers.toml"))
    assert (answer.code, answer.scope, answer.reason, answer.who) == ("D703", "once", "已与台账核对", "赵起草")
    go_to(hands, "690 分", by_key)
    hands.press("f") if by_key else next(b for b in hands.all("#findings li.on button") if b.text.startswith("采纳")).click()
    hands.told("已采纳")
    assert hands.text("#taken") == "1"
    hands.click("#mended")
    mended = until(lambda: list(tmp_path.glob("初稿修订*.docx")))[0]
    xml = until(lambda: zipfile.is_zipfile(mended) and zipfile.ZipFile(mended).read("word/document.xml").decode())
    assert xml.count("<w:ins ") == 1 and "份</w:t>" in xml and "分</w:delText>" in xml
    hands.click("#commented")
    commented = until(lambda: list(tmp_path.glob("初稿批注*.docx")))[0]
    comments = until(lambda: zipfile.is_zipfile(commented) and zipfile.ZipFile(commented).read("word/comments.xml").decode())
    assert "2月30日" in comments and "2022年”" not in comments
    # the next version, under another name: what was ignored stays so, what was mended is gone
    hands.tab_to("#next summary") if by_key else hands.click("#next summary")
    if by_key:
        hands.press(Keys.ENTER)
    until(lambda: hands.one("#next input[name=draft]").is_displayed())
    check(hands, docx(tmp_path / "二稿(送审).docx", SLIPPED.replace("690 分", "690 份").replace("2月30日", "2月28日").split("\n")))
    told = hands.text("#findings")
    assert "2022年" not in told and "690" not in told and "2月30日" not in told and "1705" in told
    from selenium.webdriver.support.ui import Select

    Select(hands.one("#show")).select_by_visible_text("已忽略的")
    assert "赵起草" in hands.sees("#findings", "已忽略 · 只这一条")
    hands.tab_to("#findings button")
    go_to(hands, "2022年", by_key)
    hands.press("z") if by_key else next(b for b in hands.all("#findings li.on button") if b.text == "取消忽略").click()
    hands.told("已取消忽略")
    assert read_answers(Path(served.db + ".answers.toml")) == []
    _sizes(hands, served, folder.name)


def _sizes(hands: Hands, served: Served, draft: str) -> None:
    hands.go(served.url + "/check")
    assert "初稿.docx" in hands.text("#recent") and "二稿" in hands.text("#recent")
    for size in ((1920, 1080), (390, 844)):
        narrow(hands.driver, *size)
        for path in ("/check", f"/check/{draft}"):
            hands.go(served.url + path)
            until(lambda: hands.all("h1"))
            assert fits(hands.driver) and violations(hands.driver) == []
    wide(hands.driver)
    assert hands.errors() == []


NONSENSE = {
    "answer": ({"n": "999", "reason": "x"}, "没有说是哪一条"), "answer ": ({"n": "0", "reason": " "}, "为什么"),
    "answer  ": ({"n": "0", "reason": "x", "scope": "world"}, "这一类"), "mend": ({"n": "x"}, "没有说是哪一条"), "mend ": ({"n": "0"}, "没有把握"), "mend  ": ({"n": "2"}, "没有把握"),
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("checks")
    app = create_app(str(folder / "t.duckdb"), folder / "web")
    client = app.test_client()
    client.token = client.get("/check").get_data(as_text=True).split('name="token" content="')[1].split('"')[0]
    client.post("/me", data={"who": "王", "token": client.token})
    upload = {"draft": (SAMPLES / "baishi-2023H1.txt").open("rb"), "token": client.token}
    client.where = client.post("/check", data=upload).headers["Location"]
    until(lambda: client.get(client.where + "/state").get_json()["done"])
    return client


@pytest.mark.parametrize("path", NONSENSE)
def test_nonsense_is_answered_with_a_sentence(client: Any, path: str) -> None:
    fields, words = NONSENSE[path]
    answer = client.post(f"{client.where}/{path.strip()}", data=fields, headers={"X-Token": client.token})
    assert answer.status_code == 400 and words in answer.get_json()["error"]


def test_a_next_version_that_is_of_another_brigade(client: Any) -> None:
    """The form of the next version names brigade and period of the one before; a file whose title says otherwise is told of."""
    for brigade, period, said in (("青山市消防救援大队", "2022年上半年", True), ("白石市消防救援大队", "2023年上半年", False)):
        upload = {"draft": (SAMPLES / "baishi-2023H1.txt").open("rb"), "token": client.token, "brigade": brigade, "period": period}
        where = client.post("/check", data=upload).headers["Location"]
        until(lambda where=where: client.get(where + "/state").get_json()["done"])
        page = client.get(where).get_data(as_text=True)
        assert ("标题写的是白石市消防救援大队,这次按青山市消防救援大队检查" in page) == said
        assert ("标题写的是2023年上半年,这次按2022年上半年检查" in page) == said == ('id="doubts"' in page)


def test_what_was_found_outlives_the_server(client: Any) -> None:
    place = client.application.extensions["workplace"]
    again = create_app(place.db, place.folder).test_client()
    page = again.get(client.where).get_data(as_text=True)
    assert "2月30日" in page and "白石市消防救援大队2023年上半年工作汇报" in page
    assert again.get("/check/0000000000000000/beside?n=0").status_code == 400
    assert again.get(client.where + "/beside?n=-1").status_code == 400
    assert again.get(client.where + "/x.docx").status_code == 404
