"""Classes of words: one class a word, broken files refused; what the shipped weights were learned from."""

from pathlib import Path

import pytest

from patterns import PatternError, load_catalog
from patterns.weights import example_rows, example_sentences, learned_from, load_weights


def test_a_word_in_two_classes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "things.toml").write_text('[classes]\na = "石狮 石凳"\nb = "石狮"\n', encoding="utf-8")
    with pytest.raises(PatternError, match=r"石狮.*一个词只能属于一类"):
        load_catalog(str(tmp_path))


def test_an_own_class_joins_ours(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "things.toml").write_text('[classes]\nrobots = "巡逻机器狗"\n', encoding="utf-8")
    words = load_catalog(str(tmp_path)).tables["words"]["things"]
    assert words["robots"] == "巡逻机器狗"
    assert words["hydrant"]


def test_rows_speak_of_classes_that_exist() -> None:
    words = load_catalog().tables["words"]
    classes = {*words["verbs"], *words["things"]}
    for row in example_rows():
        for cell in (*row.verbs, *row.things):
            parts = [] if cell.startswith("<") else cell.split(">")
            assert set(parts) <= classes, (row.metric, cell)


def test_examples_name_metrics_that_exist() -> None:
    metrics = {*load_catalog().metrics, "-"}
    assert {row.metric for row in example_rows()} <= metrics
    assert {metric for _, answers in example_sentences() for metric in answers} <= metrics
    assert len(example_sentences()) > 1500


def test_the_shipped_weights_are_learned_from_the_shipped_examples() -> None:
    assert load_weights()["from"] == learned_from(), "brigade patterns train"
