"""What is right raises nothing, its twin with one slip is found: changes of two times, parts told elsewhere, shares, products, dates."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from corpus.checks.context import Context
from corpus.checks.run import run_checks
from extract import extract_report
from patterns import load_catalog

TITLE = "南坪县消防救援大队2023年上半年工作总结\n"

TWINS = [
    ("发生火灾104起，较去年同期的118起下降11.9%。", "发生火灾104起，较去年同期的118起下降13.5%。", "C401"),
    ("接警出动336起，去年同期为310起，同比增长8.4%。", "接警出动336起，去年同期为310起，同比增长4.8%。", "C401"),
    ("检查单位738家，上年同期为652家，多86家、增长13.2%。", "检查单位738家，上年同期为652家，多68家、增长13.2%。", "C401"),
    ("火灾隐患整改率由82%提高到91%，提高9个百分点。", "火灾隐患整改率由82%提高到91%，提高11个百分点。", "C401"),
    ("受伤2人（去年同期2人），同比持平。", "受伤2人（去年同期4人），同比持平。", "C401"),
    (
        "发生火灾142起，受伤5人，与去年同期的161起、8人相比，分别下降11.8%、37.5%。",
        "发生火灾142起，受伤5人，与去年同期的161起、8人相比，分别下降11.8%、35.7%。",
        "C401",
    ),
    (
        "接警141起（去年同期接警158起，出动车辆281辆次），同比下降10.8%。",
        "接警141起（去年同期接警158起，出动车辆281辆次），同比下降18.1%。",
        "C401",
    ),
    ("播放量由去年的30万次增至120万次，增长3倍。", "播放量由去年的30万次增至120万次，增长4倍。", "C401"),
    (
        "上半年检查社会单位516家。\n二、不足。半年来虽检查社会单位516家，但仍有盲区。",
        "上半年检查社会单位516家。\n二、不足。半年来虽检查社会单位561家，但仍有盲区。",
        "R101",
    ),
    ("全年罚款12.5万元。\n二、执法。全年案件共罚款125300元。", "全年罚款12.5万元。\n二、执法。全年案件共罚款152300元。", "R101"),
    (
        "发现火灾隐患586处，当场整改412处、限期整改174处，整改率100%。",
        "发现火灾隐患586处，当场整改412处、限期整改147处，整改率100%。",
        "S201",
    ),
]


SINGLE = tomllib.loads((Path(__file__).parent / "twins.toml").read_text(encoding="utf-8"))["twin"]


def codes(text: str, title: str = TITLE) -> set[str]:
    found = run_checks(Context.of(extract_report(title + text), load_catalog()))
    return {f.code for f in found if f.severity in ("error", "warning")}


@pytest.mark.parametrize(("good", "bad", "code"), TWINS, ids=[code + good[:12] for good, _, code in TWINS])
def test_twins(good: str, bad: str, code: str) -> None:
    assert codes(good) == set()
    assert code in codes(bad)


@pytest.mark.parametrize("twin", SINGLE, ids=[t["code"] + t["good"][:12] for t in SINGLE])
def test_single_slips(twin: dict[str, str]) -> None:
    title = twin.get("title", TITLE.strip()) + "\n"
    assert twin["good"].count(twin["of"]) == 1
    assert codes(twin["good"], title) == set()
    assert twin["code"] in codes(twin["good"].replace(twin["of"], twin["bad"]), title)
