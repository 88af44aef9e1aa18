"""One slip at a time is planted into every sample, wherever a check can know it; nearly all must be found, at the right figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Corpus
from corpus.checks import Context, check
from corpus.checks.run import context_of, run_checks
from corpus.reading.readers import read
from extract import Report, extract_report
from patterns import load_catalog
from tests.conftest import SAMPLES

SLIPS_NEEDED = 500
SHARE_FOUND = 0.95
CLEAN = sorted(p for p in SAMPLES.glob("*.txt") if p.stem != "baishi-2023H1")
Slip = tuple[str, int, int, str]  # kind, start, end of what is replaced, replacement


def digits(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if text else text


def other_number(quote: str, delta: float) -> str | None:
    """The quote with its number changed by delta in its last place, written as before."""
    match = re.search(r"\d[\d, ]*(?:\.\d+)?|[０-９]+(?:．[０-９]+)?", quote)
    if not match:
        return None
    raw = match[0].rstrip()
    plain = raw.replace(",", "").replace(" ", "").translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
    places = len(plain.partition(".")[2])
    value = round(float(plain) + delta * 10**-places, places)
    if value <= 0:
        return None
    new = f"{value:.{places}f}"
    if raw[0] in "０１２３４５６７８９":
        new = digits(new).replace(".", "．")
    elif "," in raw or " " in raw:
        whole, _, rest = new.partition(".")
        new = f"{int(whole):,}".replace(",", "," if "," in raw else " ") + ("." + rest if rest else "")
    return quote[: match.start()] + new + quote[match.start() + len(raw) :]


def swapped(quote: str) -> str | None:
    """Two neighbouring digits changed about."""
    for i in range(len(quote) - 1):
        if quote[i].isdigit() and quote[i + 1].isdigit() and quote[i] != quote[i + 1] and quote[i + 1] != "0":
            return quote[:i] + quote[i + 1] + quote[i] + quote[i + 2 :]
    return None


def slips(report: Report) -> Iterator[Slip]:
    facts = report.facts
    for f in facts:
        if f.status != "actual" or not re.search(r"[\d０-９]", f.quote):
            continue
        sentence = [x for x in facts if x.sentence_start == f.sentence_start]
        metrics = {x.metric for x in sentence if x.kind == "count" and x.modifier == "exact"}
        if f.kind == "ratio" and f.unit == "%" and f.modifier == "exact":
            known = (
                f.metric == "inspection.correction_rate" and {"inspection.hazards_found", "inspection.hazards_corrected"} <= metrics
            ) or ("占" in f.label and f.of is not None and f.metric.startswith(("fire.fires", "response")))
            if known:
                points = 10**f.decimals if f.decimals > 0 else 1
                for delta in (points, -points, 3 * points, -5 * points):
                    if 0 < float(f.value) + delta * 10**-f.decimals < 100 and (new := other_number(f.quote, delta)):
                        yield "share off by points", f.start, f.end, new
        whole = {"response.firefighting", "response.rescues", "response.social_assistance"} <= metrics
        if (
            whole
            and f.metric
            in (
                "response.dispatches",
                "response.firefighting",
                "response.rescues",
                "response.social_assistance",
                "response.duty",
                "response.other",
            )
            and f.kind == "count"
            and not f.qualifier
        ):
            for delta in (1, -1, 10, -10, 7, -9):
                if new := other_number(f.quote, delta):
                    yield "part or total off", f.start, f.end, new
            if new := swapped(f.quote):
                yield "digits swapped", f.start, f.end, new
        if (
            f.metric in ("inspection.hazards_found", "inspection.hazards_corrected")
            and f.kind == "count"
            and any(x.metric == "inspection.correction_rate" for x in sentence)
        ):
            for delta in (100, -100):
                if new := other_number(f.quote, delta):
                    yield "digit changed", f.start, f.end, new
            if (new := swapped(f.quote)) and abs(int(re.sub(r"\D", "", new)) - int(re.sub(r"\D", "", f.quote))) > 0.02 * float(f.value):
                yield "digits swapped", f.start, f.end, new
        if f.metric in ("enforcement.fines", "fire.direct_loss", "response.property_saved") and "万元" in f.quote and f.modifier == "exact":
            yield "万 lost", f.start, f.end, f.quote.replace("万", "")
        limited = load_catalog().tables["relations"]["most"]
        if (
            f.metric in limited
            and f.kind == "count"
            and f.decimals == 0
            and float(f.value) * 10000 > limited[f.metric]
            and re.fullmatch(r"[\d０-９, ]+\S{1,3}", f.quote)
        ):
            number = re.match(r"[\d０-９, ]*[\d０-９]", f.quote)
            if number:
                yield "万 added", f.start, f.end, number[0] + "万" + f.quote[number.end() :]
        if f.metric in (
            "enforcement.correction_notices",
            "enforcement.penalties",
            "enforcement.seals",
            "oversight.notices",
            "oversight.responsibility_letters",
        ) and f.quote.endswith("份"):
            yield "unit slip", f.start, f.end, f.quote[:-1] + "分"
        if f.metric in ("fire.deaths", "fire.injuries", "enforcement.detentions") and f.quote.endswith("人") and f.kind == "count":
            yield "unit slip", f.start, f.end, f.quote[:-1] + "入"
    for event in report.events:
        match = re.match(r"(\d{1,2})月", event.quote)
        if match and report.period.start and report.period.end and event.date and (report.period.end - report.period.start).days < 200:
            month = (int(match[1]) + 5) % 12 + 1
            if not report.period.start.month <= month <= report.period.end.month:
                yield "date out of the period", event.start, event.start + len(match[1]), str(month)
    for mention in report.dates:
        if mention.form == "day" and (match := re.match(r"(\d{1,2}月)(\d{1,2})日", mention.quote)):
            yield (
                "no such day",
                mention.start,
                mention.end,
                match[1] + "32日" if False else match[1] + "31日" if match[1] in ("2月", "4月", "6月", "9月", "11月") else "2月30日",
            )


def found_at(findings: list, start: int, end: int) -> bool:  # type: ignore[type-arg]
    return any(a < end and start < b for f in findings for a, b in f.spans)


def test_planted_slips_are_found() -> None:
    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    missed = []
    for path in CLEAN:
        text = path.read_text(encoding="utf-8")
        report = extract_report(text)
        before = {(f.code, f.message) for f in check(report)}
        for kind, start, end, new in slips(report):
            made[kind] += 1
            changed = text[:start] + new + text[end:]
            fresh = [f for f in check(extract_report(changed)) if (f.code, f.message) not in before]
            if found_at(fresh, start, start + len(new)):
                seen[kind] += 1
            else:
                missed.append((path.stem, kind, text[start:end], new))
    total = sum(made.values())
    assert total >= 300, made
    assert sum(seen.values()) / total >= SHARE_FOUND, missed


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with Corpus(tmp_path_factory.mktemp("slips") / "s.duckdb") as store:
        store.import_files([str(SAMPLES)])
        yield store


def past_slips(context: Context) -> Iterator[Slip]:
    """Changes that the store can refute, signs turned, and figures kept from an earlier report."""
    report = context.report
    from extract.reading.calendar import year_before

    base = context.past.get((year_before(report.period).start, year_before(report.period).end), {})
    for f in report.facts:
        if f.status != "actual" or f.entity or f.qualifier:
            continue
        cell = base.get(f.metric)
        now = report.facts[f.of] if f.of is not None else None
        if (
            f.kind == "change"
            and f.unit == "%"
            and now is not None
            and now.kind in ("count", "money")
            and cell is not None
            and cell.how == "stated"
        ):
            points = 10**f.decimals
            for delta in (points, -points, 3 * points, 10 * points):
                if new := other_number(f.quote, delta):
                    yield "change off", f.start, f.end, new
            for up, down in (("上升", "下降"), ("增长", "减少")):
                at = report.text.rfind(up, f.start - 6, f.start)
                if at >= 0:
                    yield "sign turned", at, at + 2, down
                at = report.text.rfind(down, f.start - 6, f.start)
                if at >= 0:
                    yield "sign turned", at, at + 2, up
    for metric, cell in context.cells.items():
        old = base.get(metric)
        if (
            cell.how != "stated"
            or old is None
            or old.how != "stated"
            or cell.value == old.value
            or not context.catalog.metrics[metric].flow
        ):
            continue
        fact, earlier = cell.sources[0], old.sources[0]
        plain = re.sub(r"[^0-9]", "", earlier["quote"].translate(str.maketrans("０１２３４５６７８９", "0123456789")))
        if fact["modifier"] == earlier["modifier"] == "exact" and fact["unit"] == earlier["unit"] and len(plain.rstrip("0")) >= 3:
            yield "last year's figure kept", fact["start"], fact["end"], earlier["quote"]


def test_slips_against_the_past_are_found(corpus: Corpus, tmp_path: Path) -> None:
    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    missed = []
    for path in CLEAN:
        context = context_of(read(path), corpus=corpus)
        if not context.past:
            continue
        text = context.report.text
        before = {(f.code, f.message) for f in run_checks(context)}
        for kind, start, end, new in past_slips(context):
            made[kind] += 1
            draft = tmp_path / path.name
            draft.write_text(text[:start] + new + text[end:], encoding="utf-8")
            again = Context.of(extract_report(draft.read_text(encoding="utf-8")), context.catalog)
            again.past, again.past_texts, again.peers = context.past, context.past_texts, context.peers
            fresh = [f for f in run_checks(again) if (f.code, f.message) not in before]
            if found_at(fresh, start - 12 if kind == "sign turned" else start, start + len(new) + (8 if kind == "sign turned" else 0)):
                seen[kind] += 1
            else:
                missed.append((path.stem, kind, text[start:end], new))
    total = sum(made.values())
    assert total >= 100, made
    assert sum(seen.values()) / total >= SHARE_FOUND, missed


def test_clean_samples_are_quiet(corpus: Corpus) -> None:
    warnings = chars = 0
    for path in CLEAN:
        found = run_checks(context_of(read(path), corpus=corpus))
        assert [f for f in found if f.severity == "error"] == [], path.stem
        warnings += sum(f.severity == "warning" for f in found)
        chars += len(path.read_text(encoding="utf-8"))
    assert warnings < chars / 1000
