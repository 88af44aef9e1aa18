"""Pattern files: the examples of every metric, and broken files refused with file and line."""

from pathlib import Path

import pytest

from extract import extract_report
from extract.examples import failures
from patterns import PatternError, load_catalog
from patterns.loader import HOME

BROKEN = [
    ("not toml", "[[metric]\nid=", "写法有误"),
    ("unknown key", '[[metric]]\nid = "x.y"\nname = "x"\nunit = "次"\nfoo = 1\nrules = []\n', "foo"),
    ("bad id", '[[metric]]\nid = "XY"\nname = "x"\nunit = "次"\nrules = []\n', "id"),
    ("bad regex", '[[metric]]\nid = "x.y"\nname = "x"\nunit = "次"\nrules = [{ match = \'(检查\' }]\n', "有误"),
    ("bad macro", '[[metric]]\nid = "x.y"\nname = "x"\nunit = "次"\nrules = [{ match = \'<nothing>\' }]\n', "nothing"),
    ("no table", "[other]\n", "other"),
]


def test_every_metric_has_examples_and_they_hold() -> None:
    catalog = load_catalog()
    assert len(catalog.metrics) >= 149
    for metric in catalog.metrics.values():
        assert len(metric.examples) >= 2, metric.id
        assert metric.near_misses, metric.id
    assert failures(catalog) == []


@pytest.mark.parametrize(("name", "content", "word"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_broken_file_is_refused(tmp_path: Path, name: str, content: str, word: str) -> None:
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "own.toml").write_text(content, encoding="utf-8")
    with pytest.raises(PatternError) as error:
        load_catalog(str(tmp_path))
    assert "own.toml" in str(error.value)
    assert word in str(error.value)


OWN = [
    ("review.toml", "[mark]\nstop = '[。;；'\n", "第 2 行的表达式“[。;；”写法有误"),
    ("files.toml", "[version]\nfinal = ['终稿', '(定稿']\n", "第 2 行的表达式“(定稿”写法有误"),
    ("zeros.toml", "[naught]\npattern = '*零'\n", "的表达式“*零”写法有误"),
    ("review.toml", "[mark]\nstop = 5\n", "“mark.stop”的值与本软件要求的类型不同"),
    ("files.toml", "version = '终稿'\n", "“version”的值与本软件要求的类型不同"),
]


@pytest.mark.parametrize(("name", "content", "words"), OWN, ids=[f"{n} {w[-20:]}" for n, _, w in OWN])
def test_a_broken_table_of_ones_own_is_refused(tmp_path: Path, name: str, content: str, words: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(PatternError) as error:
        load_catalog(str(tmp_path))
    assert str(tmp_path / name) in str(error.value) and words in str(error.value)


def test_a_good_table_of_ones_own_is_taken(tmp_path: Path) -> None:
    (tmp_path / "dates.toml").write_text("[guards]\nbare_before = '至于,('\n", encoding="utf-8")  # signs, no expression
    (tmp_path / "files.toml").write_text("[version]\nfinal = ['用印稿']\n", encoding="utf-8")
    catalog = load_catalog(str(tmp_path))
    assert catalog.tables["files"]["version"]["final"][0] == "用印稿"


def test_own_patterns_are_laid_over_ours(tmp_path: Path) -> None:
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "own.toml").write_text(
        '[[metric]]\nid = "service.robot_patrols"\nname = "机器人巡逻"\nunit = "次"\nunits = ["次"]\nrules = [{ match = "机器人巡逻", weight = 5 }]\n',
        encoding="utf-8",
    )
    catalog = load_catalog(str(tmp_path))
    fact = extract_report("开展机器人巡逻12次。", period="2023H1", catalog=catalog).facts[0]
    assert fact.metric == "service.robot_patrols"
    assert catalog.version != load_catalog().version


def test_every_file_is_read() -> None:
    names = {p.stem for p in (HOME / "metrics").glob("*.toml")}
    assert names == {m.activity for m in load_catalog().metrics.values()}


def test_missing_folder() -> None:
    with pytest.raises(PatternError, match="找不到"):
        load_catalog("/no/such/folder")


def test_an_expression_of_a_user_that_does_not_come_to_an_end_is_named(tmp_path: Path) -> None:
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "own.toml").write_text(
        '[[metric]]\nid = "service.robot_patrols"\nname = "机器人巡逻"\nunit = "次"\nunits = ["次"]\nrules = [{ match = "(?:(?:巡|逻|巡逻)+)+(?:队|组)员¤" }]\n',
        encoding="utf-8",
    )
    with pytest.raises(PatternError, match="还没有算完"):
        extract_report("队员" + "巡逻" * 24 + "员12次。", catalog=load_catalog(str(tmp_path)))
