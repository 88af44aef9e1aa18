"""The spaCy components give what the plain function gives; the two tokenizers cut alike."""

from decimal import Decimal

import pytest
import spacy

from extract import extract_report, pipeline
from extract.reading.tokenizer import cut
from tests.conftest import SAMPLES

TEXTS = [p.read_text(encoding="utf-8") for p in sorted(SAMPLES.glob("*.txt"))]


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return pipeline()


@pytest.mark.parametrize("text", TEXTS[::3])
def test_the_pipeline_gives_the_same_facts(nlp: spacy.language.Language, text: str) -> None:
    doc = nlp(text)
    plain = extract_report(text)
    assert doc.text == text
    assert doc.user_data["brigade"].report() == plain
    assert {(s.start_char, s.end_char) for s in doc.spans["facts"]} == {(f.start, f.end) for f in plain.facts}


def test_a_component_works_in_anyones_pipeline() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("brigade_quantities")
    doc = nlp("检查单位442家，罚款4.8万元。")
    assert [s.text for s in doc.spans["quantities"]] == ["442家", "4.8万元"]


def test_words_frames_and_scopes_ride_on_the_doc(nlp: spacy.language.Language) -> None:
    doc = nlp("某县消防救援大队2023年工作总结\n上半年，县政府召开消防工作会议4次；大队检查单位442家。")
    assert ("检查", "inspect") in {(s.text, s.label_) for s in doc.spans["words"]}
    assert ("大队检查单位442家", "inspection.units") in {(s.text, s.label_) for s in doc.spans["frames"]}
    owners = {s._.brigade_value: s.text for s in doc.spans["scopes"] if s.label_ == "owner"}
    assert "4次" in owners["县政府"]
    assert {"period", "owner"} <= {s.label_ for s in doc.spans["scopes"]}


def test_tokens_keep_figures_whole(nlp: spacy.language.Language) -> None:
    words = [t.text for t in nlp("全年发生火灾7.46万起，损失60.945万元。")]
    assert "7.46万起" in words
    assert "60.945万元" in words


def test_rjieba_cuts_as_jieba() -> None:
    pytest.importorskip("rjieba")
    import re

    for text in TEXTS:
        for run in re.findall(r"[\u4e00-\u9fff]+", text):
            assert cut(run, "rjieba") == cut(run, "jieba")


def test_one_span_two_facts() -> None:
    facts = extract_report("举办班长、驾驶员培训各3次。", period="2023H1").facts
    assert [(f.start, f.value) for f in facts] == [(11, Decimal(3)), (11, Decimal(3))]
    assert facts[0].qualifier != facts[1].qualifier


def test_to_frame() -> None:
    frame = extract_report(TEXTS[0]).to_frame()
    assert {"metric", "value", "quote", "sentence", "pattern", "decimals"} <= set(frame.columns)
    assert len(frame) == len(extract_report(TEXTS[0]).facts)
    assert list(extract_report("").to_frame().columns) == list(frame.columns)


def test_no_period_is_refused() -> None:
    with pytest.raises(ValueError, match="not a period"):
        extract_report("", period="foo")
