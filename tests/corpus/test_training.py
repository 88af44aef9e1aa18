"""Learning from a few rows: the same rows give the same weights, and an answer for words of the same class."""

from corpus.composing import compose
from corpus.training import train
from extract.meaning.learned import Learned
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
    """What no row names is understood by the class it stands in."""
    catalog = load_catalog()
    weights = train(compose(ROWS, catalog, each=60), catalog)
    reader = Learned(catalog, weights)
    assert reader.votes(Frame("添置举高车", "", "辆", "count"))[0][0] == "equipment.vehicles_bought"
    assert reader.votes(Frame("检修消防栓", "", "具", "count"))[0][0] == "construction.hydrants_repaired"
