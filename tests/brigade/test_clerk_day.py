"""A clerk's day at the page, once by pointer and once by key: twenty files, until nothing in them is doubtful, phrases taught, one taken back.

What the page tells is held against the store at each step.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brigade.web.queue import ENDED
from corpus import Corpus
from tests.brigade.browser import browser
from tests.brigade.hands import Hands, Keys
from tests.brigade.served import Served, until
from tests.corpus.files import docx

PLACES = [
    "东山",
    "西山",
    "南山",
    "北山",
    "中山",
    "东河",
    "西河",
    "南河",
    "北河",
    "中河",
    "东林",
    "西林",
    "南林",
    "北林",
    "中林",
    "东泉",
    "西泉",
    "南泉",
    "北泉",
]
# told in words of their own, as brigades do: some are in doubt, some are of no metric
ODD = ("走水{}起，上年{}起。", "夜里敲门问水带{}户。", "给老街换了灭火毯{}条，教会{}人用。", "铃响起跑{}趟，扑火{}趟。")
PLAIN = "上半年，检查单位{}家，发现火灾隐患{}处，接警出动{}起。"


def files(folder: Path) -> list[str]:
    """Nineteen reports of as many brigades, as text, Word and page, and a note."""
    made = []
    for n, place in enumerate(PLACES):
        title, body = (
            f"{place}县消防救援大队2023年上半年工作总结",
            PLAIN.format(400 + n, 90 + n, 30 + n) + ODD[n % 4].format(40 + n, 50 + n),
        )
        path = folder / f"{place}.{('txt', 'docx', 'html')[n % 3]}"
        if path.suffix == ".docx":
            docx(path, [title, "", body])
        else:
            text = (
                f"{title}\n\n{body}"
                if path.suffix == ".txt"
                else f"<html><meta charset=utf-8><body><h1>{title}</h1><p>{body}</p></body></html>"
            )
            path.write_text(text, encoding="utf-8")
        made.append(str(path))
    note = folder / "通知.txt"
    note.write_text("明天上午开会，请准时参加。", encoding="utf-8")
    return [*made, str(note)]


class Key(Hands):
    """By key alone."""

    def deed(self, _: str, key: str) -> None:
        self.press(key)

    def follow(self, css: str) -> None:
        self.tab_to(css, 200)
        self.press(Keys.ENTER)


class Pointer(Hands):
    """By pointer alone, where nothing is to be written."""

    def deed(self, css: str, _: str) -> None:
        self.click(css)

    def follow(self, css: str) -> None:
        self.click(css)


@pytest.fixture(params=[Pointer, Key])
def clerk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Any, Served]]:
    served = Served(tmp_path, samples=False)
    driver = browser(tmp_path)
    yield request.param(driver), served
    driver.quit()
    served.server.close()


def rows(served: Served, query: str) -> list[dict[str, Any]]:
    with Corpus(served.db) as corpus:
        return corpus.store.rows(query)


def left(served: Served) -> int:
    """Figures of all reports that are in doubt."""
    return int(rows(served, "SELECT count(*) AS n FROM facts WHERE doubt <> '' AND corrected <> 'wrong'")[0]["n"])


def test_a_day(clerk: tuple[Any, Served], tmp_path: Path) -> None:
    hands, served = clerk
    hands.go(served.url + "/import")
    hands.follow("#me")
    hands.name("周")
    paths = files(tmp_path)
    if isinstance(hands, Key):
        hands.tab_to("#files")
    hands.one("#files").send_keys("\n".join(paths))
    until(lambda: sum(served.place.queue.counts().get(s, 0) for s in ENDED) == len(paths), 120)
    hands.sees("#work", "未导入 1")
    stored = rows(served, "SELECT * FROM reports")
    assert {r["brigade"] for r in stored} == {f"{place}县消防救援大队" for place in PLACES}
    assert left(served) > 0
    _teach(hands, served)
    _review(hands, served, len(stored))
    assert left(served) == 0
    assert {r["review"] for r in rows(served, "SELECT review FROM reports")} == {"done"}
    assert hands.errors() == []


def _teach(hands: Any, served: Served) -> None:
    """Three phrases, each its likeliest metric or none of ours, of which the last is taken back."""
    hands.go(served.url + "/metrics")
    until(lambda: hands.rows("#words"))
    if isinstance(hands, Key):
        hands.tab_to("#words .tabulator-tableholder")
    taught = []
    for _ in range(3):
        phrase = until(lambda: hands.text("#phrase").strip("“”"))
        taught.append(phrase)
        some = bool(hands.all("#offers li.offer:not(:last-child) button"))
        hands.deed("#offers li:first-child button" if some else "#offers li:last-child button", "1" if some else "x")
        hands.told(f"“{phrase}”")
        until(lambda was=phrase: hands.text("#phrase").strip("“”") != was)
    assert _lessons(served) == set(taught)
    hands.deed("#told button.undo", "z")
    hands.told("已撤销")
    assert _lessons(served) == set(taught[:2])


def _lessons(served: Served) -> set[str]:
    from corpus.keeping.journal import holding

    return {r["label"] for r in rows(served, f"SELECT DISTINCT label FROM journal WHERE deed = 'teach' AND {holding()}")}


def _review(hands: Any, served: Served, reports: int) -> None:
    """Report after report, each figure that is doubtful or of no metric is confirmed, with all that are told like it."""
    hands.go(served.url + "/review")
    until(lambda: hands.rows("#reports"))
    hands.follow("#reports a")
    for n in range(reports):
        until(lambda: hands.text("#left") and "条" in hands.text("#left"))
        for _ in range(12):
            if hands.text("#left").startswith("没有存疑"):
                break
            before = hands.text("#what"), hands.text("#left")
            hands.deed("#accept", "a")
            until(
                lambda was=before: (hands.text("#what"), hands.text("#left")) != was and not hands.one("#edit").get_attribute("aria-busy"),
                said=lambda: hands.text("#told, #what, #left, #doubt"),
            )
        hands.deed("#done", "d")
        hands.told("已标为“已核对”")
        if n < reports - 1:
            here = hands.driver.current_url
            hands.follow("#told a")
            until(lambda was=here: hands.driver.current_url != was and hands.all("#left"))
