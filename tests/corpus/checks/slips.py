"""Makers of slips that a draft alone can show: each knows one way in which a figure or a date goes wrong, and where a check can know it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract import Fact, Report
from patterns import load_catalog

Slip = tuple[str, int, int, str]  # kind, start, end of what is replaced, replacement

WIDE = "０１２３４５６７８９．"
TO_WIDE = str.maketrans("0123456789.", WIDE)
TO_NARROW = str.maketrans(WIDE, "0123456789.")
KINDS_OF_CALLS = {"response.firefighting", "response.rescues", "response.social_assistance"}
OF_THE_SUM = {"response.dispatches", "response.duty", "response.other", *KINDS_OF_CALLS}
HAZARDS = {"inspection.hazards_found", "inspection.hazards_corrected"}
CORRECTION_RATE = "inspection.correction_rate"
SUMS_OF_MONEY = {"enforcement.fines", "fire.direct_loss", "response.property_saved"}
PAPERS = {
    "enforcement.correction_notices", "enforcement.penalties", "enforcement.seals", "oversight.notices", "oversight.responsibility_letters",
}  # fmt: skip
OF_PEOPLE = {"fire.deaths", "fire.injuries", "enforcement.detentions"}
SHORT_MONTHS = {"2月", "4月", "6月", "9月", "11月"}


# ---- how a quote changes ----


def other_number(quote: str, delta: float) -> str | None:
    """The quote with its number changed by delta in its last place, written as before."""
    match = re.search(r"\d[\d, ]*(?:\.\d+)?|[０-９]+(?:．[０-９]+)?", quote)
    if not match:
        return None
    raw = match[0].rstrip()
    plain = raw.replace(",", "").replace(" ", "").translate(TO_NARROW)
    places = len(plain.partition(".")[2])
    value = round(float(plain) + delta * 10**-places, places)
    if value <= 0:
        return None
    new = f"{value:.{places}f}"
    if raw[0] in WIDE:
        new = new.translate(TO_WIDE)
    elif "," in raw or " " in raw:
        whole, _, rest = new.partition(".")
        new = f"{int(whole):,}".replace(",", "," if "," in raw else " ") + ("." + rest if rest else "")
    return quote[: match.start()] + new + quote[match.start() + len(raw) :]


def other_numbers(quote: str, *deltas: float) -> Iterator[str]:
    yield from filter(None, (other_number(quote, delta) for delta in deltas))


def swapped(quote: str) -> Iterator[str]:
    """Two neighbouring digits changed about, the first that differ."""
    for i in range(len(quote) - 1):
        if quote[i].isdigit() and quote[i + 1].isdigit() and quote[i] != quote[i + 1] and quote[i + 1] != "0":
            yield quote[:i] + quote[i + 1] + quote[i] + quote[i + 2 :]
            return


def size(quote: str) -> int:
    return int(re.sub(r"\D", "", quote))


# ---- figures of a draft ----


@dataclass
class Place:
    """A figure and its sentence."""

    fact: Fact
    sentence: list[Fact]

    @property
    def quote(self) -> str:
        return self.fact.quote

    @property
    def exact_counts(self) -> set[str]:
        return {x.metric for x in self.sentence if x.kind == "count" and x.modifier == "exact"}

    @property
    def in_sum(self) -> bool:
        """One of the calls or all of them, where the sentence tells the sum."""
        f = self.fact
        return self.exact_counts >= KINDS_OF_CALLS and f.metric in OF_THE_SUM and f.kind == "count" and not f.qualifier

    @property
    def in_rate(self) -> bool:
        """Hazards found or corrected, where the sentence tells the rate."""
        return self.fact.metric in HAZARDS and self.fact.kind == "count" and any(x.metric == CORRECTION_RATE for x in self.sentence)


def share_off(place: Place) -> Iterator[str]:
    f = place.fact
    if f.kind != "ratio" or f.unit != "%" or f.modifier != "exact":
        return
    rate = f.metric == CORRECTION_RATE and place.exact_counts >= HAZARDS
    share = "占" in f.label and f.of is not None and f.metric.startswith(("fire.fires", "response"))
    points = 10**f.decimals if f.decimals > 0 else 1
    if rate or share:
        deltas = (points, -points, 3 * points, -5 * points)
        yield from other_numbers(f.quote, *(d for d in deltas if 0 < float(f.value) + d * 10**-f.decimals < 100))


def part_off(place: Place) -> Iterator[str]:
    if place.in_sum:
        yield from other_numbers(place.quote, 1, -1, 10, -10, 7, -9)


def part_swapped(place: Place) -> Iterator[str]:
    if place.in_sum:
        yield from swapped(place.quote)


def hazards_off(place: Place) -> Iterator[str]:
    if place.in_rate:
        yield from other_numbers(place.quote, 100, -100)


def hazards_swapped(place: Place) -> Iterator[str]:
    if place.in_rate:  # far enough that no rounding of the rate hides it
        yield from (new for new in swapped(place.quote) if abs(size(new) - size(place.quote)) > 0.02 * float(place.fact.value))


def wan_lost(place: Place) -> Iterator[str]:
    if place.fact.metric in SUMS_OF_MONEY and "万元" in place.quote and place.fact.modifier == "exact":
        yield place.quote.replace("万", "")


def wan_added(place: Place) -> Iterator[str]:
    f = place.fact
    most = load_catalog().tables["relations"]["most"].get(f.metric)
    if most is None or f.kind != "count" or f.decimals != 0 or float(f.value) * 10000 <= most:
        return
    number = re.match(r"[\d０-９, ]*[\d０-９]", f.quote)
    if number and re.fullmatch(r"[\d０-９, ]+\S{1,3}", f.quote):
        yield number[0] + "万" + f.quote[number.end() :]


def paper_misread(place: Place) -> Iterator[str]:
    if place.fact.metric in PAPERS and place.quote.endswith("份"):
        yield place.quote[:-1] + "分"


def person_misread(place: Place) -> Iterator[str]:
    if place.fact.metric in OF_PEOPLE and place.quote.endswith("人") and place.fact.kind == "count":
        yield place.quote[:-1] + "入"


FIGURE_SLIPS: tuple[tuple[str, Callable[[Place], Iterator[str]]], ...] = (
    ("share off by points", share_off),
    ("part or total off", part_off),
    ("digits swapped", part_swapped),
    ("digit changed", hazards_off),
    ("digits swapped", hazards_swapped),
    ("万 lost", wan_lost),
    ("万 added", wan_added),
    ("unit slip", paper_misread),
    ("unit slip", person_misread),
)


# ---- dates of a draft ----


def out_of_period(report: Report) -> Iterator[tuple[int, int, str]]:
    """The month of a deed moved out of a report of half a year or less."""
    own = report.period
    if not own.start or not own.end or (own.end - own.start).days >= 200:
        return
    for event in report.events:
        match = re.match(r"(\d{1,2})月", event.quote)
        month = (int(match[1]) + 5) % 12 + 1 if match and event.date else 0
        if match and month and not own.start.month <= month <= own.end.month:
            yield event.start, event.start + len(match[1]), str(month)


def no_such_day(report: Report) -> Iterator[tuple[int, int, str]]:
    for mention in report.dates:
        if mention.form == "day" and (match := re.match(r"(\d{1,2}月)(\d{1,2})日", mention.quote)):
            yield mention.start, mention.end, match[1] + "31日" if match[1] in SHORT_MONTHS else "2月30日"


DATE_SLIPS = (("date out of the period", out_of_period), ("no such day", no_such_day))


def slips(report: Report) -> Iterator[Slip]:
    """Every slip that the draft alone can show."""
    for f in report.facts:
        if f.status == "actual" and re.search(r"[\d０-９]", f.quote):
            place = Place(f, [x for x in report.facts if x.sentence_start == f.sentence_start])
            for kind, make in FIGURE_SLIPS:
                yield from ((kind, f.start, f.end, new) for new in make(place))
    for kind, make_date in DATE_SLIPS:
        yield from ((kind, *slip) for slip in make_date(report))
