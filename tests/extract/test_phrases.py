"""The words around a figure in their parts, and what the two readers make of them together."""

import pytest

from extract import extract_report
from extract.parsing.frames import Frame
from extract.parsing.lexicon import lexicon_of
from extract.parsing.phrases import parse
from patterns import load_catalog

# left ¤ right: verbs, head, deeds, objects
PARTS = [
    ("检查出租屋¤", "检查", "出租屋", "", ""),
    ("¤企业签订消防安全责任书", "", "企业", "签订", "消防安全责任书"),
    ("考核消防员¤", "考核", "消防员", "", ""),
    ("组织演练¤", "组织", "演练", "", ""),
    ("新建¤市政消火栓", "新建", "市政消火栓", "", ""),
]


@pytest.mark.parametrize(("words", "verbs", "head", "deeds", "objects"), PARTS, ids=[p[0] for p in PARTS])
def test_parts(words: str, verbs: str, head: str, deeds: str, objects: str) -> None:
    left, _, right = words.partition("¤")
    phrase = parse(Frame(left, right, "家", "count"), lexicon_of(load_catalog()))
    assert "".join(w.text for w in phrase.verbs) == verbs
    assert (phrase.head.text if phrase.head else "") == head
    assert "".join(w.text for w in phrase.deeds) == deeds
    assert "".join(w.text for w in phrase.objects) == objects


def test_both_readers_leave_their_votes_on_the_fact() -> None:
    (fact,) = extract_report("检查单位442家。", period="2023H1").facts
    assert {reader for reader, _, _ in fact.votes} == {"rules", "examples"}
    assert fact.to_dict()["votes"][0] == ["rules", "inspection.units", 1.0]
    assert not any(d.field == "metric" for d in fact.doubt)


def test_one_voice_is_doubtful() -> None:
    """What only the examples know is given with a doubt, and says where it came from."""
    facts = extract_report("一年来无偿献血8600毫升，比武夺得金牌3枚。", period="2023").facts
    assert [f.metric for f in facts] == ["service.blood_donated", "award.medals"]
    for fact in facts:
        assert [d.why for d in fact.doubt if d.field == "metric"] == ["指标由相近例句推定"]
        assert fact.confidence.metric < 0.9


# what says that things are there holds for the list behind
TOLD = [
    ("大队共有官兵31人、消防车5辆、冲锋舟3艘。", ["personnel.strength", "equipment.vehicles", "equipment.boats"]),
    ("该站拥有消防车2辆、各类器材600件套、橡皮艇2艘。", ["equipment.vehicles", "equipment.stock", "equipment.boats"]),
    ("出动车辆6辆、冲锋舟3艘。", ["response.vehicles", "response.boats"]),
    ("落实消防经费80万元。", ["funding.total"]),
    ("普查消火栓240具。", ["construction.hydrants_inspected"]),
]


@pytest.mark.parametrize(("text", "metrics"), TOLD, ids=[t[0] for t in TOLD])
def test_what_is_told_around_decides(text: str, metrics: list[str]) -> None:
    assert [f.metric for f in extract_report(text, period="2023").facts] == metrics
