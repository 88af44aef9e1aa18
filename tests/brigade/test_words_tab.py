"""词语与指标 and 更正记录 in a real browser, by mouse and by keyboard alone, each deed compared with the store; what axe-core says of each view."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from brigade.web.app import create_app
from corpus import Corpus
from corpus.keeping import journal
from tests.brigade.axe import violations
from tests.brigade.served import Served
from tests.brigade.served import until as waiting

FIRES, DISPATCHES, CORRECTED = "fire.fires", "response.dispatches", "inspection.hazards_corrected"
TRIED = "上半年检查单位442家，走水3起。"
VIEWS = (
    "/metrics",
    "/metrics/lessons",
    "/metrics/catalogue",
    f"/metrics/catalogue/{FIRES}",
    "/metrics/try?sentence=" + quote(TRIED),
    "/journal",
)
SIZES = ((1366, 768), (1920, 1080), (390, 844))


@pytest.fixture(scope="module", autouse=True)
def wide(driver: Any) -> Iterator[None]:
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 1366, "height": 768, "deviceScaleFactor": 1, "mobile": False})
    yield
    assert [
        e for e in driver.get_log("browser") if e["level"] == "SEVERE" and "400 (BAD REQUEST)" not in e["message"]
    ] == []  # its word for what is refused


def until(condition: Any) -> Any:
    """Waits for what comes of `condition()`, also while the page is being made anew."""
    from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException

    def calm() -> Any:
        try:
            return condition()
        except (NoSuchElementException, StaleElementReferenceException):
            return None

    return waiting(calm)


def one(driver: Any, css: str) -> Any:
    return driver.find_element("css selector", css)


def every(driver: Any, css: str) -> list[Any]:
    return list(driver.find_elements("css selector", css))


def clicked(driver: Any, css: str) -> None:
    """Clicks what may be made anew meanwhile."""
    until(lambda: [element.click() for element in every(driver, css)[:1]])


def opened(driver: Any, served: Served, path: str, table: str = "") -> None:
    """The page, with the rows of its table where it has one."""
    driver.get(served.url + path)
    if table:
        until(lambda: one(driver, table).get_attribute("data-total") is not None and every(driver, f"{table} .tabulator-row"))


def told(driver: Any, words: str) -> str:
    return str(until(lambda: words in one(driver, "#told").text and one(driver, "#told").text))


def found(driver: Any, table: str, words: str) -> list[Any]:
    """Searches a table, and waits until it shows nothing else."""
    field = one(driver, "#filter input[name=words]")
    field.clear()
    field.send_keys(words)

    def rows() -> list[Any]:
        shown = every(driver, f"{table} .tabulator-row")
        return shown if all(words in row.text for row in shown) else []

    return list(until(rows))


def counted(served: Served, label: str) -> set[str]:
    """The metrics that the stored figures told so have."""
    with Corpus(served.db) as corpus:
        return {r["metric"] for r in corpus.store.rows("SELECT DISTINCT metric FROM facts WHERE label = ? AND kind = 'count'", [label])}


def lessons(served: Served) -> dict[str, str]:
    """Phrase → metric, of the lessons in force."""
    with Corpus(served.db) as corpus:
        return {e.label: e.after["metric"] for e in journal.read(corpus.store, f"deed = 'teach' AND {journal.holding()}")}


def named(driver: Any, name: str) -> None:
    """Tells the name that the page asks for."""
    until(lambda: one(driver, "#name").get_attribute("open"))
    one(driver, "#name input").send_keys(name)
    one(driver, "#name button[value=yes]").click()


def pressed(driver: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def tabbed(driver: Any, css: str, text: str = "", back: bool = False) -> None:
    """Goes by the Tab key to an element that fits, with this text."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    for _ in range(120):
        if driver.execute_script(
            "const e = document.activeElement; return e.matches(arguments[0]) && e.innerText.includes(arguments[1])", css, text
        ):
            return
        if back:
            ActionChains(driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
        else:
            ActionChains(driver).send_keys(Keys.TAB).perform()
    raise AssertionError(f"no way to {css} {text}")


def ready(driver: Any, phrase: str) -> None:
    until(lambda: one(driver, "#phrase").text == f"“{phrase}”")


def test_three_phrases_by_mouse(driver: Any, served: Served) -> None:
    opened(driver, served, "/metrics", "#words")
    found(driver, "#words", "入户抹平")[0].find_element("css selector", ".tabulator-cell").click()
    ready(driver, "入户抹平")
    until(lambda: "随之改归" in one(driver, "#offers").text and every(driver, "#said a"))
    field = one(driver, "#metric")
    field.send_keys("督促整改火灾隐患")
    clicked(driver, "ul.choices li[aria-selected=true]")
    until(lambda: "条数据随之改归" in one(driver, "#take").text)
    foretold = one(driver, "#take").text
    assert counted(served, "入户抹平") == {""}
    one(driver, "#take").click()
    named(driver, "王")
    done = told(driver, "“入户抹平”(处)已定为“督促整改火灾隐患”")
    assert counted(served, "入户抹平") == {CORRECTED}
    assert f"({done.split('改动的数据 ')[1].split(' 条')[0]} 条" in foretold
    found(driver, "#words", "铃响起跑")[0].find_element("css selector", ".tabulator-cell").click()
    ready(driver, "铃响起跑")
    until(lambda: one(driver, "#offers button:not(:has(+ *:empty))"))
    every(driver, "#offers button")[-1].click()
    told(driver, "“铃响起跑”(趟)已定为“不是指标”")
    assert lessons(served)["铃响起跑"] == ""
    (row,) = found(driver, "#words", "勒停")
    row.find_element("css selector", ".offers button").click()
    told(driver, "“勒停”(家)已定为“责令三停”")
    assert lessons(served)["勒停"] == "enforcement.closures"
    one(driver, "#told .undo").click()
    told(driver, "已撤销第")
    assert "勒停" not in lessons(served)
    until(lambda: len(every(driver, "#words .tabulator-row")) == 1)  # back in the queue


def test_lessons_by_mouse(driver: Any, served: Served, tmp_path: Path) -> None:
    opened(driver, served, "/metrics/lessons", "#lessons")
    one(driver, "#export").click()
    path = Path(driver.folder) / "经验.toml"
    until(path.is_file)
    kept = tomllib.loads(path.read_text(encoding="utf-8"))["lesson"]
    assert {row["label"]: row["metric"] for row in kept} == lessons(served) == {"入户抹平": CORRECTED, "铃响起跑": ""}
    (row,) = found(driver, "#lessons", "督促整改火灾隐患")
    row.find_element("css selector", "button[aria-label^=忘掉]").click()
    until(lambda: one(driver, "#sure").get_attribute("open"))
    assert "入户抹平" in one(driver, "#sure p").text
    one(driver, "#sure button[value=yes]").click()
    told(driver, "已不再用")
    assert counted(served, "入户抹平") == {""} and set(lessons(served)) == {"铃响起跑"}
    (row,) = found(driver, "#lessons", "铃响")
    row.find_element("css selector", "button[aria-label^=改]").click()
    one(driver, "#other-metric").send_keys("接警出动")
    clicked(driver, "#other ul.choices li[aria-selected=true]")
    one(driver, "#other button[value=yes]").click()
    told(driver, "“铃响起跑”改为“接警出动”")
    assert counted(served, "铃响起跑") == {DISPATCHES}
    one(driver, "#told .undo").click()
    told(driver, "已撤销第")
    assert lessons(served) == {"铃响起跑": ""}
    bad = tmp_path / "坏.toml"
    bad.write_text('[[lesson]]\ntext = "走水3起。"\nstart = 2\nend = 4\nmetric = "fire.nothing"\n', encoding="utf-8")
    one(driver, "#import input").send_keys(str(bad))
    one(driver, "#import button").click()
    refused = told(driver, "没有导入")
    assert "第1条" in refused and "fire" not in refused
    one(driver, "#import input").send_keys(str(path))
    one(driver, "#import button").click()
    until(lambda: one(driver, "#sure").get_attribute("open"))
    assert "新的 1 条,已有 1 条" in one(driver, "#sure p").text
    one(driver, "#sure button[value=yes]").click()
    told(driver, "已导入 1 条经验(另有 1 条已有)")
    assert lessons(served) == {"入户抹平": CORRECTED, "铃响起跑": ""}


def test_a_metric_and_its_sentence_by_mouse(driver: Any, served: Served) -> None:
    opened(driver, served, "/metrics/catalogue", "#metrics")
    with Corpus(served.db) as corpus:
        figures, brigades = corpus.store.tuples(
            "SELECT count(*), count(DISTINCT brigade) FROM facts JOIN reports USING (report_id) WHERE metric = ? AND corrected <> 'wrong'",
            [FIRES],
        ).__next__()
    (row,) = found(driver, "#metrics", "火灾起数")
    assert [c.text for c in row.find_elements("css selector", ".tabulator-cell")][3:5] == [str(figures), str(brigades)]
    row.find_element("css selector", "a").click()
    until(lambda: one(driver, "#facts").get_attribute("data-total") == str(figures) and every(driver, "#facts .tabulator-row"))
    rows = found(driver, "#facts", "走水")
    link = rows[0].find_element("css selector", "a")
    place = link.get_attribute("href")
    sentence = link.text
    link.click()
    until(lambda: "/review/" in driver.current_url)
    start = place.split("#f")[1]
    assert one(driver, f"#f{start}").text and sentence[:4].replace("…", "") in one(driver, "#text").text


def facts_of(served: Served) -> list[dict[str, Any]]:
    with Corpus(served.db) as corpus:
        return corpus.fact_rows(metric=FIRES)


def test_a_sentence_is_tried_by_mouse(driver: Any, served: Served) -> None:
    opened(driver, served, "/metrics/try")
    one(driver, "#sentence").send_keys(TRIED)
    one(driver, "input[name=period]").send_keys("2023年上半年")
    one(driver, "#try button").click()
    until(lambda: every(driver, "article.read"))
    cards = [c.text for c in every(driver, "article.read")]
    assert "442家 → 检查单位" in cards[0] and "2023年上半年" in cards[0] and "本单位" in cards[0] and "动作\n检查" in cards[0]
    assert "3起" in cards[1] and "走水" in cards[1]
    assert not set("abcdefghijklmnopqrstuvwxyz") & set("".join(cards))


def test_three_phrases_by_keyboard_alone(driver: Any, served: Served) -> None:
    from selenium.webdriver.common.keys import Keys

    driver.delete_all_cookies()
    opened(driver, served, "/metrics", "#words")
    before = lessons(served)
    rows = [[c.text for c in r.find_elements("css selector", ".tabulator-cell")][:2] for r in every(driver, "#words .tabulator-row")[:3]]
    ready(driver, rows[0][0])
    pressed(driver, "j")
    ready(driver, rows[1][0])
    pressed(driver, Keys.ARROW_DOWN)
    ready(driver, rows[2][0])
    pressed(driver, "k")
    ready(driver, rows[1][0])
    pressed(driver, Keys.ARROW_UP)
    ready(driver, rows[0][0])
    first = one(driver, "#words .tabulator-row .offers button").get_attribute("aria-label").split("定为")[1]
    pressed(driver, "1")
    until(lambda: one(driver, "#name").get_attribute("open"))
    pressed(driver, "李", Keys.ENTER)
    told(driver, f"“{rows[0][0]}”({rows[0][1]})已定为“{first}”")
    ready(driver, rows[1][0])  # the next one
    pressed(driver, "x")
    told(driver, f"“{rows[1][0]}”({rows[1][1]})已定为“不是指标”")
    ready(driver, rows[2][0])
    pressed(driver, "m", "责令三停")
    until(lambda: every(driver, "ul.choices li[aria-selected=true]"))
    pressed(driver, Keys.ENTER)
    until(lambda: one(driver, "#take").text.startswith("定为“责令三停”("))
    pressed(driver, Keys.ENTER)
    told(driver, f"“{rows[2][0]}”({rows[2][1]})已定为“责令三停”")
    new = {label: metric for label, metric in lessons(served).items() if label not in before}
    assert set(new) == {row[0] for row in rows} and new[rows[1][0]] == "" and new[rows[2][0]] == "enforcement.closures"
    with Corpus(served.db) as corpus:
        assert [(e.label, e.who) for e in journal.read(corpus.store)[-3:]] == [(row[0], "李") for row in rows]
    pressed(driver, "z")
    told(driver, "已撤销第")
    assert set(lessons(served)) - set(before) == {rows[0][0], rows[1][0]}
    ready(driver, rows[2][0])


def test_lessons_by_keyboard_alone(driver: Any, served: Served) -> None:
    from selenium.webdriver.common.keys import Keys

    opened(driver, served, "/metrics/lessons", "#lessons")
    before = lessons(served)
    tabbed(driver, "#export")
    folder = Path(driver.folder)
    known = set(folder.glob("*.toml"))
    pressed(driver, Keys.ENTER)
    (path,) = until(lambda: set(folder.glob("*.toml")) - known)
    assert {row["label"]: row["metric"] for row in tomllib.loads(path.read_text(encoding="utf-8"))["lesson"]} == before
    tabbed(driver, "#lessons button", "忘掉")
    gone = driver.switch_to.active_element.get_attribute("aria-label").split("“")[1].rstrip("”")
    pressed(driver, Keys.ENTER)
    until(lambda: one(driver, "#sure").get_attribute("open"))
    tabbed(driver, "#sure button[value=yes]")
    pressed(driver, Keys.ENTER)
    told(driver, f"经验“{gone}”")
    assert set(before) - set(lessons(served)) == {gone}
    one(driver, "#import input").send_keys(str(path))  # the chooser of files is the browser's own
    tabbed(driver, "#import button")
    pressed(driver, Keys.ENTER)
    until(lambda: one(driver, "#sure").get_attribute("open"))
    tabbed(driver, "#sure button[value=yes]")
    pressed(driver, Keys.ENTER)
    told(driver, "已导入 1 条经验")
    assert lessons(served) == before


def test_a_sentence_and_a_metric_by_keyboard_alone(driver: Any, served: Served) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    opened(driver, served, "/metrics")
    tabbed(driver, "nav.parts a", "试一句话")
    pressed(driver, Keys.ENTER)
    until(lambda: driver.switch_to.active_element.get_attribute("id") == "sentence")
    pressed(driver, TRIED)
    ActionChains(driver).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
    until(lambda: every(driver, "article.read"))
    assert TRIED in unquote(driver.current_url)
    tabbed(driver, "nav.parts a", "指标目录", back=True)
    pressed(driver, Keys.ENTER)
    until(lambda: every(driver, "#metrics .tabulator-row"))
    tabbed(driver, "#filter input[name=words]")
    pressed(driver, "火灾起数")
    until(lambda: len(every(driver, "#metrics .tabulator-row")) == 1)
    tabbed(driver, "#metrics a", "火灾起数")
    pressed(driver, Keys.ENTER)
    until(lambda: every(driver, "#facts .tabulator-row"))
    tabbed(driver, "#facts a")
    href = driver.switch_to.active_element.get_attribute("href")
    pressed(driver, Keys.ENTER)
    until(lambda: driver.current_url == href)
    ident, start = href.rsplit("/", 1)[1].split("#f")
    assert any(f["report_id"] == ident and f["start"] == int(start) for f in facts_of(served))


def test_the_journal_is_filtered_undone_and_done_again(driver: Any, served: Served) -> None:
    from selenium.webdriver.support.select import Select

    opened(driver, served, "/journal", "#journal")
    row = found(driver, "#journal", "入户抹平")[0]
    button = row.find_element("css selector", "button")
    number = button.get_attribute("aria-label").split()[1]
    assert button.text == "撤销"
    button.click()
    told(driver, f"已撤销第 {number} 号")
    assert "入户抹平" not in lessons(served)
    Select(one(driver, "#filter select[name=state]")).select_by_value("undone")
    until(
        lambda: (
            any(r.text.startswith(number) for r in every(driver, "#journal .tabulator-row")) and "有效" not in one(driver, "#journal").text
        )
    )
    clicked(driver, f"#journal button[aria-label='重做第 {number} 号']")
    told(driver, f"已重做第 {number} 号")
    assert lessons(served)["入户抹平"] == CORRECTED
    assert "fire." not in one(driver, "#journal").text


@pytest.mark.parametrize("view", VIEWS)
def test_what_axe_finds(driver: Any, served: Served, view: str) -> None:
    driver.get(served.url + view)
    until(lambda: every(driver, ".tabulator-row") or every(driver, "article.read"))
    if view == "/metrics":
        until(lambda: every(driver, "#said a") and all(e.text for e in every(driver, ".foretold")))
    assert violations(driver) == []
    for width, height in SIZES:
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        )
        assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth"), (view, width)
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 1366, "height": 768, "deviceScaleFactor": 1, "mobile": False})


def test_axe_sees_what_is_wrong(driver: Any, served: Served) -> None:
    driver.get(served.url + "/metrics/try")
    driver.execute_script("document.querySelector('main').append(Object.assign(document.createElement('img'), {src: 'data:,'}))")
    assert any(line.startswith("image-alt") for line in violations(driver))


@pytest.fixture(scope="module")
def client(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Any:
    client = create_app(served.db, tmp_path_factory.mktemp("other"), None).test_client()
    client.get("/metrics")
    with client.session_transaction() as session:
        client.token = session["token"]
        session["who"] = "王"
    return client


NONSENSE = (
    "",
    "0",
    "-1",
    "9" * 30,
    "1.5",
    "NaN",
    "'; DROP TABLE facts; --",
    "\0",
    "%00",
    "走" * 5000,
    "\ud7ff",
    "<script>",
    "../../etc/passwd",
    "$words",
    "?",
)
LISTS = (
    "/metrics/words",
    "/metrics/words/said",
    "/metrics/words/following",
    "/metrics/lessons/rows",
    f"/metrics/catalogue/{FIRES}/rows",
    "/journal/rows",
    "/metrics/search",
)
ASKED = ("page", "size", "sort", "dir", "gone", "words", "state", "label", "unit", "metric", "deed", "report", "word", "kind", "lately")


@pytest.mark.parametrize("path", LISTS)
def test_nonsense_that_is_asked_for(client: Any, path: str) -> None:
    phrase = {"label": "入户抹平", "unit": "处", "words": "抹平"}
    for value in NONSENSE:
        for query in (dict.fromkeys(ASKED, value), {**dict.fromkeys(ASKED, value), **phrase, "metric": FIRES, "report": ""}):
            answer = client.get(path, query_string=query, headers={"X-Token": client.token})
            assert answer.status_code in (200, 400), (path, query)
            assert answer.is_json and ("error" in answer.json) == (answer.status_code == 400)
            if answer.status_code == 400:
                assert any("\u4e00" <= c <= "\u9fff" for c in answer.json["error"])


POSTS = {
    "/metrics/words/teach": (
        {},
        {"label": "没有这个说法"},
        {"label": "入户抹平", "unit": "处", "metric": "no.such"},
        {"label": "入户抹平", "unit": "吨"},
        {"label": "\0"},
    ),
    "/metrics/lessons/forget": ({}, {"number": "x"}, {"number": "-1"}, {"number": "9" * 40}, {"number": "²"}, {"number": "99999"}),
    "/metrics/lessons/otherwise": (
        {},
        {"number": "99999", "metric": FIRES},
        {"number": "1", "metric": "no.such"},
        {"number": "1", "metric": "loss.property"},
    ),
    "/metrics/lessons/look": ({}, {"file": "text"}),
    "/metrics/lessons/import": ({}, {"file": "text"}),
}


@pytest.mark.parametrize("path", POSTS)
def test_nonsense_that_is_sent(client: Any, served: Served, path: str) -> None:
    with Corpus(served.db) as corpus:
        before = corpus.store.rows("SELECT count(*) AS n FROM journal")
    for fields in POSTS[path]:
        answer = client.post(path, data=fields, headers={"X-Token": client.token})
        assert answer.status_code == 400 and answer.json["error"], (path, fields)
        assert "brigade " not in answer.json["error"]
    assert client.post(path, headers={"X-Token": "wrong"}).status_code == 400
    with Corpus(served.db) as corpus:
        assert corpus.store.rows("SELECT count(*) AS n FROM journal") == before


FILES = {
    "empty table": b"a = 1\n", "no TOML": b"\x00\x01", "not UTF-8": "说法".encode("gb18030"), "no lessons": b"lesson = 3\n", "no fields": b"[[lesson]]\n",
    "deep": b"a = " + b"[" * 5000, "outside": '[[lesson]]\ntext = "走水3起。"\nstart = 2\nend = 400\nmetric = ""\n'.encode(),
    "no figure": '[[lesson]]\ntext = "走水。"\nstart = 0\nend = 1\nmetric = ""\n'.encode(),
    "no metric": '[[lesson]]\ntext = "走水3起。"\nstart = 2\nend = 4\nmetric = "no.such_thing"\n'.encode(), "large": b"#" * ((8 << 20) + 1),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_lessons(client: Any, name: str) -> None:
    for path in ("/metrics/lessons/look", "/metrics/lessons/import"):
        answer = client.post(path, data={"file": (BytesIO(FILES[name]), "经验.toml")}, headers={"X-Token": client.token})
        error = answer.json["error"]
        assert answer.status_code == 400 and not re.search("[a-z_]{3,}", error.replace("经验.toml", "")), error


def test_a_sentence_that_is_too_long_or_strange(client: Any) -> None:
    for sentence, status in (("走" * 2000, 200), ("走" * 2001, 400), ("\0 3起", 200), ("<script>3起</script>", 200), ("１" * 1999, 200)):
        answer = client.get("/metrics/try", query_string={"sentence": sentence})
        assert answer.status_code == status, sentence[:10]
        assert "<script>3" not in answer.get_data(as_text=True)
    assert "看不懂期间" in client.get("/metrics/try", query_string={"sentence": "走水3起", "period": "某年"}).get_data(as_text=True)


def test_a_metric_that_is_not_there(client: Any) -> None:
    assert client.get("/metrics/catalogue/no.such").status_code == 404
    assert client.get("/metrics/catalogue/no.such/rows", headers={"X-Token": client.token}).json["error"].startswith("没有这个指标")


def test_who_has_no_name_is_asked_for_it(served: Served, tmp_path: Path) -> None:
    client = create_app(served.db, tmp_path, None).test_client()
    client.get("/metrics")
    with client.session_transaction() as session:
        token = session["token"]
    answer = client.post("/metrics/words/teach", data={"label": "入户抹平", "unit": "处", "metric": ""}, headers={"X-Token": token})
    assert answer.json["kind"] == "who"
