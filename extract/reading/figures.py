"""Figures: numeral, scale, unit and modifier, read in one pass.

The value is exact and in the base unit.  Of two approximations the one behind the numeral counts (近50余人 is `over`).
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from extract.model import Quantity
from extract.reading.numbers import CHINESE, FORMAL, arabic, chinese_decimal, chinese_integer, scaled
from patterns import Catalog

_ARABIC = r"(?:\d{1,8}\x1f\d{1,8}(?!\d)|\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,3}(?: \d{3})+(?!\d| ?[年月])|\d(?: \d){2,8}(?! ?\d)|\d{1,15}(?!\d))(?:\x1f?\.\x1f?\d{1,8}(?!\d))?"
_INSIDE = r"[余多来]"
_SCALE = r"(?:万亿|千亿|百亿|十亿|百万|千万|十万|亿|万|千(?![克米瓦伏帕卡])|百(?!分))"
_CN = rf"[{CHINESE}]{{1,16}}(?:点[零〇一二三四五六七八九]{{1,6}}[万亿]?)?"
_DASH = r" ?(?:-|~|至|到|—) ?"


class QuantityFinder:
    """Reads figures; compiled once for a catalogue."""

    def __init__(self, catalog: Catalog, *, fast: bool = True) -> None:
        """`fast` False asks every figure all the questions: what the fast way must agree with."""
        self._try_fast = fast
        tables = catalog.tables
        units = tables["units"]
        self._kind: dict[str, str] = {}
        for group in units["group"]:
            for form in group["forms"].split():
                self._kind.setdefault(form, group["kind"])
        self._kind.update(dict.fromkeys(["百分点"], "change"))
        self._base: dict[str, str] = units["base"]
        joined = units["joined"]
        self._joined = set(joined["first"].split())
        self._second = joined["second"]
        guards = units["guards"]
        forms = sorted({*self._kind}, key=len, reverse=True)
        unit = "|".join(f"{re.escape(f)}(?!{guards[f]})" if f in guards else re.escape(f) for f in forms)
        trailing = units["trailing"]["元"]
        linker = "|".join(rf"{re.escape(k)}(?P<mid>[多余])?(?=(?:{'|'.join(v)}))" for k, v in units["linker"].items())
        plain_linker = linker.replace("(?P<mid>[多余])?", "")
        words = tables["modifiers"]
        self._after = {w: m for m in ("over", "under", "about") for w in words[m]["after"].split()}
        after = "|".join(sorted(self._after, key=len, reverse=True))
        self._before = {w: m for m in ("over", "under", "about") for w in words[m]["before"].split()}
        before = "|".join(sorted([*self._before, *words["neutral"]["before"].split()], key=len, reverse=True))
        self._prefix = re.compile(rf"(?:{before})+$")
        self._prefix_words = re.compile(before)
        number = rf"(?P<num>{_ARABIC})(?: ?(?P<in1>{_INSIDE})(?={_SCALE}| ?(?:{unit})|[^\u4e00-\u9fff]|$))?(?: ?(?P<scale>{_SCALE})(?P<tail>\d{{1,4}}(?:千|百)?(?![\d.,%]))?)?(?P<in2>[余多来几]{{1,2}})?"
        chinese = rf"(?P<fuzzy>好几|数|几|上|成)?(?P<cn>{_CN})(?P<cin1>[余多几])?(?P<cscale>百万|千万|万|亿)?(?P<cin2>[余多])?"
        half = r"(?P<half>半(?=个?(?:小时|月)|天|年))"
        tail = (
            rf"(?: ?(?:{linker})?(?P<unit>{unit})(?:(?:/| ?\()(?P<pair>[人次套个条件份艘台部处家户起场栋]|部位|家次)(?:\)|(?=[^\u4e00-\u9fff]|$|[,、和及]))?)?(?:(?<=元)(?:{trailing})+)?)?"
            rf"(?P<out>余|多)?(?P<after>{after})?"
        )
        self._figure = re.compile(rf"(?<![\d.])(?<!\d[/\x1f])(?:{number}|{chinese}|{half}){tail}")
        self._second_part = re.compile(
            rf"{_DASH}(?:(?P<num>{_ARABIC})(?: ?(?P<scale>{_SCALE}))?|(?P<cn>{_CN}))(?P<in2>[余多])?(?: ?(?:{plain_linker})?(?P<unit>{unit}))(?:(?:/|\()(?P<pair>[次套个条处])\)?)?(?P<after>{after})?"
        )
        self._fraction = re.compile(
            rf"(?P<den>[{CHINESE}]{{1,4}}|\d{{1,4}})分之(?P<numr>[{CHINESE}]{{1,8}}(?:点[零〇一二三四五六七八九]+)?|\d+(?:\.\d+)?)(?P<after>{after})?"
        )
        self._tenths = re.compile(
            rf"(?P<n>[一二两三四五六七八九]|\d)成(?P<half>半)?(?P<after>{after}|多)?(?!立|员|功|效|果|为|绩|本|都|长|品|套|因|年|分)"
        )
        self._halves = re.compile(r"(?:半数|一半|过半)(?P<after>以上|左右)?")
        self._double = re.compile(
            rf"(?P<a>[一二两三四五六七八九])(?P<mark>、?)(?P<b>[二三四五六七八九])(?P<scale>[十百千万]{{0,2}})(?P<y>余|多)?(?P<unit>{unit})"
        )
        self._rank = re.compile(
            rf"第 ?(?P<n>[{CHINESE}]{{1,3}}|\d{{1,3}}) ?(?:名|位)(?!员|的?同志|责任)|(?P<prize>[特一二三四]等奖)|(?P<gold>[金银铜]奖)|(?:排名|位列|位居|名列)(?:全[国省市县区州]|辖区)?第(?P<n2>[{CHINESE}]{{1,3}}|\d{{1,3}})"
        )
        first = "".join(sorted({form[0] for form in forms} | set("成分等个半的")))
        self._opener = re.compile(
            rf"[\d{CHINESE}数几上成好半过第特金银铜排位名](?:(?<=\d)|(?<=[{CHINESE}])(?=[{CHINESE}点余多几、]{{0,17}} ?[{first}])|(?<=[数几上成])(?=[十百千万])"
            rf"|(?<=好)几(?=[十百千万])|(?<=半)(?=个?(?:小时|月|天|年)|数)|(?<=过)半|(?<=第)(?= ?[{CHINESE}\d])"
            rf"|(?<=[特一二三四])等奖|(?<=[金银铜])奖|(?<=排)名|(?<=位)[列居]|(?<=名)列)"
        )
        # the commonest figure by far: digits, 万 or 亿, 余 or 多, a plain unit, and nothing behind that could change it
        simple = [
            f
            for f in forms
            if f not in guards
            and f[0] not in "万亿"
            and f not in ("分", "小时", "分钟", "天", "%", "成", "元")
            and self._kind[f] in ("count", "measure")
        ]
        guarded = [f"{re.escape(f)}(?!{guards[f]})" for f in forms if f in guards and f not in ("分", "天") and self._kind[f] == "count"]
        plain = "|".join(sorted([*map(re.escape, simple), *guarded], key=lambda p: -len(p.partition("(?!")[0])))
        self._fast = re.compile(
            rf"(?<![\d.])(?<!\d[/\x1f])(\d{{1,12}})(?P<some>[余多])?(?P<unit>(?>{plain}))(?![(/余多以左上之及至到~—-]| ?[\d-])"
        )
        self._linked = frozenset(f[0] for f in units["linker"]["个"])  # 3个小时, 2个百分点
        longer: dict[str, set[str]] = {}  # 个 → 月: 2个月 is no 2个
        for form in forms:
            for i in range(1, len(form)):
                longer.setdefault(form[:i], set()).add(form[i])
        self._longer = {form: frozenset(chars) for form, chars in longer.items()}
        self._and_half = re.compile(rf"(?P<n>\d{{1,3}}|[{CHINESE}]{{1,3}})个半(?P<u>小时|月|钟头)(?P<after>{after}|多)?")
        self._lead = {w[-1] for w in (*self._before, *words["neutral"]["before"].split())}
        self._time = {"小时": 60, "分钟": 1, "天": 1440}

    # one table of forms: fractions and ranks first, then the plain figure
    def find(self, text: str, mask: bytearray) -> list[Quantity]:
        """All figures of `text` outside the masked characters; the found ones are masked (with 2)."""
        found: list[Quantity] = []
        pos = 0
        opener, figure = self._opener.search, self._figure.match
        while True:
            at = opener(text, pos)
            if not at:
                return found
            pos = at.start()
            if mask[pos]:
                pos += 1
                continue
            quantity = self._simple(text, pos) if self._try_fast and text[pos].isdigit() else None
            if quantity is None:
                quantity = self._special(text, pos) or self._plain(figure(text, pos), text, mask)
            if quantity is None or any(mask[quantity.start : quantity.end]):
                pos += 1
                while pos < len(text) and text[pos].isdigit() and text[pos - 1].isdigit():
                    pos += 1
                continue
            mask[quantity.start : quantity.end] = b"\2" * (quantity.end - quantity.start)
            found.append(quantity)
            pos = quantity.end

    def _simple(self, text: str, pos: int) -> Quantity | None:
        """The fast way: what `_plain` would make of it, without asking all its questions."""
        match = self._fast.match(text, pos)
        if match is None:
            return None
        word, some, unit = match.groups()
        before = text[pos - 1] if pos else ""
        if (word[0] == "0" and len(word) > 1) or before in "?�, " or (before and before in self._lead and not some):
            return None
        behind = text[match.end() : match.end() + 1]
        if behind and (behind in self._longer.get(unit, "") or (unit == "个" and (behind in self._linked or behind == "半"))):
            return None
        name = self._base.get(unit, unit)
        return Quantity(pos, match.end(), Decimal(word), None, "over" if some else "exact", name, self._kind[unit], 0)

    def _special(self, text: str, pos: int) -> Quantity | None:
        c = text[pos]
        if c in "第特一二三四金银铜排位名":
            match = self._rank.match(text, pos)
            if match:
                return self._ranked(match)
        if c in "一过半":
            match = self._halves.match(text, pos)
            if match:
                return Quantity(
                    pos,
                    match.end(),
                    Decimal(50),
                    None,
                    self._after.get(match["after"] or "", "over" if c == "过" else "exact"),
                    "%",
                    "ratio",
                    0,
                )
        if c.isdigit() or c in CHINESE:
            match = self._fraction.match(text, pos)
            if match:
                return self._fractional(match, text)
            match = self._and_half.match(text, pos)
            if match:
                whole = Decimal(int(match["n"]) if match["n"].isdigit() else chinese_integer(match["n"]) or 0)
                unit = {"月": "个月", "钟头": "小时"}.get(match["u"], match["u"])
                more = self._after.get(match["after"] or "", "over" if match["after"] else "")
                return self._make(match.start(), match.end(), whole + Decimal("0.5"), None, unit, "duration", 1, more, text)
            match = self._tenths.match(text, pos)
            if match and not (pos and text[pos - 1] in ".0123456789"):
                n = Decimal(int(match["n"]) if match["n"].isdigit() else chinese_integer(match["n"]) or 0) * 10
                if match["half"]:
                    n += 5
                return self._make(
                    match.start(),
                    match.end(),
                    n,
                    None,
                    "%",
                    "ratio",
                    -1,
                    self._after.get(match["after"] or "", "over" if match["after"] == "多" else ""),
                    text,
                )
            if c in "一二两三四五六七八九":
                match = self._double.match(text, pos)
                if match:
                    return self._doubled(match, text)
        return None

    def _ranked(self, match: re.Match[str]) -> Quantity:
        word = match["n"] or match["n2"] or ""
        if match["prize"]:
            value = {"特": 0, "一": 1, "二": 2, "三": 3, "四": 4}[match["prize"][0]]
        elif match["gold"]:
            value = "金银铜".index(match["gold"][0]) + 1
        else:
            value = int(word) if word.isdigit() else chinese_integer(word) or 0
        start = match.start("n2") - 1 if match["n2"] else match.start()
        return Quantity(start, match.end(), Decimal(value), None, "exact", "", "rank", 0)

    def _fractional(self, match: re.Match[str], text: str) -> Quantity | None:
        def read(word: str) -> tuple[Decimal, int] | None:
            return arabic(word) if word[0].isdigit() else chinese_decimal(word)

        below, above = match["den"], read(match["numr"])
        bottom = chinese_integer(below) if not below[0].isdigit() else int(below)
        if above is None or not bottom:
            return None
        if below == "百":
            value, unit, decimals = above[0], "%", above[1]
        elif below == "千":
            value, unit, decimals = above[0], "‰", above[1]
        else:
            value, unit, decimals = (above[0] * 100 / bottom).quantize(Decimal("0.01")), "%", 2
        return self._make(match.start(), match.end(), value, None, unit, "ratio", decimals, self._after.get(match["after"] or "", ""), text)

    def _doubled(self, match: re.Match[str], text: str) -> Quantity | None:
        a, b = chinese_integer(match["a"]) or 0, chinese_integer(match["b"]) or 0
        if b != a + 1 or (not match["mark"] and not match["scale"] and match["a"] not in "一两三四五六七八"):
            return None
        factor = chinese_integer("一" + match["scale"]) if match["scale"] else 1
        unit = self._base.get(match["unit"], match["unit"])
        low, high = Decimal(a * (factor or 1)), Decimal(b * (factor or 1))
        return self._make(match.start(), match.end(), low, high, unit, self._kind[match["unit"]], 0, "range", text)

    def _number(self, match: re.Match[str]) -> tuple[Decimal, int, bool] | None:
        """Value, decimals and whether 余, 多 or 几 stands inside."""
        groups = match.groupdict()
        if groups.get("half"):
            return Decimal("0.5"), 1, False
        if groups["num"]:
            word = groups["num"]
            if _damaged(word, match):
                return None
            value, decimals = arabic(word)
            value, decimals = scaled(value, decimals, groups["scale"] or "")
            if groups["tail"]:
                value += _tail(groups["tail"], groups["scale"])
                decimals = 0
            return value, decimals, bool(groups["in1"] or groups["in2"])
        read = chinese_decimal(groups["cn"])
        if read is None:
            return None
        value, decimals = scaled(*read, groups["cscale"] or "")
        return value, decimals, bool(groups["cin1"] or groups["cin2"] or groups["fuzzy"])

    def _plain(self, match: re.Match[str] | None, text: str, mask: bytearray) -> Quantity | None:
        if match is None:
            return None
        groups = match.groupdict()
        word = groups["cn"]
        unit = groups["unit"]
        if word and (not unit or not _chinese_is_figure(match, text)):
            return None
        if groups["fuzzy"] and word and word[0] not in "十百千万":
            return None
        read = self._number(match)
        if read is None:
            return None
        value, decimals, some = read
        start, end = match.start(), match.end()
        if unit is None:
            return self._bare(match, text, value, decimals, some)
        name, end = self._unit_name(unit, groups["pair"], match, text)
        if unit == "分" and re.match(r" ?\d{1,2} ?秒", text[end:]):
            return self._compound(start, _SECONDS.match(text, end), value, "分钟", text)  # type: ignore[arg-type]
        if unit == "分" and re.search(r"(?:书|函|单|资料|文件|预案|表)[^,;。]{0,2}$", text[max(0, start - 6) : start]):
            kind = "count"
        else:
            kind = self._kind[unit]
        modifier = self._after.get(groups["after"] or "", "") or ("over" if some or groups["out"] or groups["mid"] else "")
        if (groups["after"] in ("余", "多")) and not some:
            modifier = "over"
        second = self._second_part.match(text, end) if not groups["after"] else None
        if unit in self._time and kind == "duration":
            more = re.compile(r" ?(?:零)?(?P<n>\d+|[一二三四五六七八九十]+) ?(?P<u>分钟|秒|个?小时|分)(?!之|别)").match(text, end)
            if more:
                return self._compound(start, more, value, unit, text)
        if second and second["unit"] and self._base.get(second["unit"], second["unit"]) == name:
            high = self._high(second)
            if high is not None and high > value:
                return self._make(start, second.end(), value, high, name, kind, decimals, "range", text)
        if kind == "ratio" and unit == "%" and end < len(text) and text[end] in "oO0":
            return None
        return self._make(start, end, value, None, name, kind, decimals, modifier, text)

    def _high(self, second: re.Match[str]) -> Decimal | None:
        if second["num"]:
            return scaled(*arabic(second["num"]), second["scale"] or "")[0]
        read = chinese_decimal(second["cn"])
        return read[0] if read else None

    def _bare(self, match: re.Match[str], text: str, value: Decimal, decimals: int, some: bool) -> Quantity | None:
        """A numeral without a unit: the low end of a range, or a figure where it ends its clause behind a noun."""
        start, end = match.start(), match.end()
        second = self._second_part.match(text, end)
        if second and not match["after"]:
            high = self._high(second)
            if high is not None and second["scale"] and not match["scale"] and value < high / 1000:
                value = scaled(value, 0, second["scale"])[0]
            if high is not None and value < high:
                name, stop = self._unit_name(second["unit"], second["pair"], second, text)
                kind = self._kind[second["unit"]]
                return self._make(start, max(stop, second.end()), value, high, name, kind, decimals, "range", text)
            return None
        behind = text[end : end + 1]
        before = text[:start].rstrip(" ")[-1:] if start else ""
        if not match["num"] or (behind and behind not in ",;。、\n)!" and not behind.isspace()):
            return None
        plain = match["num"]
        if not ("\u4e00" <= before <= "\u9fff" or before in "”)》") or before in "第零〇一二三四五六七八九十年月":
            return None
        if match["scale"] is None and re.fullmatch(r"(?:19|20)\d\d|119|110|120|0\d*", plain):
            return None
        if behind == "、" and re.match(r"、\d+[、。,;](?!\d)", text[end:]) and not match["scale"]:
            return None
        near = text[max(0, start - 8) : start]
        money = match["scale"] and re.search(
            r"(?:罚款|罚没|资金|经费|价值|损失|投入|投资|金额|产值)[^,;。、]{0,4}$", text[max(0, start - 10) : start]
        )
        if re.search(r"(?:编号|代码|代号|型号|文号|版本|账号|邮编|电话|号|频道|条款|步骤|阶段)$", near):
            return None
        modifier = self._after.get(match["after"] or "", "") or ("over" if some or match["out"] else "")
        return self._make(start, end, value, None, "元" if money else "", "money" if money else "count", decimals, modifier, text)

    def _unit_name(self, unit: str, pair: str | None, match: re.Match[str], text: str) -> tuple[str, int]:
        """The base unit: 人/次 is 人次, 家/次 is 家, 件（套） is 件."""
        end = match.end()
        name = self._base.get(unit, unit)
        if pair == self._second and unit in self._joined and text[match.start("pair") - 1] == "/":
            name = unit + self._second
        return name, end

    def _compound(self, start: int, more: re.Match[str], value: Decimal, unit: str, text: str) -> Quantity:
        extra = Decimal(int(more["n"]) if more["n"].isdigit() else chinese_integer(more["n"]) or 0)
        low = more["u"].replace("个", "")
        low = {"分": "分钟"}.get(low, low)
        factor = {("小时", "分钟"): 60, ("分钟", "秒"): 60, ("天", "小时"): 24}.get((unit, low), 60)
        return self._make(start, more.end(), value * factor + extra, None, low, "duration", 0, "", text)

    def _make(
        self, start: int, end: int, value: Decimal, high: Decimal | None, unit: str, kind: str, decimals: int, modifier: str, text: str
    ) -> Quantity:
        if high is not None:
            modifier = "range"
        if not modifier:
            modifier = self._from_prefix(text, start)
        return Quantity(start, end, value, high, modifier or "exact", unit, kind, decimals)

    def _from_prefix(self, text: str, start: int) -> str:
        window = text[max(0, start - 8) : start].rstrip()
        match = self._prefix.search(window)
        if not match:
            if re.search(r"(?:控制|压降|压减|下降|降低)(?:在|到|至)$", window):
                return ""
            return ""
        for word in reversed(self._prefix_words.findall(match[0])):
            if word == "上" and text[start] not in "百千万十":
                continue
            if word in self._before:
                return self._before[word]
        return ""


def _damaged(word: str, match: re.Match[str]) -> bool:
    """A figure that lost or gained a character: leading zero, a decimal comma."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end("num") : match.end("num") + 2]
    if before in ("?", "�", ","):
        return before != "," or bool(re.search(r"\d,$", match.string[max(0, match.start() - 2) : match.start()]))
    if len(word) > 1 and word[0] == "0" and not word.startswith("0."):
        return True
    return bool(re.match(r",\d", after)) and match["unit"] is None


def _tail(tail: str, scale: str | None) -> Decimal:
    if tail[-1] in "千百":
        return Decimal(int(tail[:-1] or "1") * {"千": 1000, "百": 100}[tail[-1]])
    if len(tail) == 1 and scale == "万":
        return Decimal(int(tail) * 1000)
    return Decimal(int(tail))


_CONCRETE = re.compile(
    r"(?:新建|新增|增设|增配|增加|购置|购买|采购|配备|配发|添置|更换|改建|扩建|建成|建立|建设|修建|设立|设置|成立|组建|荣获|荣立|获得?|夺得|取得|发生|发现|查封|拘留|处罚|查处|开展|组织|举办|举行|召开|出动|派出|调派|投入|抽调|抢救|营救|搜救|救出|救助|疏散|捐赠|收到|评为|制作|印发|制定|拍摄|下发|安装|维修|选派|选送|参加|打造|推出|命名|吸纳|发展|招录|招聘|聘用|死亡|受伤|亡|伤|死|造成|约谈|曝光|取缔|关停|整改|检查|破获|抓获|查获|收缴|配有|拥有|现有|下设|下辖|辖|设有|设|共|累计|先后|总计|合计|达|约|近|超|超过|余|不足|不少于|至少|为|有|各|了|等|每|和|及|、|将|对|与|在|持续|持续了|历时|耗时|用时|提前|减少|增多|较去年少|多|少|划分为|分为|分成|细化为|组织召开|主持召开|牵头召开|签订|签约|走访|慰问|培训|轮训|集训|接待|开放|讲授|承办|承担|编写|编制|完善|修订|化解|调解|处置|处理|扑救|扑灭|追究|追责|问责|移送|立案|挂牌|销案|投放|张贴|悬挂|发放|赠送|帮扶|资助|转移|安置|解救|落实|争取|拨付|增派|出车|租用|征用|调用|动用)$"
)
_OBJECT = re.compile(
    r"(?:名|位)?(?:[\u4e00-\u9fff]{0,6})(?:片区|乡镇|街道|村|社区|部门|单位|站|队|小组|检查组|督导组|工作组|专班|支部|班|中队|企业|场所|小区|班次|会|人员|群众|火灾|案件|事故|车|人|员|学校|医院|家庭|项目|点|室|馆|塔|池|栓|设备|器材|装备|屏|基地|平台|协议|预案|方案|文件|制度|办法|意见|规划|活动|演练|培训|行动|检查|考核|竞赛|讲座|片|宣传|栏|车间|楼|房|井|码头|荣誉|称号|先进|奖|县|市|区|省|州|盟|旗|县区|组织|课|课程|教材|科目|班子|问题|隐患|大队|支队|通道|系统|摄像头)"
)
_ABSTRACT = frozenset("个项条种类级层支张套步关道点轮块面把场股篇档线路本部次天年分度对头口双包节页句字号届期代根")
_SECONDS = re.compile(r" ?(?P<n>\d{1,2}) ?(?P<u>秒)")
_NEVER = frozenset("级度分字号头口步代")


def _chinese_is_figure(match: re.Match[str], text: str) -> bool:
    """Whether a Chinese numeral with a unit counts something, or is part of a word or a slogan."""
    word, unit = match["cn"], match["unit"]
    start, end = match.start(), match.end()
    before = text[max(0, start - 6) : start]
    last = before[-1:]
    if match["fuzzy"]:
        return True
    if word in ("万", "亿") and last not in ("近", "上", "超", "逾", "约", "达", "过", "数"):
        return False  # 罚款(万元), 万人大会
    if any(c in FORMAL for c in word) and len(word) > 1:
        return True
    if last == "第" or (last and last in "同统唯某之专初逐划进独百千"):
        return False
    if unit in ("%", "元") or len(unit) >= 2:
        return word != "一" or unit not in ("个月",) or bool(_CONCRETE.search(before))
    big = len(word) > 1 or match["cin1"] or match["cscale"] or match["cin2"]
    if big:
        return unit not in _NEVER or bool(match["cin1"])
    if unit in ("日", "月", "年", "周", "天"):
        if unit == "年" and re.search(r"(?:为期|历时|用时|近|满|已|工期|时间|期限|长达|仅|约|持续)$", before):
            return True
        return unit in ("天", "周") and bool(re.search(r"(?:为期|历时|用时|耗时|连续奋战|持续|近|仅用|经过|利用|达|约)$", before))
    behind = text[end : end + 1]
    closing = not behind or behind in ",;。、\n)!" or behind.isspace()
    if unit in _NEVER:
        return False
    if closing and last and ("\u4e00" <= last <= "\u9fff" or last in "”)》") and last not in "这那某任哪同另每":
        return True
    if unit in _ABSTRACT or word == "一":
        if _CONCRETE.search(before):
            if word == "一" and unit in "个项种套支条场批张本道股面" and not _OBJECT.match(text[end : end + 12]):
                return False
            return not (word == "一" and unit in "支" and re.search(r"打造|建设|锻造", before))
        if word == "一":
            return unit in "名辆台起人具门艘架座间所栋" and (not before.strip() or last in ",;:。、(\n ")
        return bool(_OBJECT.match(text[end : end + 12])) or (bool(re.match(r"[\u4e00-\u9fff]{2,}", text[end:])) and unit in "次")
    return True


@functools.lru_cache(maxsize=8)
def quantity_finder(catalog: Catalog) -> QuantityFinder:
    return QuantityFinder(catalog)
