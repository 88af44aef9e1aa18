"""Tables to facts: metrics down the side or along the top, brigades or periods on the other side.

Facts of a table that names several brigades carry the brigade as `entity` and "table" as `entity_from`; the importer makes a
report of its own for each.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from corpus.reading.document import Cell, Document, Table
from corpus.reading.labels import Label, label_of
from extract import Fact, Period, Unclaimed
from extract.reading.calendar import parse_period
from extract.reading.dates import date_finder
from extract.reading.numbers import SCALES
from patterns import Catalog

_NUMBER = re.compile(
    r"(?P<before>约|近|超过|超|逾|不足|至少|≥|≤|≈|>|<)?(?P<n>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<inside>余|多)?(?P<scale>万亿|亿|万|千)?(?P<out>余|多)?"
    r"(?P<unit>%|‰|个百分点|[\u4e00-\u9fff]{1,3})?(?P<after>以上|以下|左右)?"
)
_BRIGADE = re.compile(r"(?:大队|支队|总队|消防站|救援站|中队|派出所|分局|应急(?:管理)?(?:局|所|站|办|办公室))$")
_WHO = re.compile(r"大队|单位名称|填报单位|^单位$|名称|^队伍$|辖区")
_WHAT = re.compile(r"指标|项目|内容|名称|类别|事项|工作")
_UNIT = re.compile(r"^(?:计量)?单位$")
_OWN = re.compile(r"^(?:数量|数值|数|合计|总数|完成(?:数|情况)?|本期|实绩|数据|情况|金额|累计)$")
_TOTAL = re.compile(r"^(?:合计|总计|小计|全支队|平均)")
_MODIFIERS = {"约": "about", "≈": "about", "左右": "about", "近": "under", "不足": "under", "≤": "under", "<": "under", "以下": "under"}


@dataclass(frozen=True, slots=True)
class _Head:
    """What one heading says: a metric, a brigade, a period, a unit column, or nothing."""

    label: Label | None = None
    brigade: str = ""
    period: Period | None = None
    unit: bool = False
    own: bool = False


def table_facts(document: Document, own: Period, catalog: Catalog) -> list[Fact]:
    """The facts of all tables of a document; their offsets are those of the cells."""
    found: list[Fact] = []
    for table in document.tables:
        found.extend(_facts(table, document.text, own, catalog))
    return found


def numerals_left(document: Document, facts: list[Fact]) -> list[Unclaimed]:
    """The numerals of tables that became no facts."""
    taken = {f.start for f in facts}
    left = []
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                for match in re.finditer(
                    r"\d+(?:[.,]\d+)*", unicodedata.normalize("NFKC", cell.text) if cell.text.isascii() else cell.text
                ):
                    start, end = cell.start + match.start(), cell.start + match.end()
                    if not any(start <= t < end or t <= start < t + len(cell.text) for t in taken if cell.start <= t < cell.end):
                        left.append(Unclaimed(start, end, document.text[start:end], "table"))
    return left


def period_words(words: str, own: Period, catalog: Catalog) -> Period | None:
    """2023H1, 2023年上半年, 上半年 (of the report's year), 第一季度, 3月, 去年同期; None where the words are no period."""
    words = words.strip()
    parsed = parse_period(words)
    if parsed:
        return parsed
    if words in ("本期", "今年"):
        return own
    mentions = date_finder(catalog).find(words, own, own.end.year if own.end else None)
    if len(mentions) == 1 and mentions[0].end - mentions[0].start >= 0.6 * len(words) and mentions[0].period.end:
        return mentions[0].period
    return None


def _head(cell: Cell, own: Period, catalog: Catalog) -> _Head:
    words = unicodedata.normalize("NFKC", cell.text).replace(" ", "")
    if not words or _number(words):
        return _Head()
    if _UNIT.match(words):
        return _Head(unit=True)
    if _BRIGADE.search(words) and len(words) >= 3:
        return _Head(brigade=words)
    period = period_words(words, own, catalog)
    if period:
        return _Head(period=period)
    if _OWN.match(words):
        return _Head(own=True)
    if _TOTAL.match(words):
        return _Head(brigade=words)
    label = label_of(words, catalog)
    return _Head(label=label)


def _number(text: str) -> re.Match[str] | None:
    return _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", "").replace("，", ","))


def _facts(table: Table, text: str, own: Period, catalog: Catalog) -> list[Fact]:
    rows = [row for row in table.rows if any(c.text for c in row)]
    start = next(
        (
            i
            for i, row in enumerate(rows)
            if sum(bool(c.text) for c in row) > 1 and any(_number(c.text) for r in rows[i + 1 : i + 3] for c in r[1:])
        ),
        None,
    )
    if start is None or any(_number(c.text) for c in rows[start][1:]):
        start = (start or 0) - 1 if start and start > 0 else -1
    header = [_head(c, own, catalog) for c in rows[start]] if start >= 0 else []
    body = rows[start + 1 :]
    sides = [_head(row[0], own, catalog) if row else _Head() for row in body]
    across = sum(bool(h.label and h.label.metric) for h in header[1:])
    down = sum(bool(s.label and s.label.metric) for s in sides)
    if not across and not down:
        return []
    caption = period_words(table.caption, own, catalog) if table.caption else None
    base = caption or own
    out: list[Fact] = []
    units = next((i for i, h in enumerate(header) if h.unit), None)
    for row, side in zip(body, sides, strict=True):
        who, when = side.brigade, side.period
        if across >= down and not who and row and header and _WHO.search(rows[start][0].text) and not _number(row[0].text) and when is None:
            who = row[0].text
        if across >= down:
            for i, cell in enumerate(row[1:], 1):  # a second column may name the period or the brigade of the row
                heading = header[i].label if i < len(header) else None
                if heading is not None and not heading.metric and not _number(cell.text):
                    again = _head(cell, own, catalog)
                    who, when = who or again.brigade, when or again.period
        for i, cell in enumerate(row):
            if i == 0 or not cell.text:
                continue
            head = header[i] if i < len(header) else _Head()
            label = head.label if across >= down else side.label
            if label is None or (across >= down and not label.metric) or head.unit:
                continue
            if across < down:
                if head.label is not None and not head.own and not head.period and not head.brigade:
                    continue
                if units is not None and units < len(row) and row[units].text.strip():
                    label = label_of(label.words, catalog, row[units].text.strip())
            if not label.metric and across < down and not side.label:
                continue
            fact = _fact(cell, text, label, head.brigade or who, head.period or when or base, table, catalog)
            if fact is not None:
                out.append(fact)
    return out


def _fact(cell: Cell, text: str, label: Label, who: str, when: Period, table: Table, catalog: Catalog) -> Fact | None:
    match = _number(cell.text)
    if match is None:
        return None
    plain = match["n"].replace(",", "")
    unit, factor = label.unit, label.factor
    kind = label.kind
    if match["unit"]:
        unit, factor = match["unit"], 1
        kind = {"%": "ratio", "‰": "ratio", "元": "money", "个百分点": "change"}.get(unit, kind)
    factor *= SCALES[match["scale"] or ""]
    value = Decimal(plain) * factor
    decimals = len(plain.partition(".")[2]) - (len(str(factor)) - 1)
    modifier = "exact"
    if match["inside"] or match["out"] or match["after"] == "以上":
        modifier = "over"
    elif match["after"] or match["before"]:
        word = match["after"] or match["before"]
        modifier = _MODIFIERS.get(word, "over")
    start = cell.start + len(cell.text) - len(cell.text.lstrip())
    end = cell.start + len(cell.text.rstrip())
    total = bool(_TOTAL.match(who))
    activity = label.metric.partition(".")[0] or "other"
    return Fact(
        start, end, text[start:end], value, None, modifier, unit, kind, label.metric, label.words, activity, "actual", who, when,
        "合计" if total else "", (table.caption,) if table.caption else (), cell.start, cell.end, f"{cell.where} {label.words}", f"table:{cell.where}",
        decimals, None, "table" if who and not total else "", "table",
    )  # fmt: skip
