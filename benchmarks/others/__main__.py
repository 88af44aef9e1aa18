"""Who reads what of the tables of forms: asks the others, each in an environment of its own, and writes FORMS.md."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.others.answers import WAYS
from benchmarks.others.environment import ROOT, run_in
from benchmarks.others.kinds import KINDS_OF_DATES, KINDS_OF_FIGURES, claims
from benchmarks.others.rows import Figure, Mention, figures, mentions, plain
from benchmarks.others.tools import REQUIREMENTS
from benchmarks.others.verdicts import OURS, RIGHT, UNREAD, WRONG, of_figure, of_mention, ours_of_figure, ours_of_mention

Verdicts = dict[str, dict[int, str]]  # of each way of reading, by row; a row that it does not claim is not there
REFERENCE = "2023-12-31"


def asks(way: str, row: Figure | Mention) -> bool:
    if isinstance(row, Mention):
        return claims(way, row.kind, "", row.quote)
    return row.numeral > 0 and claims(way, row.kind, row.unit, row.quote)


def answers(rows: list[Any], dates: bool, verdict: Callable[[Any, list[Any]], str]) -> Verdicts:
    """The verdicts on the others."""
    told: Verdicts = {}
    given = [{**row, "reference": row.get("own_end") or REFERENCE} for row in plain(rows)]
    for tool, ways in WAYS.items():
        asked = {way: [i for i, row in enumerate(rows) if asks(way, row)] for way in ways if dates == ("time" in way)}
        asked = {way: places for way, places in asked.items() if places}
        if asked:
            found = run_in(REQUIREMENTS[tool], "benchmarks.others.answers", {"tool": tool, "rows": given, "asked": asked})
            told |= {way: {i: verdict(rows[i], answer) for i, answer in pairs} for way, pairs in found.items()}
    return told


def totals(told: Verdicts) -> list[str]:
    """A line for each way of reading, ours on the same rows beside it."""
    lines = []
    for way, verdicts in told.items():
        count, ours = Counter(verdicts.values()), Counter(told[OURS][i] for i in verdicts)
        shares = " | ".join(str(count[verdict]) for verdict in (RIGHT, WRONG, UNREAD))
        beside = " | ".join(str(ours[verdict]) for verdict in (RIGHT, WRONG, UNREAD))
        lines.append(f"| {way} | {len(verdicts)} | {shares} | {beside} |")
    return lines


def by_kind(rows: list[Any], told: Verdicts, kinds: list[str]) -> list[str]:
    """A line for each kind of form: how many of its rows each reads right, and how many of them wrong."""
    lines = ["| kind of form | rows | " + " | ".join(told) + " |", "|---" * (len(told) + 2) + "|"]
    for kind in kinds:
        places = [i for i, row in enumerate(rows) if row.kind == kind]
        cells = []
        for verdicts in told.values():
            count = Counter(verdicts[i] for i in places if i in verdicts)
            wrong = f", {count[WRONG]} wrong" if count[WRONG] else ""
            cells.append(f"{count[RIGHT]} of {count.total()}{wrong}" if count else "–")
        if places:
            lines.append(f"| {kind} | {len(places)} | {' | '.join(cells)} |")
    return lines


def behind(rows: list[Any], told: Verdicts) -> list[str]:
    """The rows that another reads right and we do not."""
    lines = []
    for i, row in enumerate(rows):
        others = [way for way, verdicts in told.items() if way != OURS and verdicts.get(i) == RIGHT]
        if others and told[OURS][i] != RIGHT:
            lines.append(f"| {row.quote} | {row.sentence} | {told[OURS][i]} | {'; '.join(others)} |")
    return lines


def page() -> str:
    numbers: list[Figure] = figures()
    days: list[Mention] = mentions()
    own = [ours_of_figure(row) for row in numbers]
    told_numbers = {OURS: {i: verdict for i, (verdict, _) in enumerate(own)}} | answers(numbers, False, of_figure)
    told_days = {OURS: {i: ours_of_mention(row) for i, row in enumerate(days)}} | answers(days, True, of_mention)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False).stdout.strip()
    versions = ", ".join(
        need.replace("==", " ") for needs in REQUIREMENTS.values() for need in needs if "==" in need and "emoji" not in need
    )
    heads = "| reader | rows | right | wrong | not read | ours right | ours wrong | ours not read |\n|---|---|---|---|---|---|---|---|"
    missing = [row for row, (verdict, whole) in zip(numbers, own, strict=True) if verdict == RIGHT and not whole]
    unlike = "; ".join(f"{row.quote} ({row.modifier}, {row.unit or 'no unit'})" for row in missing)
    kinds = [*KINDS_OF_FIGURES, *(f"money: {kind}" for kind in KINDS_OF_FIGURES)]
    return "\n".join([
        "# Who reads what\n",
        f"Made by `python -m benchmarks.others` at commit {commit}; {versions}.\n",
        f"The {len(numbers)} figures and {len(days)} dates of `forms/`, written by hand from the annotation guide, read by `extract_report` and by "
        "others, each in an environment of its own.  Ours has been mended with these tables at hand, the others never saw them.  Each is asked for the rows of the kinds that it says it reads, and judged by what it says: "
        "figures by value (both ends of a range), dates by first and last day, relative to the last day of the report's period.  What the guide "
        "alone decides (the report's own period and its like, 截至, deadlines, the last years, lists) is asked of none of the others.  Where another "
        "tool gives several answers, or the two ends of a range apart, the right ones count; ours must be the only one.  Signs are left out of "
        "account, a share of a thousand counts in any scale, a range of Recognizers-Text may end with its end or the day before, of a figure that "
        "JioNLP gives as a range the lower end counts.\n",
        "## Figures\n", heads, *totals(told_numbers),
        f"\nWith modifier and unit as well ours has {sum(whole for _, whole in own)} of {len(own)} right; by value alone: {unlike or '–'}.\n",
        *by_kind(numbers, told_numbers, kinds),
        "\n## Dates\n", heads, *totals(told_days), "", *by_kind(days, told_days, KINDS_OF_DATES),
        "\n## Rows that another reads right and ours does not\n", "| quote | sentence | ours | right |\n|---|---|---|---|",
        *(behind(numbers, told_numbers) + behind(days, told_days) or ["| – | | | |"]), "",
    ])  # fmt: skip


if __name__ == "__main__":
    (Path(__file__).parent.parent / "FORMS.md").write_text(page(), encoding="utf-8")
