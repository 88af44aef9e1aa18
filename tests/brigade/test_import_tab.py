"""导入 in a real browser, by pointer and by key, and the queue behind it, also over a restart."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from brigade.web.app import create_app
from brigade.web.queue import DONE, NOT, READING, STOPPED, WAITING, Queue
from brigade.web.tabs.importing import expect_name
from corpus import Corpus
from corpus.errors import CorpusError
from tests.brigade.axe import fits, narrow, violations, wide
from tests.brigade.hands import Hands, Keys
from tests.brigade.served import Served, until
from tests.conftest import SAMPLES
from tests.corpus.files import docx


@pytest.fixture
def hands(driver: Any, served: Served) -> Hands:
    hands = Hands(driver)
    hands.known(served.url + "/journal", "李导入")
    return hands


def reports(served: Served) -> list[dict[str, Any]]:
    with Corpus(served.db) as corpus:
        return corpus.store.rows('SELECT report_id, brigade, period_end, title, path, "current" FROM reports')


def settled(hands: Hands) -> dict[str, list[str]]:
    """The rows of the queue by file, once nothing is left to be read."""
    until(lambda: hands.rows("#queue") and hands.driver.execute_script("return document.body.dataset.busy") == "", 90)
    return {row[0]: row for row in hands.rows("#queue")}


def listed(hands: Hands) -> list[dict[str, Any]]:
    """The queue as the server has it."""
    news = hands.driver.execute_async_script("fetch('/import/queue').then(r => r.json()).then(arguments[0])")
    return list(news["files"])


def test_by_pointer(served: Served, hands: Hands, tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    unknown = docx(tmp_path / "总结.docx", ["工作总结", "检查单位88家。"])
    note, drawing = tmp_path / "便条.txt", tmp_path / "图.DWG"
    note.write_text("明天开会,请准时参加。", encoding="utf-8")
    drawing.write_bytes(b"x")
    changed = tmp_path / "清河上半年修改稿.txt"
    changed.write_text((SAMPLES / "qinghe-2023H1.txt").read_text(encoding="utf-8").replace("305起", "306起"), encoding="utf-8")
    hands.go(served.url + "/import")
    files = [*(str(p) for p in sorted(SAMPLES.glob("qinghe*.txt"))), str(bad), str(unknown), str(note), str(drawing), str(changed)]
    hands.one("#files").send_keys("\n".join(files))
    rows = settled(hands)
    words = {name: row[1] for name, row in rows.items()}
    assert words == {
        **{p.name: "已导入" for p in SAMPLES.glob("qinghe*.txt")}, "坏.docx": "未导入", "总结.docx": "有疑问", "便条.txt": "未导入", "图.DWG": "未导入",
        "清河上半年修改稿.txt": "有疑问",
    }  # fmt: skip
    assert "已导入 3,有疑问 2,未导入 3" in hands.text("#work")
    said = {name: row[6] for name, row in rows.items()}
    assert "损坏" in said["坏.docx"] and "不支持“.DWG”类型" in said["图.DWG"] and "未存入" in said["便条.txt"]
    assert "认不出是哪个大队" in said["总结.docx"] and "--" not in "".join(said.values()) and "uploads" not in "".join(said.values())
    assert violations(hands.driver) == [] and fits(hands.driver)
    # stored all the same
    hands.click("#queue button.again")
    until(lambda: settled(hands)["便条.txt"][1] == "有疑问")
    # whose it is and of when
    write(hands, "总结.docx", "brigade", "丙县消防救援大队")
    hands.told("已改为 丙县消防救援大队")
    write(hands, "总结.docx", "period", "2023年上半年")
    hands.told("2023年上半年")
    assert ("丙县消防救援大队", "2023-06-30") in {(r["brigade"], str(r["period_end"])) for r in reports(served)}
    # two of one period
    next(a for a in hands.all("#queue a") if a.text == "比较各版").click()
    hands.sees("h1", "清河县消防救援大队 2023年上半年:同期的 2 份")
    assert "306起" in hands.text("#changes") and "305起" in hands.text("#changes")
    assert violations(hands.driver) == [] and fits(hands.driver)
    hands.click("button[data-how=current]")
    hands.told("已以这一份为现行")
    here = [r for r in reports(served) if r["brigade"] == "清河县消防救援大队" and str(r["period_end"]) == "2023-06-30"]
    assert sum(r["current"] for r in here) == 1
    # taken out again
    hands.go(served.url + "/import")
    hands.one("#filter input[name=words]").send_keys("便条")
    until(lambda: len(hands.rows("#reports")) == 1)
    hands.click("#reports button")
    until(lambda: hands.one("#sure").is_displayed())
    hands.click("#sure button[value=yes]")
    hands.told("已删除")
    assert not [r for r in reports(served) if "便条" in r["path"]]
    hands.click("#clear")
    until(lambda: not hands.one("#queue").is_displayed())
    hands.click("#problems summary")
    until(lambda: hands.rows("#told-problems"))
    assert hands.errors() == []


def write(hands: Hands, file: str, field: str, words: str) -> None:
    """Writes into a cell of the queue."""
    row = next(r for r in hands.all("#queue .tabulator-row") if r.text.startswith(file))
    row.find_element("css selector", f"[tabulator-field={field}]").click()
    until(lambda: hands.all("#queue .tabulator-editing input"))
    hands.press(words, Keys.ENTER)


def test_by_key(served: Served, hands: Hands, tmp_path: Path) -> None:
    """The fields for files are within reach; cells are written in and left by key."""
    path = tmp_path / "工作总结.txt"
    path.write_text("工作总结\n\n上半年，检查单位88家，发现火灾隐患12处。", encoding="utf-8")
    hands.go(served.url + "/import")
    until(lambda: hands.rows("#reports"))
    hands.tab_to("#files")
    assert hands.driver.execute_script("return getComputedStyle(document.querySelector('.pickfile:focus-within')).outlineStyle") == "solid"
    hands.focused().send_keys(str(path))  # what the system's own window would give
    assert settled(hands)["工作总结.txt"][1] == "有疑问"
    hands.tab_to("#queue .tabulator-cell[tabulator-field=brigade], #queue .tabulator-editing input")
    until(lambda: hands.all("#queue .tabulator-editing input"))
    hands.press("丁县消防救援大队", Keys.ENTER)
    hands.told("已改为 丁县消防救援大队")
    hands.tab_to("#queue [tabulator-field=period] input")
    hands.press("2022年", Keys.ENTER)
    hands.told("丁县消防救援大队 2022年")
    assert ("丁县消防救援大队", "2022-12-31") in {(r["brigade"], str(r["period_end"])) for r in reports(served)}
    hands.tab_to("#queue a")
    hands.press(Keys.ENTER)
    hands.sees("h1", "丁县消防救援大队 2022年")
    assert hands.errors() == []


def test_a_closed_tab_loses_nothing(served: Served, hands: Hands, tmp_path: Path) -> None:
    paths = []
    names = {f"戊{place}" for place in "东西南北中山"}
    for name in sorted(names):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{name}县消防救援大队2023年上半年工作总结\n\n上半年，检查单位442家。", encoding="utf-8")
        paths.append(str(path))
    hands.go(served.url + "/import")
    until(lambda: hands.rows("#reports"))
    hands.one("#files").send_keys("\n".join(paths))
    until(lambda: sum(f["name"].startswith("戊") for f in listed(hands)) == 6, 60)
    hands.go("about:blank")
    until(lambda: sum(r["brigade"].startswith("戊") for r in reports(served)) == 6, 60)
    hands.go(served.url + "/import")
    settled(hands)
    assert {f["name"]: f["word"] for f in listed(hands) if f["name"].startswith("戊")} == {f"{name}.txt": "已导入" for name in names}


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (390, 844)])
def test_every_size(served: Served, hands: Hands, size: tuple[int, int]) -> None:
    narrow(hands.driver, *size)
    try:
        hands.go(served.url + "/import")
        until(lambda: hands.rows("#reports"))
        assert fits(hands.driver) and violations(hands.driver) == []
    finally:
        wide(hands.driver)


def test_the_queue_outlives_its_server(tmp_path: Path) -> None:
    """What waited waits again, what was at work is read again, what a person stopped stays stopped."""
    queue = Queue(tmp_path / "q.sqlite")
    first, second, third, fourth = (queue.add(f"{n}.txt", f"{n:016x}") for n in range(4))
    assert queue.take().id == first  # type: ignore[union-attr]
    queue.end(first, DONE, {"reports": ["r"]})
    assert queue.take().id == second  # type: ignore[union-attr]
    assert queue.turn(WAITING, STOPPED, [fourth]) == 1
    again = Queue(tmp_path / "q.sqlite")
    assert {f.id: f.state for f in again.since(0)} == {first: DONE, second: WAITING, third: WAITING, fourth: STOPPED}
    assert again.get(first).told == {"reports": ["r"]}  # type: ignore[union-attr]
    assert [again.take().id, again.take().id, again.take()] == [second, third, None]  # type: ignore[union-attr]
    assert again.counts() == {DONE: 1, READING: 2, STOPPED: 1}
    assert again.uploads() == {f"{n:016x}" for n in (1, 2, 3)}
    assert again.clear() == 1 and [f.id for f in again.since(0)] == [second, third, fourth]


def test_news_come_in_order(tmp_path: Path) -> None:
    queue = Queue(tmp_path / "q.sqlite")
    seen = 0
    for n in range(3):
        number = queue.add(f"{n}.txt")
        (news,) = queue.since(seen)
        assert news.id == number and news.changed > seen
        seen = news.changed
    assert queue.since(seen) == [] and not queue.wait(seen, 0.01)
    queue.end(1, NOT, {})
    assert queue.wait(seen, 0.01) and [f.id for f in queue.since(seen)] == [1]


def test_a_server_begins_with_what_was_left(tmp_path: Path) -> None:
    """Stopped and gone on; a server that starts over reads what is in the queue."""
    app = create_app(str(tmp_path / "t.duckdb"), tmp_path / "web")
    place = app.extensions["workplace"]
    folder = place.uploads / ("a" * 16)
    folder.mkdir()
    (folder / "甲.txt").write_text("甲县消防救援大队2023年上半年工作总结\n\n上半年，检查单位442家。", encoding="utf-8")
    place.queue.add("甲.txt", "a" * 16)
    place.queue.turn(WAITING, STOPPED)
    again = create_app(str(tmp_path / "t.duckdb"), tmp_path / "web")
    client = again.test_client()
    assert client.get("/import/queue").get_json()["counts"] == {STOPPED: 1}
    token = client.get("/import").get_data(as_text=True).split('name="token" content="')[1].split('"')[0]
    assert client.post("/import/go", data={"token": token}).get_json() == {"count": 1}
    news = until(lambda: (news := client.get("/import/queue").get_json()) and not news["busy"] and news)
    assert [(r["brigade"], r["period"], r["word"]) for r in news["files"]] == [("甲县消防救援大队", "2023年上半年", "已导入")]
    stream = client.get("/import/events", headers={"Last-Event-ID": "0"}).get_data(as_text=True)
    assert stream.startswith("retry: ") and stream.count("data: ") == 1 and "甲.txt" in stream


def test_an_archive_of_which_a_part_is_read(tmp_path: Path) -> None:
    """Its report is there, and what could not be read is told beside it."""
    app = create_app(str(tmp_path / "t.duckdb"), tmp_path / "web")
    place = app.extensions["workplace"]
    folder = place.uploads / ("b" * 16)
    folder.mkdir()
    with zipfile.ZipFile(folder / "两份.zip", "w") as archive:
        archive.writestr("甲.txt", "甲县消防救援大队2023年上半年工作总结\n\n上半年，检查单位442家。")
        archive.writestr("乙.docx", b"PK\x03\x04 broken")
    place.queue.add("两份.zip", "b" * 16)
    place.reader.wake()
    client = app.test_client()
    (row,) = until(lambda: (news := client.get("/import/queue").get_json()) and not news["busy"] and news["files"])
    assert (row["word"], row["brigade"], row["asked"]) == ("有疑问", "甲县消防救援大队", False)
    assert "乙.docx" in row["said"] and "损坏" in row["said"]


NAMES = {
    "丙县消防救援大队": True, "特勤1站": True, "清河区消防救援大队(筹)": True, "119指挥中心": True, "12345": False, "abc": False, "<b>甲</b>大队": False, "队" * 41: False,
    "甲;乙大队": False, "2023年上半年": False, "2023年": False,
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_can_be_the_name_of_a_brigade(name: str) -> None:
    if NAMES[name]:
        expect_name(name)
    else:
        with pytest.raises(CorpusError, match=r"不像大队名称|是期间"):
            expect_name(name)


NONSENSE = {
    "/import/force": {"file": "999"}, "/import/set": {"report": "x", "brigade": "甲"}, "/import/versions/choose": {"report": "x", "how": "current"},
    "/journal/turn": {"number": "x"}, "/review/x/deed": {"deed": "wrong", "start": "a"}, "/review/x/state": {"state": "done"}, "/review/x/turn": {},
}  # fmt: skip


@pytest.mark.parametrize("path", NONSENSE)
def test_nonsense_is_answered_with_a_sentence(tmp_path: Path, path: str) -> None:
    client = create_app(str(tmp_path / "t.duckdb"), tmp_path / "web").test_client()
    token = client.get("/import").get_data(as_text=True).split('name="token" content="')[1].split('"')[0]
    assert client.post(path, data=NONSENSE[path], headers={"X-Token": token}).get_json()["kind"] in ("who", "missing", "arguments")
    assert client.post("/me", data={"who": " 王\n"}, headers={"X-Token": token}).get_json() == {"who": "王"}
    answer = client.post(path, data=NONSENSE[path], headers={"X-Token": token})
    assert answer.status_code == 400 and answer.get_json()["error"].endswith("。")


ASKED = ("/reports/rows", "/journal/rows", "/import/problems", "/import/queue", "/metrics/search", "/import/names")


@pytest.mark.parametrize("path", ASKED)
@pytest.mark.parametrize(
    "query", ["", "page=-1&size=99999999&sort=;DROP&dir=desc", "page=x&size=y", "words=%27%20OR%201=1&state=zzz&since=zz&word=%25"]
)
def test_lists_take_any_question(tmp_path: Path, path: str, query: str) -> None:
    client = create_app(str(tmp_path / "t.duckdb"), tmp_path / "web").test_client()
    assert client.get(f"{path}?{query}").status_code == 200
