"""Varied reports with known truth, from fixed seeds: no two sentences need be alike, and every figure's metric is known."""

from __future__ import annotations

import random

NAMES = [a + b for a in "东西南北中上下新古长" for b in "山河江湖岭川溪坪安宁"]
PLACES = ["城关", "河口", "石桥", "柳林", "白塔", "龙泉", "双河", "大坪"]
FILLER = [
    "大队始终把{a}放在首位,{b},各项工作稳步推进。", "面对{a}的新形势,全体指战员{b},圆满完成任务。", "坚持{a}与{b}相结合,进一步夯实基层基础。",
    "紧盯{a}等重点环节,{b},有效防范化解风险。",
]  # fmt: skip
WORDS = ["队伍管理", "隐患治理", "执勤战备", "宣传教育", "责任落实", "作风建设", "基层基础", "安全防范", "机制创新", "能力提升"]
DEEDS = ["主动作为", "精准施策", "靠前指挥", "统筹推进", "细化措施", "压实责任", "加强协作", "强化保障"]
FACTS = {
    "inspection.units": ("检查单位{}家", "排查社会单位{}家次", "监督检查各类单位{}家"),
    "inspection.hazards_found": ("发现火灾隐患{}处", "查出各类隐患{}处", "发现消防安全隐患{}条"),
    "inspection.hazards_corrected": ("督促整改火灾隐患{}处", "督促整改{}处"),
    "enforcement.correction_notices": ("下发责令改正通知书{}份", "填发责令限期改正通知书{}份"),
    "enforcement.penalties": ("行政处罚{}起", "下发行政处罚决定书{}份"),
    "enforcement.fines": ("罚款{}.{}万元", "罚款共计{}.{}万元"),
    "response.dispatches": ("共接警出动{}起", "接处警{}次"),
    "response.vehicles": ("出动车辆{}辆次", "出动消防车{}台次"),
    "response.personnel": ("出动指战员{}人次", "出动警力{}人次"),
    "response.rescued": ("抢救被困群众{}人", "营救遇险人员{}人"),
    "publicity.leaflets": ("发放宣传资料{}份", "派发宣传单{}余份"),
    "publicity.station_open_days": ("队站开放{}次", "消防站对外开放{}次"),
    "drill.drills": ("开展实战演练{}次", "组织夜间拉动演练{}次"),
    "meeting.party_committee": ("召开党委会{}次", "召开党委会议{}次"),
    "education.integrity_talks": ("开展谈心谈话{}人次", "谈心谈话{}余人次"),
    "planning.plans": ("修订灭火救援预案{}份", "完善各类预案{}份"),
}


def report(seed: int, length: int = 1500) -> tuple[str, list[tuple[str, float]]]:
    """(text of at least `length` characters, [(metric, value)] in order of the text)."""
    rng = random.Random(seed)
    brigade = rng.choice(NAMES) + "县消防救援大队"
    year = rng.randint(2014, 2024)
    half = rng.choice(["上半年", "下半年", "年度"])
    text = f"{brigade}{year}年{half}工作总结\n\n" if half != "年度" else f"{brigade}{year}年度工作总结\n\n"
    truth: list[tuple[str, float]] = []
    section = 0
    while len(text) < length:
        section += 1
        text += f"{'一二三四五六七八九十'[section % 10]}、{rng.choice(WORDS)}\n"
        for _ in range(rng.randint(1, 3)):
            text += rng.choice(FILLER).format(a=rng.choice(WORDS) + rng.choice(PLACES), b=rng.choice(DEEDS) + "、" + rng.choice(DEEDS))
        parts = []
        for metric in rng.sample(sorted(FACTS), rng.randint(2, 5)):
            words = rng.choice(FACTS[metric])
            n, m = rng.randint(2, 4000), rng.randint(1, 9)
            parts.append(words.format(n, m) if words.count("{}") == 2 else words.format(n))
            truth.append((metric, (n + m / 10) * 10000 if words.count("{}") == 2 else n))
        text += rng.choice(["大队", "全年", "期间,"]) + ",".join(parts) + "。\n"
    return text, truth
