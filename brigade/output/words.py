"""The Chinese names of what the data fields hold."""

from __future__ import annotations

from corpus.shown import number

MODIFIERS = {"exact": "", "over": "以上", "under": "不足", "about": "约", "range": "区间"}
KINDS = {
    "count": "数量", "money": "金额", "ratio": "比率", "change": "变化", "rate": "频率", "rank": "名次", "measure": "计量", "duration": "时长",
}  # fmt: skip
STATUS = {"actual": "实际", "planned": "计划"}
REASONS = {
    "enumerator": "序号", "name": "名称或口号", "idiom": "习惯用语", "ordinal": "序数", "clock": "钟点", "anonymised": "占位或隐去",
    "document": "文号条款", "phone": "电话号码", "duty": "值班制度", "streak": "连续时长", "damaged": "残缺数字", "unknown": "未能判断", "table": "表格数字",
}  # fmt: skip
HOW = {"stated": "", "summed": "合计", "zero": "零", "ambiguous": "不一致", "missing": "—", "derived": "推算"}
RANKS = {0: "初稿", 1: "", 2: "定稿"}  # of versions of a report
ROLES = {"view": "查看", "review": "核对", "manage": "管理"}  # what a person may do at the page
REVIEW = {"": "未核对", "doing": "核对中", "done": "已核对"}
SIGNS = {"over": "≥", "under": "≤", "about": "≈", "range": "", "exact": ""}
MARKS = {"ocr": "○", "corrected": "✎", "doubt": "?", "partial": "△"}
CORRECTED = {"wrong": "已标为错误", "add": "补遗漏"}
SEVERITY = {"error": "错误", "warning": "提醒", "info": "提示"}
# why a file of an import is among the problems
PROBLEMS = {
    "review": "需要确认", "unread": "未读取", "no_report": "未存入", "no_facts": "没有数据", "duplicate": "内容重复",
    "lost": "更正未沿用", "carried": "更正已沿用", "reviewed": "核对状态", "gone": "已移出", "missing": "找不到", "empty": "空文件",
    "damaged": "已损坏", "unreadable": "读不了", "encrypted": "有密码", "too_big": "过大", "unknown": "格式不支持", "no_text": "没有文字",
    "too_little": "文字不全", "needs_ocr": "需要识别", "encoding": "编码不明", "bomb": "疑似有害", "too_slow": "读取过久", "stopped": "未读完", "several": "多份文档",
}  # fmt: skip
FIELDS = {
    "brigade": "大队", "period": "期间", "metric": "指标编号", "metric_name": "指标", "value": "数值", "value_max": "上限", "modifier": "修饰",
    "unit": "单位", "kind": "类别", "label": "说法", "activity": "活动类型", "status": "状态", "entity": "主体", "period_start": "起", "period_end": "止",
    "qualifier": "限定", "section": "章节", "sentence": "原句", "pattern": "规则", "quote": "原文", "decimals": "精度", "start": "起点", "end": "终点",
    "of": "所属", "entity_from": "主体依据", "period_from": "期间依据", "report_id": "报告", "file": "文件", "how": "取得方式",
    "sources": "出处", "where": "位置", "recognised": "识别可信度", "confidence_metric": "指标可信度", "confidence_period": "期间可信度",
    "confidence_entity": "主体可信度", "doubt": "存疑", "corrected": "更正",
}  # fmt: skip


def figure(value: float | int | None, modifier: str = "exact", value_max: float | int | None = None, decimals: int = 4) -> str:
    """≥20, ≈300, ≤1500, 30–40: a value with the sign of its modifier."""
    if value is None:
        return ""
    text = number(value, decimals)
    if value_max is not None:
        return f"{text}–{figure(value_max, decimals=decimals)}"
    return SIGNS.get(modifier, "") + text


def period_words(name: str) -> str:
    """2023H1 as people write it; what is no name of a period as it is."""
    from corpus.periods import period_in_chinese
    from extract import parse_period

    period = parse_period(name)
    return period_in_chinese(period.start, period.end) if period else name
