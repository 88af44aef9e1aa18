"""No file takes the program's time or memory, or ends an import: it is named in one sentence, the others are read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from brigade.cli import main
from corpus import Corpus
from corpus.errors import CorpusError
from corpus.importing.ingest import Job, ingest
from corpus.processes.limits import Limits
from corpus.reading.bounded import contents_or_why, read
from corpus.reading.readers import read as read_here
from corpus.reading.readers.recognise import lines_of_pages
from tests.conftest import SAMPLES
from tests.corpus import bombs

GOOD = bombs.TITLE + "上半年，大队检查单位442家，发现火灾隐患676处。"
TIGHT = Limits(seconds=2.0, seconds_a_mib=0, mib=300)
# file → what it holds, the kind of the problem, and words of its sentence
BAD: dict[str, tuple[bytes, str, str]] = {
    "pictures.pdf": (bombs.forms_in_forms(), "too_big", "占用的内存超过 300 MB"),
    "long.txt": (("检查单位12家。" * 150_000).encode(), "too_slow", "还没有读完"),
    "strings.xlsx": (bombs.one_string_everywhere(), "too_big", "上限"),
    "broken.xlsx": (bombs.broken_stream(), "damaged", "损坏"),
    "entities.docx": (bombs.entities_far_behind(), "bomb", "实体声明"),
    "pieces.doc": (bombs.pieces_again_and_again(), "too_big", "字的上限"),
    "attributes.html": (bombs.many_attributes(), "too_big", "属性"),
}
GONE_ON: dict[str, str] = {  # what broke the extractor once, and is stored now
    "fraction.txt": bombs.TITLE + "一分之" + "8" * 60 + "。检查单位12家。",
    "name.txt": bombs.TITLE + "检查单位12家。\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "in"
    inside.mkdir()
    for name, (data, _, _) in BAD.items():
        (inside / name).write_bytes(data)
    for name, text in GONE_ON.items():
        (inside / name).write_text(text, encoding="utf-8")
    for name in ("a.txt", "z.txt"):
        (inside / name).write_text(GOOD.replace("甲县", f"{name[0]}甲县"), encoding="utf-8")
    return inside


def test_a_hostile_file_is_named_and_the_others_are_stored(folder: Path, tmp_path: Path) -> None:
    with Corpus(tmp_path / "t.duckdb") as corpus:
        summary = corpus.import_files([str(folder)], jobs=2, limits=TIGHT)
        told = {Path(path).name: (kind, message) for path, kind, message in summary.failed}
        assert {name: kind for name, (kind, _) in told.items()} == {name: kind for name, (_, kind, _) in BAD.items()}
        assert all(words in told[name][1] and "\n" not in told[name][1] for name, (_, _, words) in BAD.items())
        assert {Path(p).name for p in corpus.reports()["path"]} == {"a.txt", "z.txt", *GONE_ON}
        assert {Path(p["path"]).name for p in corpus.problems()} >= set(BAD)


def test_a_draft_is_read_within_limits_too(folder: Path) -> None:
    with pytest.raises(CorpusError, match="占用的内存超过"):
        read(folder / "pictures.pdf", limits=TIGHT)
    assert read(folder / "a.txt", limits=TIGHT) == read_here(folder / "a.txt")


def test_why_a_file_cannot_be_read_is_handed_on_whatever_is_installed(folder: Path, tmp_path: Path) -> None:
    import distributed  # noqa: F401  # its pickling of errors takes along what they came from

    path = str(folder / "broken.xlsx")
    with Corpus(tmp_path / "t.duckdb") as corpus:
        summary = corpus.import_files([path], contents={path: contents_or_why(path)})
    assert [kind for _, kind, _ in summary.failed] == ["damaged"]


# file → what it holds, and words of the sentence as a register and as a ledger
BESIDE: dict[str, tuple[bytes, str, str]] = {
    "strings.xlsx": (bombs.one_string_everywhere(), "上限", "上限"),
    "broken.xlsx": (bombs.broken_stream(), "损坏", "损坏"),
    "months.csv": (bombs.months_without_end(), "几列说的是同一项", "已停止"),
    "cut.xlsx": (bombs.one_string_everywhere(3)[:900], "损坏", "损坏"),
    "no.xlsx": (b"MZ" + bytes(900), "编码", "不是可识别的文档"),
}


@pytest.mark.parametrize("name", BESIDE)
def test_a_register_and_a_ledger_are_read_within_limits_too(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, register, ledger = BESIDE[name]
    monkeypatch.setattr("corpus.reading.ledger.LIMITS", TIGHT)
    (tmp_path / name).write_bytes(data)
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    db = str(tmp_path / "t.duckdb")
    Corpus(db).close()
    for command, words in (
        (["brigades", "import", str(tmp_path / name), "--db", db], register),
        (["check", str(tmp_path / "a.txt"), "--ledger", str(tmp_path / name)], ledger),
    ):
        assert main(command) == 2
        said = capsys.readouterr().err
        assert words in said and said.count("\n") == 1 and "Traceback" not in said, said


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_a_name_in_gbk_is_read_once_and_used_everywhere(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/" + "乙县消防救援大队2022年上半年.txt".encode("gbk"))
    Path(path).write_text("检查单位12家。", encoding="utf-8")
    with Corpus(tmp_path / "t.duckdb") as corpus:
        first = corpus.import_files([str(tmp_path)])
        assert [Path(p).name for p in corpus.reports()["path"]] == ["乙县消防救援大队2022年上半年.txt"]
        assert corpus.reports()["brigade"].tolist() == ["乙县消防救援大队"]
        assert any("按 GBK 读作" in message for _, _, message in first.review)
        assert corpus.import_files([str(tmp_path)]).unchanged == 1


def test_a_scan_of_very_many_pages_is_refused_before_the_first(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="有 300 页要识别"):
        lines_of_pages(tmp_path / "a.pdf", list(range(300)))


def test_a_file_that_is_gone_is_a_failed_one(tmp_path: Path) -> None:
    outcome = ingest(Job(str(tmp_path / "没有了.txt")))
    assert (outcome.failed, outcome.problems[0][0]) == (True, "missing")


ENDS: list[tuple[int, int, str]] = [(signal.SIGINT, 130, "已中断"), (signal.SIGTERM, 143, "已被终止"), (signal.SIGKILL, -9, "")]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "status", "words"), ENDS)
def test_an_import_that_is_ended_leaves_no_process_and_no_traceback(
    folder: Path, tmp_path: Path, number: int, status: int, words: str
) -> None:
    command = [
        sys.executable,
        "-m",
        "brigade",
        "import",
        str(folder / "pictures.pdf"),
        str(SAMPLES),
        "--db",
        str(tmp_path / "t.duckdb"),
        "--jobs",
        "2",
    ]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a program started from one that ignores it would ignore it too
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as program:
        signal.signal(signal.SIGINT, before)
        children = _until(lambda: len(found := psutil.Process(program.pid).children()) == 2 and found)
        program.send_signal(number)
        said = program.communicate(timeout=20)[0]
    assert program.returncode == status
    assert words in said and "Traceback" not in said and len(said.splitlines()) <= 1
    assert psutil.wait_procs(children, 10)[1] == []


def _until(condition: Callable[[], object]) -> list[psutil.Process]:
    while not (found := condition()):
        pass
    assert isinstance(found, list)
    return found
