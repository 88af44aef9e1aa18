"""U: units, approximations and the writing of numerals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from corpus.checks.base import Check, Context, Finding, shown
from corpus.comparing.cells import compatible

_COUNTED = frozenset(
    [
        "起",
        "次",
        "人",
        "名",
        "家",
        "处",
        "份",
        "条",
        "件",
        "辆次",
        "人次",
        "台次",
        "场",
        "篇",
        "期",
        "个",
        "家次",
        "场次",
        "支",
        "辆",
        "具",
        "户",
        "栋",
        "座",
    ]
)


def _plain(text: str) -> str:
    return "".join(n if len(n := unicodedata.normalize("NFKC", c)) == 1 else c for c in text)


class Unit(Check):
    code = "U801"
    severity = "warning"
    title = "单位不对"
    why = "通知书用“份”,人用“人”;单位不对多半是笔误。"
    mend = "改正单位。"
    bad = "督办通知书6分；死亡35入。"
    good = "督办通知书6份；死亡35人。"

    def run(self, context: Context) -> Iterator[Finding]:
        for row in context.rows:
            if row["unit"] == "分" and row["kind"] == "count":
                yield self.finding(f"“{shown(row)}”的单位疑为“份”", [row])
            elif not row["metric"] and row["kind"] in ("count", "measure", "duration") and row["label"] and not row["qualifier"]:
                yield from self._misfit(context, row)
        for match in re.finditer(
            r"(?:死|亡|伤|死亡|受伤|人员|群众|警力|指战员|拘留|官兵)[^,，。;；、\d]{0,3}?(\d+ ?入)(?!户|库|党|选|围|驻|口|校|学|职|列|网|伍)",
            _plain(context.text),
        ):
            yield self.finding(f"“{match[1]}”的单位疑为“人”", [], spans=[match.span(1)], text=context.text)
        for match in re.finditer(r"(\d+ ?入)(?=死亡|受伤|被困|伤亡|遇难|获救|荣立|被评)", _plain(context.text)):
            yield self.finding(f"“{match[1]}”的单位疑为“人”", [], spans=[match.span(1)], text=context.text)

    def _misfit(self, context: Context, row) -> Iterator[Finding]:  # type: ignore[no-untyped-def]
        from extract.meaning.matching import matcher

        metric, _, score = matcher(context.catalog).scored(row["label"] + "¤", None, "count", row["section"], ())
        if not metric or score < 5.5:
            return
        spec = context.catalog.metrics[metric]
        plain = re.compile(spec.plain) if spec.plain else None
        rest = plain.sub("", row["label"]) if plain else ""
        if plain is None or rest or compatible((row["unit"], spec.unit), context.catalog) or row["unit"] in spec.units or not row["unit"]:
            return
        yield self.finding(f"“{shown(row)}”的单位“{row['unit']}”与“{spec.name}”不配,常用“{spec.unit}”", [row])


class DoubledApproximation(Check):
    code = "U802"
    severity = "info"
    title = "约数重叠"
    why = "“约20余次”“近百余家”两个约数叠用,意思不清。"
    mend = "只留一个约数。"
    bad = "约20余次；400万元左右以上。"
    good = "20余次；约400万元。"
    _FRONT = re.compile(r"(?:约|近|大约|将近|接近|超过|超|逾|不足|不到|至少|不少于)$")
    _BEHIND = re.compile(r"余|多(?!少)|左右|上下|以上|以下|以内")

    def run(self, context: Context) -> Iterator[Finding]:
        for row in context.rows:
            if row["kind"] == "rank" or not row["value"]:
                continue
            front = bool(self._FRONT.search(context.text[max(0, row["start"] - 3) : row["start"]]))
            behind = len(self._BEHIND.findall(row["quote"]))
            if front + behind >= 2:
                yield self.finding(f"“{context.text[max(0, row['start'] - 1) : row['end']]}”约数重叠", [row])


class Numerals(Check):
    code = "U803"
    severity = "info"
    title = "数字写法不规范"
    why = "按 GB/T 15835,同一个数不宜汉字与阿拉伯数字混写,“万、亿”前不用千分号。"
    mend = "统一为一种写法。"
    bad = "演练三10次；投入1,100万元。"
    good = "演练30次；投入1100万元。"
    _MIXED = re.compile(
        r"(?<![第\d一二三四五六七八九十])(?:[一二三四五六七八九]\d+|[一二三四五六七八九]?[十百千]\d+)(?=[余多]?[\u4e00-\u9fff])|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?=[余多]?[万亿])"
    )

    def run(self, context: Context) -> Iterator[Finding]:
        for match in self._MIXED.finditer(_plain(context.text)):
            yield self.finding(f"“{context.text[match.start() : match.end() + 1]}”写法不规范", [], spans=[match.span()], text=context.text)


class Placeholder(Check):
    code = "U804"
    severity = "warning"
    title = "占位符没有填"
    why = "X起、**家、20__年是模板里没填的空。"
    mend = "填上数字。"
    bad = "新建微型消防站X个。"
    good = "新建微型消防站6个。"

    def run(self, context: Context) -> Iterator[Finding]:
        for item in context.report.unclaimed:
            if item.reason == "anonymised":
                yield self.finding(
                    f"“{context.text[max(0, item.start - 6) : item.end + 2].strip()}”还没有填数字",
                    [],
                    spans=[(item.start, item.end)],
                    text=context.text,
                )


class Damaged(Check):
    code = "U805"
    severity = "warning"
    title = "数字残缺"
    why = "掉了位数、小数点或“万”,数就错了。"
    mend = "对照台账补全。"
    bad = "检查单位?584家；面积08平方公里；处罚205.1026元。"
    good = "检查单位1584家；面积8平方公里；处罚205.1026万元。"

    def run(self, context: Context) -> Iterator[Finding]:
        for item in context.report.unclaimed:
            if item.reason == "damaged" and item.end - item.start < 40:
                yield self.finding(
                    f"“{context.text[max(0, item.start - 4) : item.end + 3].strip()}”数字残缺",
                    [],
                    spans=[(item.start, item.end)],
                    text=context.text,
                )
        plain = _plain(context.text)
        for row in context.rows:
            quote = plain[row["start"] : row["end"]]
            if row["kind"] == "money" and row["unit"] == "元" and row["decimals"] > 2:
                yield self.finding(f"“{shown(row)}”小数位数过多,疑漏“万”", [row])
            elif (
                row["kind"] == "count"
                and row["unit"] in _COUNTED
                and row["decimals"] > 0
                and row["value"] != int(row["value"])
                and row["status"] == "actual"
            ):
                yield self.finding(f"“{shown(row)}”不是整数,疑漏“万”", [row])
            elif re.match(r"[1-9]余(?=[\u4e00-\u9fff])", quote) and row["kind"] == "count":
                yield self.finding(f"“{shown(row)}”:个位数后不用“余”,疑漏“万”或掉了一位", [row])
        for match in re.finditer(r"(?<!\d)\d{1,3}[ ,]\d{3},\d(?!\d{2})", plain):
            yield self.finding(
                f"“{context.text[match.start() : match.end()]}”小数点写成了逗号", [], spans=[match.span()], text=context.text
            )
