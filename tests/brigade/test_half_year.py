"""Half of a clerk's year by command, with the power cut at random moments: what was entered is there, and the figures are those worked out by hand."""

from __future__ import annotations

import json
import os
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus.importing.ingest import sha256_of
from corpus.keeping.store import Store
from tests.brigade.clerk import Clerk, Done

KILLS = int(os.environ.get("HALF_YEAR_KILLS", "50"))  # at other moments in every run
TURNED = 4  # corrections that are undone and done again, besides two of the quarter and the half-year
EAST, SOUTH, NORTH = "东溪县消防救援大队", "南岭县消防救援大队", "北塘市消防救援大队"
HALF, QUARTER, YEAR = "2023年下半年", "2024年一季度", "2024年上半年"
LATE, REVISED = "东溪2024年一季度总结.txt", "南岭2024年上半年总结(修改稿).txt"
BODIES = {  # by folder and file; a report is its title and this sentence or two
    HALF: {
        "东溪": (EAST, "大队共检查单位442家，发现火灾隐患612处。罚款70.8万元。开展消防演练26次。"),
        "南岭": (SOUTH, "大队共检查单位318家，发现火灾隐患540处。开展宣传活动35次。罚款12万元。"),
        "北塘": (NORTH, "大队共检查单位275家，发现火灾隐患390处。临时查封9家。消防宣传五进全部完成。"),
    },
    QUARTER: {
        "东溪": (EAST, "大队共检查单位210家，发现火灾隐患305处。发放宣传资料3份。临时查封4家。"),
        "南岭": (SOUTH, "大队共检查单位160家，发现火灾隐患240处。培训群众520人次。"),
        "北塘": (NORTH, "大队共检查单位140家，发现火灾隐患180处。接警出动66起。"),
    },
    YEAR: {
        "东溪": (EAST, "大队共检查单位430家，发现火灾隐患620处。开展消防演练31次。"),
        "南岭": (SOUTH, "大队共检查单位325家，发现火灾隐患488处。计划开展消防演练40次。"),
        "北塘": (NORTH, "大队共检查单位290家，发现火灾隐患410处，罚款8万元。开展宣传活动52次。"),
    },
}
EDITED = "大队共检查单位215家，发现火灾隐患305处。培训群众88人次。发放宣传资料3份。"  # 东溪's quarter, in the same file
SECOND = "大队共检查单位328家，发现火灾隐患488处。计划再开展消防演练40次。"  # 南岭's half-year, as a file of its own
TABLE = [["检查单位", "家", 290], ["发现火灾隐患", "处", 415], ["接警出动", "起", 137]]  # 北塘's half-year: agrees, disagrees, adds

CORRECTIONS = [  # of whom and when, the figure, what is said of it; in the journal they have the numbers 1 to 10
    (EAST, HALF, "442家", ["--set-value", "443"]),
    (EAST, HALF, "70.8万元", ["--set-value", "70.9", "--unit", "万元"]),
    (SOUTH, HALF, "35次", ["--set-metric", "drill.drills"]),
    (NORTH, HALF, "9家", ["--wrong"]),
    (NORTH, HALF, "五进", ["--add", "publicity.campaigns", "--value", "5"]),
    (EAST, QUARTER, "3份", ["--set-unit", "万份"]),
    (SOUTH, QUARTER, "520人次", ["--set-period", "2023"]),
    (NORTH, QUARTER, "66起", ["--set-entity", "西街消防站"]),
    (SOUTH, YEAR, "40次", ["--set-status", "actual"]),
    (NORTH, YEAR, "52次", ["--set-qualifier", "校园"]),
]
# worked out from the sentences above and what the corrections say of them; None: two sources disagree
EXPECTED = {
    "2023H2": {
        EAST: {"inspection.units": 443, "inspection.hazards_found": 612, "enforcement.fines": 709000, "drill.drills": 26},
        SOUTH: {"inspection.units": 318, "inspection.hazards_found": 540, "enforcement.fines": 120000, "drill.drills": 35},
        NORTH: {"inspection.units": 275, "inspection.hazards_found": 390, "publicity.campaigns": 5},
    },
    "2024Q1": {
        EAST: {"inspection.units": 215, "inspection.hazards_found": 305, "publicity.leaflets": 30000, "publicity.people_trained": 88},
        SOUTH: {"inspection.units": 160, "inspection.hazards_found": 240},
        NORTH: {"inspection.units": 140, "inspection.hazards_found": 180},
    },
    "2024H1": {
        EAST: {"inspection.units": 430, "inspection.hazards_found": 620, "drill.drills": 31},
        SOUTH: {"inspection.units": 328, "inspection.hazards_found": 488, "drill.drills": 40},
        NORTH: {
            "inspection.units": 290, "inspection.hazards_found": None, "enforcement.fines": 80000, "publicity.campaigns": 52,
            "response.dispatches": 137,
        },
    },
}  # fmt: skip
LOOSE = "SELECT count(*) AS n FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.report_id = t.report_id)"
UNLIKE = """SELECT path FROM reports r
            WHERE facts <> (SELECT count(*) FROM facts f WHERE f.report_id = r.report_id AND corrected <> 'wrong') OR facts = 0"""
UNKEPT = """SELECT path FROM reports r WHERE "current" AND
            NOT EXISTS (SELECT 1 FROM cells c WHERE (c.brigade, c.period_start, c.period_end) = (r.brigade, r.period_start, r.period_end))"""


@dataclass
class Year:
    """The store, what was confirmed so far, and the cuts that are left."""

    folder: Path
    clerk: Clerk
    rng: random.Random
    kills: int = 0
    took: dict[bool, float] = field(default_factory=dict)  # seconds of the last command that ended, of whole ones and of forked ones
    files: dict[str, str] = field(default_factory=dict)  # path → content of what was told as imported
    lines: list[tuple[str, int | None]] = field(default_factory=list)  # the journal as it must be: deed and target

    @property
    def db(self) -> str:
        return str(self.folder / "t.duckdb")

    def run(self, argv: list[str], after: float | None = None, *, whole: bool = False) -> Done:
        done = (self.clerk.whole if whole else self.clerk.forked)([*argv, "--db", self.db], after)
        if not done.killed:
            assert done.status == 0, (argv, done)
            self.took[whole] = done.took
        return done

    def do(self, argv: list[str], is_done: Callable[[], bool], cuts: int) -> None:
        """A command that is cut off some times and then repeated, unless it was done before the cut."""
        for _ in range(cuts):
            whole = self.kills % 10 == 3
            done = self.run(argv, self.rng.random() * self.took[whole], whole=whole)
            self.kills += done.killed
            self.look()
            if not done.killed or is_done():
                break
            assert "已更正" not in done.said and "已撤销" not in done.said and "已重做" not in done.said, (
                "told and not done",
                argv,
                done.said,
            )
        else:
            self.run(argv)
        assert is_done(), argv

    def look(self) -> None:
        """The store opens, no report is half there, and what was confirmed is in it."""
        if not Path(self.db).exists():
            assert not self.files
            return
        with Store(self.db) as store:
            for table in ("facts", "dates", "events", "unclaimed"):
                assert store.rows(LOOSE.format(table=table)) == [{"n": 0}]
            assert not store.rows(UNLIKE)
            assert not store.rows(UNKEPT)
            known = {path: sha for path, (sha, _, _) in store.known().items()}
            assert self.files.items() <= known.items()
            said = [(r["deed"], r["target"]) for r in store.rows("SELECT deed, target FROM journal ORDER BY id")]
            assert said[: len(self.lines)] == self.lines
            assert len(said) <= len(self.lines) + 1

    def journal(self) -> list[tuple[str, int | None]]:
        with Store(self.db) as store:
            return [(r["deed"], r["target"]) for r in store.rows("SELECT deed, target FROM journal ORDER BY id")]

    # ---- what a clerk does ---------------------------------------------------------------------------------------

    def take(self, path: Path, cuts: int) -> None:
        files = [path] if path.is_file() else sorted(path.iterdir())
        want = {str(file.resolve()): sha256_of(file) for file in files}

        def is_done() -> bool:
            if not Path(self.db).exists():
                return False
            with Store(self.db) as store:
                return want.items() <= {p: sha for p, (sha, _, _) in store.known().items()}.items()

        for file in want:  # until it is told again it may be there with either content
            self.files.pop(file, None)
        self.do(["import", str(path), "--jobs", "1"], is_done, cuts)
        self.files |= want

    def enter(self, argv: list[str], line: tuple[str, int | None], cuts: int) -> None:
        want = [*self.lines, line]
        self.do(argv, lambda: self.journal() == want, cuts)
        self.lines = want

    def correct(self, number: int, cuts: int) -> None:
        who, when, figure, says = CORRECTIONS[number - 1]
        deed = "wrong" if says == ["--wrong"] else "add" if says[0] == "--add" else "change"
        title = f"{who}{when}工作总结"
        with Store(self.db) as store:
            ident = store.rows("SELECT report_id FROM reports WHERE contains(title, ?) ORDER BY arrived LIMIT 1", [title])[0]["report_id"]
        self.enter(["correct", ident, figure, *says, "--no-teach", "--who", "王", "--why", "台账"], (deed, None), cuts)

    def turn(self, deed: str, number: int, cuts: int) -> None:
        self.enter([deed, str(number), "--who", "李"], (deed, number), cuts)


def write(folder: Path, when: str) -> Path:
    target = folder / when
    target.mkdir()
    for name, (who, body) in BODIES[when].items():
        (target / f"{name}{when}总结.txt").write_text(report(who, when, body), encoding="utf-8")
    return target


def report(who: str, when: str, body: str) -> str:
    return f"{who}{when}工作总结\n{when}，{body}\n"


def write_table(path: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    for row in [[f"{NORTH}{YEAR}消防工作统计表"], ["项目", "单位", "数量"], *TABLE]:
        book.active.append(row)
    book.save(path)
    return path


def compared(year: Year) -> dict[str, dict[str, dict[str, float | None]]]:
    """period → brigade → metric → value, as the command compares them; what nobody tells is left out."""
    out: dict[str, dict[str, dict[str, float | None]]] = {}
    for period in EXPECTED:
        rows = [json.loads(line) for line in year.run(["compare", "--period", period, "--format", "jsonl"]).said.splitlines()]
        for row in rows:
            if row["how"] not in ("missing", "derived"):
                out.setdefault(period, {}).setdefault(row["brigade"], {})[row["metric"]] = row["value"]
    return out


def steps(year: Year, rng: random.Random) -> list[Callable[[int], None]]:
    """What happens in the half-year, in order; each takes the number of cuts that it meets."""
    folder = year.folder

    def edit(cuts: int) -> None:
        path = folder / QUARTER / LATE
        path.write_text(report(EAST, QUARTER, EDITED), encoding="utf-8")
        year.take(path, cuts)

    def revise(cuts: int) -> None:
        path = folder / YEAR / REVISED
        path.write_text(report(SOUTH, YEAR, SECOND), encoding="utf-8")
        year.take(path, cuts)

    def turned(deed: str, number: int) -> Callable[[int], None]:
        return lambda cuts: year.turn(deed, number, cuts)

    def corrected(number: int) -> Callable[[int], None]:
        return lambda cuts: year.correct(number, cuts)

    def imported(when: str) -> Callable[[int], None]:
        return lambda cuts: year.take(write(folder, when), cuts)

    rest = rng.sample([n for n in range(1, 11) if n not in (6, 9)], TURNED)
    return [
        imported(HALF), *map(corrected, range(1, 6)), imported(QUARTER), *map(corrected, range(6, 9)), imported(YEAR), *map(corrected, (9, 10)),
        turned("undo", 6), turned("undo", 9), edit, revise, turned("redo", 9), turned("redo", 6),
        lambda cuts: year.take(write_table(folder / YEAR / "北塘2024年上半年统计表.xlsx"), cuts),
        *(turned("undo", n) for n in rng.sample(rest, len(rest))), *(turned("redo", n) for n in rng.sample(rest, len(rest))),
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "fork"), reason="commands are forked off")
def test_half_a_year_with_the_power_cut(tmp_path: Path) -> None:
    seed = int(os.environ.get("HALF_YEAR_SEED", "0")) or time.time_ns() % 1_000_000
    print(f"HALF_YEAR_SEED={seed}")
    rng = random.Random(seed)
    clerk = Clerk(tmp_path)
    try:
        year = Year(tmp_path, clerk, rng)
        year.took = {whole: way(["patterns", "list"], None).took for whole, way in ((True, clerk.whole), (False, clerk.forked))}
        todo = steps(year, rng)
        cuts = [0] * len(todo)
        for _ in range(KILLS):
            cuts[rng.randrange(len(todo))] += 1
        for step, met in zip(todo, cuts, strict=True):
            step(met)
        while year.kills < KILLS:  # cuts that came too late for their command: now while everything is read again
            with Store(year.db) as store:
                store.db.execute("UPDATE reports SET patterns_version = 'old'")
            year.take(tmp_path / YEAR, 1)
        assert year.kills >= KILLS
        assert compared(year) == EXPECTED, f"HALF_YEAR_SEED={seed}"
        history(year)
    except Exception as error:
        error.add_note(f"HALF_YEAR_SEED={seed}")
        raise
    finally:
        clerk.close()


def history(year: Year) -> None:
    """Who entered what is told, and both versions and the disagreement are seen."""
    rows = [json.loads(line) for line in year.run(["history", "--format", "jsonl"], whole=True).said.splitlines()]
    assert len(rows) == 10 + 2 * (2 + TURNED)
    assert [(r["id"], r["who"], r["why"], r["state"]) for r in rows[:10]] == [(n, "王", "台账", "有效") for n in range(1, 11)]
    turned = [{r["target"] for r in rows[10:] if r["deed"] == deed} for deed in ("undo", "redo")]
    assert turned[0] == turned[1] and len(turned[0]) == 2 + TURNED and {6, 9} <= turned[0]
    versions = [json.loads(line) for line in year.run(["versions", "--format", "jsonl"]).said.splitlines()]
    told = {r["file"]: r["current"] for r in versions}
    assert told == {
        "南岭2024年上半年总结.txt": False, REVISED: True, "北塘2024年上半年总结.txt": True, "北塘2024年上半年统计表.xlsx": True,
    }  # fmt: skip
    said = year.run(["compare", "--period", "2024H1", "--metric", "inspection.hazards_found"]).said
    assert re.search("不一致", said)
