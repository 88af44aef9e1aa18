"""Learning from a few rows: the same rows give the same weights, and an answer for words of the same class."""

from corpus.training import compose, train
from extract.meaning.learned import learned
from extract.parsing.frames import Frame
from patterns import load_catalog
from patterns.weights import Row

ROWS = [
    Row("equipment.vehicles_bought", ("buy",), ("vehicle",), ("辆", "台"), ()),
    Row("construction.hydrants_repaired", ("repair",), ("hydrant",), ("个", "具"), ()),
    Row("-", ("meet",), ("person",), ("人",), ()),
]


def test_the_same_rows_give_the_same_weights() -> None:
    catalog = load_catalog()
    first, again = (train(compose(ROWS, catalog, each=20), catalog, rounds=4) for _ in range(2))
    assert first == again


def test_a_word_of_the_class_is_understood() -> None:
    """维修…消防栓 is learned from other words of the two classes."""
    reader = learned(load_catalog())
    frames = [
        (Frame("购置水罐车", "", "辆", "count"), "equipment.vehicles_bought"),
        (Frame("检修消防栓", "", "具", "count"), "construction.hydrants_repaired"),
        (Frame("", "消防车参加比武", "辆", "count"), ""),
    ]
    for frame, metric in frames[:2]:
        assert reader.votes(frame)[0][0] == metric
    assert reader.votes(frames[2][0])[0][0] != "equipment.vehicles_bought"
