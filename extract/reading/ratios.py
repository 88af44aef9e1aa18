"""Shares and multiples told without a unit sign: 百分之十二, 三分之二, 3/4, 七成五, 一半, 2倍, 翻一番."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from math import gcd

from extract.reading.characters import CHINESE, POINT, POWERS
from extract.reading.numbers import Number, integer, read
from extract.reading.units import Units, before_of, rules
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share of a hundred (or of a thousand: unit ‰), `high` where it is a range; `modifier` as told behind it, or ""."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    decimals: int
    unit: str = "%"
    kind: str = "ratio"
    modifier: str = ""


_LATIN = re.compile("[A-Za-z]")


def _share(part: Decimal, whole: Decimal) -> tuple[Decimal, int]:
    """part / whole in per cent to two decimals, of small shares to four digits; and the decimals."""
    share = part * 100 / whole
    decimals = max(2, 3 - share.adjusted()) if share else 2
    return share.quantize(Decimal(1).scaleb(-decimals)), decimals


class Ratios:
    def __init__(self, catalog: Catalog, units: Units) -> None:
        table = rules(catalog, "ratio")
        self._units = units
        self._part: str = table["part"]
        self._parts: dict[str, str] = table["parts"]
        self._exact = {10 ** POWERS[word]: unit for word, unit in self._parts.items()}
        self._mixed: str = table["mixed"]
        self._half: str = table["half"]
        self._whole: str = table["whole"]
        self._halves = re.compile(table["halves"])
        self._doubling = re.compile(table["doubling"])
        self._doubled_about: dict[str, str] = table["doubling_about"]
        self._slash = re.compile(table["slash"])
        self._share = re.compile(rf"(?P<below>[{''.join(self._parts)}]|[{CHINESE}]{{1,4}}|\d{{1,4}}){self._part}")
        rng = rules(catalog, "range")
        tenth, times = table["tenth"], table["times"]
        digit = rf"[\d{CHINESE}]"
        self._tenths = re.compile(
            rf"(?<![\d.])(?P<n>10|\d\.\d|{digit}{POINT}{digit}|{digit})(?:(?P<dash>(?:{tenth})?{rng['dash']})?(?P<m>{digit}))? ?{tenth}"
            rf"(?P<more>{digit}|{self._half})?(?!{tenth})(?P<some>{table['some']})?"
        )
        self._tenth_not = frozenset(table["tenth_not"])
        self._tenth_is: str = table["tenth_is"]
        self._before = before_of(catalog)
        self._times = re.compile(
            rf"(?P<half>{self._half})?(?P<some>{table['some']})?(?P<times>{times})(?P<more>{self._half})?(?P<and>{table['some']})?(?![{times}{table['times_not']}])"
        )
        self._dash = re.compile(rng["dash"])

    def read(self, text: str, at: int) -> Ratio | None:
        """The share or multiple at `at`, whatever its form."""
        for form in (self._fraction, self._quotient, self._tenth, self._named, self._doubled):
            found = form(text, at)
            if found is not None:
                return found
        return None

    def _closed(
        self, start: int, end: int, value: Decimal, high: Decimal | None, decimals: int, text: str, unit: str = "%", some: str = ""
    ) -> Ratio:
        modifier, stop = self._units.behind(text, end)
        return Ratio(start, stop, value, high, decimals, unit, modifier=modifier or some)

    def _fraction(self, text: str, at: int) -> Ratio | None:
        """百分之九十八点五, 百分之十至十五, 千分之三, 三分之二."""
        match = self._share.match(text, at)
        if match is None or text[max(0, at - 3) : at].rstrip(" ")[-1:] == self._mixed:
            return None
        above = self._above(text, match)
        if above is None:
            return None
        if match["below"] in self._parts:
            high, end = self._up_to(text, match, above)
            some = "over" if above.some else ""
            return self._closed(at, end, above.value, high, above.decimals, text, self._parts[match["below"]], some)
        bottom = integer(match["below"])
        return None if not bottom or above.high is not None else self._quotient_of(text, at, above, bottom)

    def _above(self, text: str, match: re.Match[str]) -> Number | None:
        """What stands over the line; 百分之百 has a word of its own."""
        above = read(text, match.end())
        if above is None and match["below"] == self._whole and text.startswith(self._whole, match.end()):
            above = Number(match.end(), match.end() + 1, Decimal(100))
        if above is None or _LATIN.match(text, above.end):
            return None
        return above

    def _quotient_of(self, text: str, at: int, above: Number, bottom: int) -> Ratio:
        some = "over" if above.some else ""
        if bottom in self._exact:
            return self._closed(at, above.end, above.value, None, above.decimals, text, self._exact[bottom], some)
        value, decimals = _share(above.value, Decimal(bottom))
        tail = self._units.tail(text, above.end)
        if tail is not None and tail.kind in ("measure", "duration"):  # 四分之一公顷
            return Ratio(at, tail.end, value / 100, None, decimals + 2, tail.name, tail.kind, tail.modifier)
        return self._closed(at, above.end, value, None, decimals, text, some=some)

    def _up_to(self, text: str, match: re.Match[str], low: Number) -> tuple[Decimal | None, int]:
        """The upper end of 百分之十至十五 or 百分之十至百分之十五, where one is told."""
        dash = self._dash.match(text, low.end)
        if dash and low.high is None:
            again = self._share.match(text, dash.end())
            if again is None or again["below"] == match["below"]:
                high = read(text, again.end() if again else dash.end())
                if high is not None and high.value > low.value and not self._units.tail(text, high.end):
                    return high.value, high.end
        return low.high, low.end

    def _quotient(self, text: str, at: int) -> Ratio | None:
        """3/4的火灾: a proper fraction in lowest terms."""
        match = self._slash.match(text, at)
        if match is None:
            return None
        top, bottom = int(match["top"]), int(match["bottom"])
        if top >= bottom or gcd(top, bottom) > 1:
            return None
        value, decimals = _share(Decimal(top), Decimal(bottom))
        return self._closed(at, match.end(), value, None, decimals, text)

    def _tenth(self, text: str, at: int) -> Ratio | None:
        """三成, 七成五, 九成半, 三到五成, 两三成."""
        match = self._tenths.match(text, at)
        if match is None or self._begins_a_word(text, match):
            return None
        amount = read(match["n"], 0)
        low = amount.value if amount is not None and amount.high is None else None
        top = integer(match["m"]) if match["m"] else None
        if not low or low > 10 or (match["m"] and (not top or top <= low or (not match["dash"] and top != low + 1))):
            return None
        if low % 1 and (match["more"] or top):
            return None
        tail = 5 if match["more"] == self._half else integer(match["more"]) or 0 if match["more"] else 0
        if tail > 9 or (top and tail):
            return None
        some = "over" if match["some"] else ""
        return self._closed(
            at, match.end(), 10 * low + tail, Decimal(10 * top) if top else None, 0 if tail or low % 1 else -1, text, some=some
        )

    def _begins_a_word(self, text: str, match: re.Match[str]) -> bool:
        """三成立: 成 belongs to the next word; in 近三成为… it does not."""
        behind = text[match.end() : match.end() + 1]
        if not behind or behind not in self._tenth_not or match["more"]:
            return False
        return behind != self._tenth_is or not self._before.modifier(text, match.start(), False)

    def _named(self, text: str, at: int) -> Ratio | None:
        """一半, 半数, 过半."""
        match = self._halves.match(text, at)
        if match is None:
            return None
        return self._closed(at, match.end(), Decimal(50), None, 0, text, some="over" if match["over"] or match["some"] else "")

    def _doubled(self, text: str, at: int) -> Ratio | None:
        """翻一番 is a growth by 100 %, 翻两番 by 300 %."""
        match = self._doubling.match(text, at)
        times = integer(match["n"]) if match else None
        if match is None or not times:
            return None
        modifier = next((self._doubled_about[c] for c in match[0] if c in self._doubled_about), "")
        return Ratio(at, match.end(), Decimal(100 * (2**times - 1)), None, 0, kind="change", modifier=modifier)

    def multiple(self, text: str, number: Number) -> Ratio | None:
        """2倍, 1.6倍, 一倍半, 3倍多: told of a hundred."""
        match = self._times.match(text, number.end)
        if match is None or (number.high is not None and match["more"]):
            return None
        half = Decimal("0.5") if match["more"] else Decimal(0)
        some = "over" if match["some"] or match["and"] or number.some else ""
        high = None if number.high is None else number.high * 100
        return self._closed(number.start, match.end(), (number.value + half) * 100, high, number.decimals - 2 + bool(half), text, some=some)
