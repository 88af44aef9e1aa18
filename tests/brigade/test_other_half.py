"""The other half of a clerk's year, by command: phrases taught and one forgotten, brigades merged and parted, a register that comes late, reviews."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from brigade.cli import main

EAST, WEST, NORTH = "东湖区消防救援大队", "西湖区消防救援大队", "北湖区消防救援大队"
# what a hand of its own calls things: the phrase, its unit, the name and id of its metric, its figure in the first and in a later report
PHRASES = [
    ("走水", "起", "火灾起数", "fire.fires", 87, 41),
    ("过堂", "家次", "检查单位", "inspection.units", 120, 98),
    ("挑刺", "处", "inspection.hazards_found", "inspection.hazards_found", 66, 54),
    ("抹平", "处", "督促整改火灾隐患", "inspection.hazards_corrected", 61, 50),
    ("糊封皮", "处", "临时查封", "enforcement.seals", 12, 15),
    ("勒停", "家", "责令三停", "enforcement.closures", 9, 8),
    ("练兵", "场", "实战演练", "drill.drills", 31, 46),
    ("讲古", "堂", "宣传活动", "publicity.campaigns", 104, 96),
    ("起跑", "趟", "接警出动", "response.dispatches", 356, 381),
    ("添丁", "名", "招录专职消防员", "personnel.recruited", 10, 6),
]


def wrote(folder: Path, name: str, brigade: str, period: str, figures: dict[str, str]) -> Path:
    path = folder / name
    lines = [f"{phrase}{figure}。" for phrase, figure in figures.items()]
    path.write_text("\n".join([f"{brigade}{period}工作总结", *lines, ""]), encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *words: object, status: int = 0) -> str:
    """What a command prints; where it is refused, the sentence."""
    capsys.readouterr()
    assert main([str(w) for w in words]) == status
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    return out.err if status else out.out


def rows(capsys: pytest.CaptureFixture[str], *words: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(capsys, *words, "--format", "jsonl").splitlines()]


def metrics(capsys: pytest.CaptureFixture[str], db: Path, brigade: str) -> dict[float, str]:
    """Figure → metric."""
    return {row["value"]: row["metric"] for row in rows(capsys, "facts", "--db", db, "--brigade", brigade)}


def figures(which: int) -> dict[str, str]:
    """The phrases with the figures of the first (4) or the later (5) report."""
    return {p[0]: f"{p[which]}{p[1]}" for p in PHRASES}


def test_ten_phrases_one_forgotten_and_another_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db, other, kept = tmp_path / "一.duckdb", tmp_path / "二.duckdb", tmp_path / "经验.toml"
    first = wrote(tmp_path, "东湖.txt", EAST, "2023年上半年", figures(4))
    later = wrote(tmp_path, "西湖.txt", WEST, "2023年上半年", figures(5))
    said(capsys, "import", first, "--db", db)
    asked = {(row["label"], row["unit"]) for row in rows(capsys, "suggest", "--db", db)}
    assert asked >= {(p[0], p[1]) for p in PHRASES}
    for phrase, _, name, *_ in PHRASES:
        assert "撤销用 brigade undo" in said(capsys, "teach", phrase, name, "--who", "王", "--db", db)
    assert rows(capsys, "suggest", "--db", db) == []
    assert metrics(capsys, db, EAST) == {p[4]: p[3] for p in PHRASES}

    said(capsys, "import", later, "--db", db)
    assert metrics(capsys, db, WEST) == {p[5]: p[3] for p in PHRASES}

    said(capsys, "lessons", "export", kept, "--db", db)
    seed = wrote(tmp_path, "北湖.txt", NORTH, "2023年上半年", {"接待群众": "3人"})
    said(capsys, "import", seed, "--db", other)
    assert "已导入 10 条经验" in said(capsys, "lessons", "import", kept, "--db", other)
    said(capsys, "import", later, "--db", other)
    assert metrics(capsys, other, WEST) == {p[5]: p[3] for p in PHRASES}
    assert "已导入 0 条经验(另有 10 条已有)" in said(capsys, "lessons", "import", kept, "--db", other)

    (number,) = (row["id"] for row in rows(capsys, "lessons", "--db", db) if row["label"] == "讲古")
    said(capsys, "lessons", "forget", number, "--db", db)
    without = {p[4]: "" if p[0] == "讲古" else p[3] for p in PHRASES}
    assert metrics(capsys, db, EAST) == without
    assert {row["label"] for row in rows(capsys, "suggest", "--db", db)} == {"讲古"}
    assert len(rows(capsys, "lessons", "--db", db)) == 9
    said(capsys, "redo", number, "--db", db)
    assert metrics(capsys, db, EAST) == {p[4]: p[3] for p in PHRASES}


def test_brigades_merged_parted_and_a_register_that_comes_late(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = tmp_path / "一.duckdb"
    wrote(tmp_path, "甲.txt", "东湖大队", "2023年上半年", {"检查单位": "30家"})
    wrote(tmp_path, "乙.txt", EAST, "2023年下半年", {"检查单位": "42家"})
    wrote(tmp_path, "丙.txt", WEST, "2023年上半年", {"检查单位": "7家"})
    said(capsys, "import", *(tmp_path / f"{n}.txt" for n in "甲乙丙"), "--db", db)
    assert [{r["a"], r["b"]} for r in rows(capsys, "brigades", "like", "--db", db)] == [{"东湖大队", EAST}]
    assert "报告 1 份(第 1 号" in said(capsys, "brigades", "merge", "东湖大队", EAST, "--db", db)
    counts = {r["name"]: r["reports"] for r in rows(capsys, "brigades", "--db", db)}
    assert counts == {EAST: 2, WEST: 1}
    said(capsys, "undo", "--db", db)
    assert {r["name"]: r["reports"] for r in rows(capsys, "brigades", "list", "--db", db)} == {"东湖大队": 1, EAST: 1, WEST: 1}

    register = tmp_path / "名册.csv"
    register.write_text(
        f"名称,别名,上级,2022年人口,2023年人口\n{EAST},东湖大队、东消,云州支队,41,42\n{WEST},,云州支队,,\n", encoding="gb18030"
    )
    assert "已读入名册 2 个大队" in said(capsys, "brigades", "import", register, "--db", db)
    told = {r["name"]: (r["aliases"], r["parent"], r["reports"]) for r in rows(capsys, "brigades", "--db", db)}
    assert told == {EAST: ("东湖大队、东消", "云州支队", 2), WEST: ("", "云州支队", 1)}
    for name in ("又.csv", "又.xlsx"):
        said(capsys, "brigades", "export", tmp_path / name, "--db", db)
        again = tmp_path / f"{name}.duckdb"
        said(capsys, "import", tmp_path / "丙.txt", "--db", again)
        said(capsys, "brigades", "import", tmp_path / name, "--db", again)
        assert [r["numbers"] for r in rows(capsys, "brigades", "--db", again)] == [{"population": 42.0}, {}]


def test_what_has_been_gone_through(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    db = tmp_path / "一.duckdb"
    wrote(tmp_path, "甲.txt", EAST, "2023年上半年", {"检查单位": "30家", "走水": "5起"})
    wrote(tmp_path, "乙.txt", WEST, "2023年上半年", {"检查单位": "42家"})
    said(capsys, "import", tmp_path / "甲.txt", tmp_path / "乙.txt", "--db", db)
    ids = {r["brigade"]: r["report_id"] for r in rows(capsys, "reports", "--db", db)}
    doubtful = rows(capsys, "facts", "--report", ids[EAST], "--doubtful", "--db", db)
    assert [(r["label"], r["value"]) for r in doubtful] == [("走水", 5)]
    assert "疑点" in said(capsys, "facts", "--report", ids[EAST], "--doubtful", "--db", db)
    assert "1 条数据仍存疑" in said(capsys, "review", ids[EAST], "--who", "王", "--db", db)
    said(capsys, "review", ids[WEST], "--state", "核对中", "--who", "李", "--db", db)
    listed = said(capsys, "reports", "--db", db)
    assert "已核对" in listed and "核对中" in listed and "2023年上半年" in listed
    reviewed = {r["brigade"]: (r["review"], r["reviewed_by"]) for r in rows(capsys, "reports", "--db", db)}
    assert reviewed == {EAST: ("done", "王"), WEST: ("doing", "李")}
    said(capsys, "undo", 1, "--db", db)
    assert rows(capsys, "reports", "--db", db, "--brigade", "东湖")[0]["review"] == ""
    assert {r["period"] for r in rows(capsys, "reports", "--db", db)} == {"2023H1"}


REFUSED = [
    (("lessons", "forget", "9"), "没有第 9 号"),
    (("lessons", "forget", "一"), "不是有效的值"),
    (("lessons", "export"), "缺少参数:文件"),
    (("lessons", "learn"), "不在可选范围内"),
    (("lessons", "import", "没有.toml"), "打不开"),
    (("lessons", "import", "别的.toml"), "没有经验([[lesson]])"),
    (("lessons", "import", "旧的.toml"), "不在指标目录中"),
    (("teach", "没有的", "火灾起数"), "没有说法为“没有的”"),
    (("teach", "检查单位", "没有的指标"), "没有"),
    (("brigades", "merge", "东湖区消防救援大队", "没有的"), "没有名为“没有的”的大队"),
    (("brigades", "merge", "东湖区消防救援大队"), "缺少参数:乙"),
    (("brigades", "import", "没有.csv"), "找不到大队名册"),
    (("brigades", "import", "错.csv"), "应为数字"),
    (("brigades", "export", "."), "是文件夹"),
    (("set", "东湖区消防救援大队2023年上半年"), "没有改动"),
    (("set", "东湖区消防救援大队2023年上半年", "--period", "去年吧"), "看不懂期间“去年吧”"),
    (("suggest", "--limit", "-1"), "条数"),
    (("review", "东湖区消防救援大队2023年上半年", "--who", ""), "请用 --who 写明核对人"),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSED, ids=[" ".join(words) for words, _ in REFUSED])
def test_what_is_refused(
    words: tuple[str, ...], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wrote(tmp_path, "甲.txt", EAST, "2023年上半年", {"检查单位": "30家"})
    (tmp_path / "别的.toml").write_text("[[answer]]\ncode = 'S201'\n", encoding="utf-8")
    (tmp_path / "旧的.toml").write_text("[[lesson]]\ntext = '走水3起'\nstart = 2\nend = 4\nmetric = 'fire.gone'\n", encoding="utf-8")
    (tmp_path / "错.csv").write_text("name,人口\n东湖大队,四十万\n", encoding="utf-8")
    said(capsys, "import", "甲.txt", "--db", "一.duckdb")
    kept = (
        rows(capsys, "facts", "--db", "一.duckdb"),
        rows(capsys, "history", "--db", "一.duckdb"),
        rows(capsys, "brigades", "--db", "一.duckdb"),
    )
    assert main([]) == 0
    capsys.readouterr()
    try:
        status = main([*words, "--db", "一.duckdb"])
    except SystemExit as end:  # what argparse refuses
        status = int(end.code or 0)
    told = capsys.readouterr()
    assert (status, sentence in told.err, told.out) == (2, True, ""), told.err
    assert len(told.err.splitlines()) == 1
    assert (
        rows(capsys, "facts", "--db", "一.duckdb"),
        rows(capsys, "history", "--db", "一.duckdb"),
        rows(capsys, "brigades", "--db", "一.duckdb"),
    ) == kept


def test_a_lesson_of_a_metric_that_is_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, db = tmp_path / "规则" / "metrics", tmp_path / "一.duckdb"
    own.mkdir(parents=True)
    (own / "own.toml").write_text(
        "[[metric]]\nid = 'fire.own'\nname = '自定指标'\nunit = '起'\nkind = 'count'\nunits = ['起']\n"
        "rules = [{ match = '自定' }]\nexamples = [{ text = '自定3起。', value = 3 }]\n",
        encoding="utf-8",
    )
    wrote(tmp_path, "甲.txt", EAST, "2023年上半年", {"走水": "5起"})
    said(capsys, "import", tmp_path / "甲.txt", "--db", db, "--patterns", own.parent)
    said(capsys, "teach", "走水", "fire.own", "--db", db, "--patterns", own.parent)
    assert [r["name"] for r in rows(capsys, "lessons", "--db", db, "--patterns", own.parent)] == ["自定指标"]
    (name,) = (r["name"] for r in rows(capsys, "lessons", "--db", db))
    assert "现已没有这个指标" in name
    assert "另有 1 条的指标现已没有" in said(capsys, "lessons", "export", tmp_path / "经验.toml", "--db", db)
