"""A number as a spreadsheet shows it: percent, thousands, 万元 as a format, months ([ECMA-376] 18.8.31).

A date is written in one way whatever its format: as much of it as the format shows (2023年1月, 2023-01-31).
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|(General)|([0#?]+)|(\.)|(,)|(%)|(.)', re.I | re.S)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_BRACKETS = re.compile(r"\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]")
_QUOTED = re.compile(r'"[^"]*"|\\.|!.|\[[^\]]*\]')


def shown(value: Any, code: str) -> str:
    """A cell as it reads; what the format does not make plainer, plainly: 442 and not 442.0, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (dt.datetime, dt.date, dt.time, dt.timedelta)):
        return _date(value, code)
    if isinstance(value, (int, float)):
        return _number(value, code)
    return str(value)


def is_date(code: str) -> bool:
    """A format of dates or times."""
    return bool(re.search(r"[ymdhsYMDHSeE]", _QUOTED.sub("", code.replace("General", "")))) and not re.search(
        r"[0#]", _QUOTED.sub("", code).split(".")[0]
    )


def _date(value: Any, code: str) -> str:
    if isinstance(value, (dt.time, dt.timedelta)):
        return str(value)
    parts = _QUOTED.sub("", code).lower().split(";")[0]
    if isinstance(value, dt.datetime) and (value.hour or value.minute):
        return value.isoformat(" ")
    day = value.date() if isinstance(value, dt.datetime) else value
    year, month = "y" in parts or "e" in parts.replace("general", ""), "m" in parts
    if "d" in parts or not (year or month):
        return str(day.isoformat() if year or "d" not in parts else f"{day.month}月{day.day}日")
    if year and month:
        return f"{day.year}年{day.month}月"
    return f"{day.year}年" if year else f"{day.month}月"


def _number(value: float, code: str) -> str:
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if code in ("General", "@", "") or is_date(code) or re.search(r"[?#0]\s*/|E[+-]", code):
        return _plainly(number)
    section, number = _section(code, number)
    tokens = list(_TOKEN.finditer(_BRACKETS.sub(lambda m: f'"{m[1]}"' if m[1] else "", section)))
    if any(m[3] for m in tokens) or not any(m[4] for m in tokens):
        literal = "".join(m[1] or m[2] or m[8] or m[7] or "" for m in tokens if not m[3])
        return (_plainly(number) + literal) if any(m[3] for m in tokens) else literal
    return _filled(tokens, number)


def _plainly(number: Decimal) -> str:
    """Without zeros behind the point, to ten places."""
    text = f"{number.quantize(Decimal(1).scaleb(-10), ROUND_HALF_UP) if -number.as_tuple().exponent > 10 else number:f}"  # type: ignore[operator]
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section(code: str, number: Decimal) -> tuple[str, Decimal]:
    """The section of a format that holds for a number, and the number as it is written there (its sign is the section's own)."""
    sections = re.findall(r'(?:"[^"]*"|\\.|[^;])+|(?<=;)(?=;|$)', code) or [code]
    for section in sections:
        told = _CONDITION.search(section)
        if told and _holds(number, told[1], Decimal(told[2])):
            return section, number
    free = [s for s in sections[:3] if not _CONDITION.search(s)]
    if len(free) < len(sections[:3]):
        return (free[0] if free else "General"), number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    return sections[2 if number == 0 and len(sections) > 2 else 0], number


def _holds(number: Decimal, sign: str, than: Decimal) -> bool:
    return {"<": number < than, ">": number > than, "=": number == than, "<=": number <= than, ">=": number >= than, "<>": number != than}[
        sign
    ]


def _filled(tokens: list[re.Match[str]], number: Decimal) -> str:
    """The digits of a number in the places of its format, with what stands between and around them."""
    places = [i for i, m in enumerate(tokens) if m[4]]
    first, last = places[0], places[-1]
    point = next((i for i in range(first, len(tokens)) if tokens[i][5]), len(tokens))
    commas = [i for i, m in enumerate(tokens) if m[6]]
    behind = [i for i in commas if i > last or (i > max((p for p in places if p < point), default=last) and i < point)]
    grouped = any(first < i < last and i < point and i not in behind for i in commas)
    number = number.scaleb(2 * sum(bool(m[7]) for m in tokens) - 3 * len(behind))
    decimals = "".join(m[4] for i, m in enumerate(tokens) if m[4] and i > point)
    wholes = "".join(m[4] for i, m in enumerate(tokens) if m[4] and i < point)
    number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):f}".partition(".")
    whole = whole.lstrip("0").rjust(wholes.count("0"), "0")
    fraction = _without_zeros(fraction, decimals)
    apart = any(tokens[i][1] is not None or tokens[i][2] or tokens[i][8] for i in range(first, min(point, last)) if not tokens[i][4])
    head = _pieces(tokens, first, point, whole) if apart else _grouped(whole) if grouped else whole
    before = "".join(_literal(m) for m in tokens[:first])
    ends = [i for i, m in enumerate(tokens) if m[4]][-1] + 1
    after = "".join(_literal(m) for m in tokens[ends:])
    return ("-" if number < 0 else "") + before + head + (f".{fraction}" if fraction else "") + after


def _without_zeros(fraction: str, places: str) -> str:
    """Zeros at the end stand only where the format has 0."""
    while fraction and fraction[-1] == "0" and places[len(fraction) - 1] != "0":
        fraction = fraction[:-1]
    return fraction


def _grouped(whole: str) -> str:
    return f"{int(whole):,}".rjust(len(whole), "0") if whole else ""


def _literal(token: re.Match[str]) -> str:
    return "%" if token[7] else token[1] or token[2] or token[8] or ""


def _pieces(tokens: list[re.Match[str]], first: int, point: int, whole: str) -> str:
    """Digits from the right into places that literals part: 216 in 0!.0 is 21.6."""
    out: list[str] = []
    places = [i for i in range(first, point) if i < len(tokens) and tokens[i][4]]
    rest = whole
    for i in reversed(range(first, places[-1] + 1)):
        token = tokens[i]
        if not token[4]:
            out.append(_literal(token))
        elif i == places[0]:
            out.append(rest.rjust(token[4].count("0"), "0"))
        else:
            size = len(token[4])
            out.append(rest[-size:].rjust(size, "0"))
            rest = rest[:-size]
    return "".join(reversed(out))
