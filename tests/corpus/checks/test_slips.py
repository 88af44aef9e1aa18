"""One slip at a time is planted into every sample, wherever a check can know it; nearly all must be found, at the right figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Corpus
from corpus.checks import Context, Finding, check, run_checks
from corpus.reading.readers import read
from corpus.review import context_of
from extract import extract_report
from tests.conftest import SAMPLES
from tests.corpus.checks.past_slips import past_slips
from tests.corpus.checks.slips import Slip, slips

SLIPS_NEEDED = 500
PAST_SLIPS_NEEDED = 100
SHARE_FOUND = 0.95
ODD = ("weiling",)  # a hand of its own, most of whose words nobody has taught: what is not understood is not checked
CLEAN = sorted(p for p in SAMPLES.glob("*.txt") if p.stem != "baishi-2023H1" and not p.stem.startswith(ODD))


class Tally:
    """How many slips were made, and which of them were missed."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.missed: list[tuple[str, str, str, str]] = []

    def count(self, name: str, text: str, slip: Slip, found: bool) -> None:
        kind, start, end, new = slip
        self.made[kind] += 1
        if not found:
            self.missed.append((name, kind, text[start:end], new))

    def holds(self, needed: int) -> None:
        total = sum(self.made.values())
        assert total >= needed, self.made
        assert 1 - len(self.missed) / total >= SHARE_FOUND, self.missed


def planted(text: str, slip: Slip) -> str:
    _, start, end, new = slip
    return text[:start] + new + text[end:]


def found_at(findings: list[Finding], start: int, end: int) -> bool:
    return any(a < end and start < b for f in findings for a, b in f.spans)


def fresh(findings: list[Finding], before: list[Finding]) -> list[Finding]:
    known = {(f.code, f.message) for f in before}
    return [f for f in findings if (f.code, f.message) not in known]


def test_planted_slips_are_found() -> None:
    tally = Tally()
    for path in CLEAN:
        text = path.read_text(encoding="utf-8")
        report = extract_report(text)
        before = check(report)
        for slip in slips(report):
            _, start, _, new = slip
            findings = fresh(check(extract_report(planted(text, slip))), before)
            tally.count(path.stem, text, slip, found_at(findings, start, start + len(new)))
    tally.holds(SLIPS_NEEDED)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with Corpus(tmp_path_factory.mktemp("slips") / "s.duckdb") as store:
        store.import_files([str(SAMPLES)])
        yield store


def test_slips_against_the_past_are_found(corpus: Corpus, tmp_path: Path) -> None:
    tally = Tally()
    for path in CLEAN:
        context = context_of(read(path), corpus=corpus)
        if not context.past:
            continue
        before = run_checks(context)
        for slip in past_slips(context):
            kind, start, _, new = slip
            draft = tmp_path / path.name
            draft.write_text(planted(context.text, slip), encoding="utf-8")
            again = Context.of(extract_report(draft.read_text(encoding="utf-8")), context.catalog)
            again.past, again.past_texts, again.peers = context.past, context.past_texts, context.peers
            front, back = (12, 8) if kind == "sign turned" else (0, 0)  # the finding is at the figure beside the word
            found = found_at(fresh(run_checks(again), before), start - front, start + len(new) + back)
            tally.count(path.stem, context.text, slip, found)
    tally.holds(PAST_SLIPS_NEEDED)


def test_clean_samples_are_quiet(corpus: Corpus) -> None:
    warnings = chars = 0
    for path in CLEAN:
        found = run_checks(context_of(read(path), corpus=corpus))
        assert [f for f in found if f.severity == "error"] == [], path.stem
        warnings += sum(f.severity == "warning" for f in found)
        chars += len(path.read_text(encoding="utf-8"))
    assert warnings < chars / 1000
