"""Sentences with a place for a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hypothesis import strategies as st

from tests.extract.writing.figures import Draw, Written
from tests.extract.writing.units import HANZI_MEASURES, LATIN_MEASURES

Topic = Literal["count", "measure", "share", "signed", "growth", "doubling", "money"]


@dataclass(frozen=True)
class Carrier:
    """A sentence with a place for a figure between `before` and `after`; it leaves value, unit, modifier and sign alone."""

    before: str
    after: str


@dataclass(frozen=True)
class Carried:
    """A figure in its sentence: `sentence[start:end]` is `written.quote`."""

    sentence: str
    start: int
    end: int
    written: Written


CARRIERS: dict[Topic, tuple[Carrier, ...]] = {
    "count": (
        Carrier("", "。"),
        Carrier("", "，均已登记在册。"),
        Carrier("各站情况如下。\n", "，已全部归档。"),
        Carrier("全县合计", ""),
        Carrier("据统计，共", "。"),
        Carrier("台账登记数量为", "，与实地核对一致。"),
        Carrier("检查单位45家，", "，整改隐患12处。"),
        Carrier("发放手册300份；", "；培训群众80人次。"),
        Carrier("下达通报6份、", "、约谈单位3家。"),
        Carrier("各站点（", "）逐一核对。"),
        Carrier("街道上报数量（共", "）已核实"),
        Carrier("5月24日，共", "。"),
        Carrier("2023年上半年，", "，另有9处待查。"),
        Carrier("截至6月20日，累计", "，6月30日前办结。"),
        Carrier("工作成效：", "。"),
        Carrier("其中：", "；其余待查。"),
        Carrier("巡查组入村走访，", "\n第三季度继续推进。"),
    ),
    "measure": (
        Carrier("", "。"),
        Carrier("", "，以实测为准。"),
        Carrier("实测结果如下。\n", "，已记入档案。"),
        Carrier("现场测得的数值为", ""),
        Carrier("现场记录：", "。"),
        Carrier("动用水枪4支，", "，到场车辆3辆。"),
        Carrier("泵房（", "）已查验。"),
        Carrier("5月24日，现场记录为", "。"),
        Carrier("2023年6月复测，", "；数据已上传。"),
        Carrier("其中：", "；其余另行测量。"),
    ),
    "share": (
        Carrier("", "，系全县平均水平。"),
        Carrier("统计口径说明。\n", "，由支队核定。"),
        Carrier("隐患整改率为", "。"),
        Carrier("电气火灾占", "，居首位。"),
        Carrier("整改率（", "）居全市前列。"),
        Carrier("抽查单位45家，合格率", "，约谈3家。"),
        Carrier("住宅火灾占比：", "；其余为商铺。"),
        Carrier("2023年上半年，住宅火灾占", ""),
        Carrier("截至6月20日，覆盖率", "，6月30日前再核。"),
    ),
    "signed": (
        Carrier("接警总量同比", "，火灾32起。"),
        Carrier("接警总量（同比", "）已核对。"),
        Carrier("火灾起数增幅为", "。"),
        Carrier("全县接报火灾32起，增幅", "。"),
        Carrier("2023年上半年，接警总量同比", ""),
        Carrier("同比变化：", "；其余持续跟踪。"),
    ),
    "growth": (
        Carrier("群众满意度提高", "。"),
        Carrier("2023年上半年，知晓率提高", ""),
        Carrier("培训群众80人次，知晓率提高", "，发放手册300份。"),
        Carrier("群众满意度（提高", "）居全市前列。"),
        Carrier("工作成效如下。\n知晓率提高", "；经验已推广。"),
    ),
    "doubling": (
        Carrier("接警总量", "。"),
        Carrier("2023年上半年，参观人数", ""),
        Carrier("培训群众80人次，参观人数", "，发放手册300份。"),
        Carrier("参观人数（", "）再创新高。"),
        Carrier("工作成效：参观人数", "；经验已推广。"),
    ),
    "money": (
        Carrier("罚款", "。"),
        Carrier("大队依法罚款", "，并责令改正。"),
        Carrier("县财政安排消防经费", ""),
        Carrier("项目经费：", "；由审计部门核定。"),
        Carrier("直接财产损失（", "）已核定。"),
        Carrier("检查单位45家，罚款", "，查封3家。"),
        Carrier("拨付资金60万元、捐款", "、奖金2万元。"),
        Carrier("5月24日，拨付经费", "。"),
        Carrier("2023年上半年，直接财产损失", "，6月30日前结案。"),
        Carrier("投资情况如下。\n总投资", "，分年到位。"),
        Carrier("", "，用于消防水源建设。"),
        Carrier("经费明细\n", "，均已入账。"),
    ),
}
MEASURED = {*HANZI_MEASURES, *LATIN_MEASURES, "℃", "摄氏度", "小时", "分钟", "秒", "天", "年", "个月", "岁", "层"}
MONEY_SHOWN = re.compile("[元圆圓￥¥]")


def topic_of(written: Written) -> Topic:
    """Which carriers suit the figure."""
    if written.unit == "元":
        return "money"
    if "番" in written.text:
        return "doubling"
    if re.match("[-+－＋−负]", written.text) and written.unit in {"%", "‰", "‱", "个百分点"}:
        return "signed"
    if "倍" in written.text or written.unit == "个百分点":
        return "growth"
    if written.unit in {"%", "‰", "‱"}:
        return "share"
    return "measure" if written.unit in MEASURED else "count"


def carriers(topic: Topic = "count") -> st.SearchStrategy[Carrier]:
    """Sentences with a place for a figure of the topic: at the start and the end of a line, behind a noun, between two other
    figures, in brackets, next to dates, after ， 、 ； and ：. None of them changes value, sign, unit or modifier."""
    return st.sampled_from(CARRIERS[topic])


def fits(carrier: Carrier, written: Written) -> bool:
    """Whether a person would read the figure in this place as in any other."""
    return not (_opens_a_line_oddly(carrier, written) or _needs_a_noun(carrier, written) or _collides(carrier, written))


def _opens_a_line_oddly(carrier: Carrier, written: Written) -> bool:
    """A sign, an enumerator (3、, 1.5) or a sum of money without 元 at the start of a line."""
    if carrier.before and not carrier.before.endswith("\n"):
        return False
    odd = re.match(r"[-+－＋−—]|[^，]{1,3}、|[\d０-９]{1,2}[.．]", written.text) is not None
    return odd or (written.unit == "元" and not MONEY_SHOWN.search(written.text))


def _needs_a_noun(carrier: Carrier, written: Written) -> bool:
    """What stands right behind the word that it counts for: a numeral without a unit, a lone 三 with a common one, above all 一."""
    behind_a_word = re.search("[\u4e00-\u9fff]$", carrier.before) is not None
    if written.unit == "" and not written.tail:
        return not behind_a_word
    if re.match("[一壹](?![百千万亿十点])", written.text):
        return written.text in ("一起", "壹起") or re.search("(?:共|累计|合计|为)$", carrier.before) is None
    return re.match("[二两俩三四五六七八九十].$", written.text) is not None and not behind_a_word


def _collides(carrier: Carrier, written: Written) -> bool:
    """A bracket in a bracket, a list within a list or behind ；, 介于 behind 共."""
    if re.search("[（(]$|[（(].$", carrier.before) and re.search("[（(]", written.text):
        return True
    if "、" in written.text and carrier.before.endswith(("、", "；", "：")):
        return True
    return bool(written.tail) and written.text[0] in "介在" and re.search("(共|为|累计|占)$", carrier.before) is not None


@st.composite
def carried(draw: Draw, figures: st.SearchStrategy[Written]) -> Carried:
    """A figure of the strategy in a carrier that suits it, with the offsets of its quote."""
    written = draw(figures)
    carrier = draw(carriers(topic_of(written)).filter(lambda place: fits(place, written)))
    start = len(carrier.before) + written.lead
    return Carried(carrier.before + written.text + carrier.after, start, start + len(written.quote), written)
