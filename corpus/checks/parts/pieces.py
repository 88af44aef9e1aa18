"""What was found is put right at once or within a term: the two make the whole (当场整改412处、限期整改174处)."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row
from corpus.checks.context import Context
from corpus.checks.pairs import same_scope
from corpus.checks.parts.claim import Claim, amounts, fails


def pieces_of(context: Context, rows: list[Row]) -> list[Row]:
    """The figures of a sentence that tell both pieces, one each; none where one of them is not told."""
    told = amounts(rows)
    at_once = next((r for r in told if context.pattern("parts.at_once").search(r["label"])), None)
    if at_once is None:
        return []
    alike = (r for r in told if r["unit"] == at_once["unit"] and r is not at_once)
    later = next((r for r in alike if context.pattern("parts.within_term").search(r["label"])), None)
    return [at_once, later] if later is not None else []


def found_in_pieces(context: Context, rows: list[Row]) -> Iterator[Claim]:
    """The hazards found, told before their two pieces, where these do not make them."""
    pieces = pieces_of(context, rows)
    whole = next((r for r in amounts(rows) if r["metric"] == context.catalog.role("found") and not r["qualifier"]), None)
    if not pieces or whole is None or whole["seq"] > pieces[0]["seq"]:
        return
    alike = all(p["unit"] == whole["unit"] and same_scope(p, whole) for p in pieces)
    if alike and fails(whole, pieces):
        yield Claim(whole, pieces)
