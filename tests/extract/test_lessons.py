"""Corrections teach: the same words have the metric of the correction, like words have it with a doubt, others are left alone."""

from dataclasses import dataclass

import pytest

from extract import Lesson, extract_report


@dataclass(frozen=True)
class Case:
    lesson: str  # the figure in ⟨⟩
    metric: str | None
    told: str  # a figure elsewhere, in ⟨⟩
    want: str
    doubtful: bool = False


CASES = [
    Case("全年走水⟨87起⟩。", "fire.fires", "上半年走水⟨41起⟩，跌5%。", "fire.fires"),
    Case("全年走水⟨87起⟩。", "fire.fires", "走水比去年少⟨4起⟩。", "fire.fires"),
    Case("入户过堂（⟨1108家次⟩），抹平96处。", "inspection.units", "入户过堂（⟨902家次⟩），夜半敲门（31回）。", "inspection.units"),
    Case("贴封皮⟨12处⟩。", "enforcement.seals", "糊封皮⟨15处⟩。", "enforcement.seals", True),
    Case("募丁⟨十名⟩。", "personnel.recruited", "新招丁⟨六名⟩。", "personnel.recruited"),  # the examples say so too
    Case("检查单位⟨30家⟩。", None, "检查单位⟨42家⟩。", ""),
    Case("出动车辆⟨6辆⟩、队员30名。", "drill.vehicles", "慰问老党员⟨8名⟩。", ""),
    Case("铃响起跑⟨356趟⟩。", "response.dispatches", "全年检查单位⟨52家⟩。", "inspection.units"),
    Case("烧死的⟨没有⟩。", "fire.deaths", "全年走水9起，⟨烧死的没有⟩，燎伤1人。", "fire.deaths"),
    Case("【宣】场次：⟨198⟩；册页：2.9万；讲课：96。", "publicity.campaigns", "【宣】场次：⟨214⟩；册页：3.1万。", "publicity.campaigns"),
]


def lesson_of(marked: str, metric: str | None) -> Lesson:
    start, end = marked.index("⟨"), marked.index("⟩") - 1
    return Lesson(marked.replace("⟨", "").replace("⟩", ""), start, end, metric)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.told)
def test_case(case: Case) -> None:
    lesson, told = lesson_of(case.lesson, case.metric), lesson_of(case.told, None)
    facts = extract_report(told.text, period="2023H1", lessons=[lesson]).facts
    fact = next(f for f in facts if f.start < told.end and told.start < f.end)
    assert (fact.metric, any(d.field == "metric" for d in fact.doubt)) == (case.want, case.doubtful)


def test_a_later_lesson_outweighs_an_earlier_one() -> None:
    first, second = (lesson_of("拉动⟨9回⟩。", metric) for metric in ("drill.drills", "training.people_trained"))
    (fact,) = extract_report("夏季拉动12回。", lessons=[first]).facts
    (again,) = extract_report("夏季拉动12回。", lessons=[first, second]).facts
    assert (fact.metric, again.metric) == ("drill.drills", "training.people_trained")


def test_a_vote_of_the_lessons_is_told() -> None:
    (fact,) = extract_report("全年走水41起。", lessons=[lesson_of("走水⟨87起⟩。", "fire.fires")]).facts
    assert fact.votes[0] == ("lessons", "fire.fires", 1.0)


@pytest.mark.parametrize(
    ("lesson", "told"),
    [
        (Lesson("走水87起。", 2, 5, "fire.none"), "更正所给的指标不在指标目录中"),
        (Lesson("走水87起。", 5, 90, "fire.fires"), "不在它的文字中"),
        (Lesson("走水87起。", 3, 3, None), "不在它的文字中"),
    ],
)
def test_a_lesson_that_cannot_be(lesson: Lesson, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        extract_report("走水3起。", lessons=[lesson])


def test_a_lesson_without_a_figure_teaches_nothing() -> None:
    (fact,) = extract_report("抹平3处。", lessons=[Lesson("抹平不少。", 0, 2, "inspection.hazards_corrected")]).facts
    assert not fact.metric
