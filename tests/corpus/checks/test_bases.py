"""A base told in the draft is no figure of this year: right sentences raise nothing beside last year's report, and a wrong base or change is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Corpus
from corpus.checks.run import run_checks
from corpus.reading.readers import read
from corpus.review import context_of
from tests.corpus.comparing.stores import stored

EARLIER = "上半年，接警出动412起，发生火灾132起。检查社会单位640家，临时查封16家。罚款28.6万元。\n"
CASES: dict[str, set[str]] = {  # a sentence → codes of errors and warnings
    "发生火灾121起，较去年同期的132起减少11起。": set(),
    "接警出动458起，较去年同期的412起增加46起，增幅11.17%。": set(),
    "罚款31.9万元，与去年同期28.6万元相比增加3.3万元，增长11.54%。": set(),
    "发生火灾121起，去年同期132起，减少11起，下降8.33%。": set(),
    "检查社会单位728家，比2022年上半年的640家增加88家，增长13.75%。": set(),
    "6月份接警出动85起，环比5月的82起增加3起，上升3.66%；累计接警出动458起。": set(),
    "发现火灾隐患1260处，督促整改火灾隐患1209处，整改率95.95%，较去年同期的91%提高4.95个百分点。": set(),
    "共检查社会单位728家。全县共有消防安全重点单位86家，已检查84家，检查覆盖率97.67%。": set(),
    "临时查封16家，与去年同期持平。": set(),
    "发生火灾121起，较去年同期的142起减少21起。": {"C402"},
    "发生火灾121起，较去年同期的132起减少12起。": {"C401", "C402"},
    "检查社会单位728家，较去年同期的640家增加68家。": {"C401", "C402"},
    "临时查封18家，与去年同期持平。": {"C402"},
    "全县共有消防安全重点单位86家，已检查84家。\n二、不足。全县共有消防安全重点单位86家，已检查82家。": {"R101"},
    "发现火灾隐患1260处，督促整改火灾隐患1209处，与行业部门一道使整改率达98.95%。": {"S203"},
    "发现火灾隐患1260处，督促整改火灾隐患1209处，整改率98.95%，较去年同期的91%提高7.95个百分点。": {"S203"},
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with stored(tmp_path_factory.mktemp("bases"), {"甲.txt": f"清溪县消防救援大队2022年上半年工作总结\n\n{EARLIER}"}) as made:
        yield made


@pytest.mark.parametrize("sentence", CASES)
def test_bases(corpus: Corpus, tmp_path: Path, sentence: str) -> None:
    draft = tmp_path / "稿.txt"
    draft.write_text(f"清溪县消防救援大队2023年上半年工作总结\n\n今年以来，大队扎实推进各项工作。{sentence}\n", encoding="utf-8")
    found = run_checks(context_of(read(draft), corpus=corpus))
    assert {f.code for f in found if f.severity in ("error", "warning")} == CASES[sentence]


MENDS: dict[str, set[str]] = {  # a sentence → what `--fix` would write for sure
    "检查社会单位728家，较去年同期的640家增加88家，增长17.35%。": {"13.75"},
    "检查社会单位728家，同比增长17.35%。": set(),  # who knows whether the 728 are right
    "检查社会单位728家，较去年同期的650家增加78家，增长12.00%。": set(),  # nor which base is
}


@pytest.mark.parametrize("sentence", MENDS)
def test_mends(corpus: Corpus, tmp_path: Path, sentence: str) -> None:
    draft = tmp_path / "稿.txt"
    draft.write_text(f"清溪县消防救援大队2023年上半年工作总结\n\n今年以来，大队扎实推进各项工作。{sentence}\n", encoding="utf-8")
    found = run_checks(context_of(read(draft), corpus=corpus))
    assert found and {f.mend[2] for f in found if f.mend is not None} == MENDS[sentence]
