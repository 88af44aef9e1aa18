"""Parts listed behind 其中, a colon or in brackets, in the unit of the figure before."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.cells import Row, interval
from corpus.checks.context import Context
from corpus.checks.figures import total
from corpus.checks.pairs import same_scope
from corpus.checks.parts.claim import Claim, amounts, one_unit
from corpus.checks.slipped import swaps

_LIST = 3  # parts, from which on they are a list
_MOST = 60  # parts of a list
_NOTHING = 1e-6
_NAME = 3  # characters that make a name of a part
_LONG = 14  # characters between two parts, from which on a word may leave the list


def listed(context: Context, rows: list[Row], known: set[int]) -> Iterator[Claim]:
    """Lists that make more or less than the figure before them, and single parts larger than it; `known` parts belong to other wholes."""
    told = amounts(rows)
    for i, whole in enumerate(told):
        opened, parts = _list_behind(context, whole, told[i + 1 : i + 1 + _MOST], known)
        if parts and whole["kind"] == parts[0]["kind"] and (severity := _wrong(context, opened, whole, parts)):
            yield Claim(whole, parts, severity)


def listed_on(context: Context, before: list[Row], rows: list[Row], known: set[int]) -> Iterator[Claim]:
    """The same of a sentence that goes on with the list (其中占用通道39件…) of the last figure in its unit of the one before."""
    told = amounts(rows)
    whole = next((r for r in reversed(amounts(before)) if told and r["unit"] == told[0]["unit"] and r["kind"] == told[0]["kind"]), None)
    if whole is None:
        return
    _, parts = _list_behind(context, whole, told, known, "some")
    if len(parts) > 1 and (severity := _wrong(context, "some", whole, parts)):
        yield Claim(whole, parts, severity)


def _list_behind(context: Context, whole: Row, later: list[Row], known: set[int], opened: str = "") -> tuple[str, list[Row]]:
    """How the list behind a figure is opened (all, bracket, some, included or ""), and its parts."""
    parts: list[Row] = []
    for part in later:
        between = context.between(parts[-1] if parts else whole, part)
        if not parts and not opened:
            opened = _opening(context, between)
        if not opened or (parts and _leaves(context, between)) or not _fits(context, part, whole, known) or _divides(context, part, parts):
            break
        parts.append(part)
    if opened == "bracket" and parts and not _claims(context, whole, parts):
        return "", []
    return opened, parts


def _claims(context: Context, whole: Row, parts: list[Row]) -> bool:
    """Whether a bracket holds parts: neither the whole (整改784处(共发现859处)) nor one figure of something else."""
    first = parts[0]
    if context.pattern("parts.whole_inside").search(context.between(whole, first)):
        return False
    declared = {(r["part"], r["whole"]) for r in context.relations("at_most")}
    if (whole["metric"], first["metric"]) in declared:
        return False
    if len(parts) > 1 or first["metric"] in ("", whole["metric"]):
        return True
    if (first["metric"], whole["metric"]) in declared:
        return False  # the relation is checked by itself
    return context.pattern("parts.of_it").search(context.between(whole, first)) is not None


def _opening(context: Context, between: str) -> str:
    """What opens a list between a figure and the next: a group of `parts.opens`, or ""."""
    match = context.pattern("parts.opens").search(between)
    if match is None or context.pattern("mark.stop").search(between) or context.pattern("parts.earlier").search(between):
        return ""
    if match.lastgroup == "bracket" and context.pattern("mark.closing").search(between):
        return ""  # 206个乡(镇),3549个行政村: another bracket, and closed
    return match.lastgroup or ""


def _leaves(context: Context, between: str) -> bool:
    """Whether the list has ended between a part and the next figure; the share of the part does not end it."""
    if context.pattern("parts.share_between").fullmatch(between):
        return False
    if context.pattern("mark.stop_or_closing").search(between):
        return True
    return len(between) > _LONG and bool(context.pattern("parts.leaves").search(between))


def _divides(context: Context, part: Row, parts: list[Row]) -> bool:
    """…、重大隐患17处,重大隐患已销案14处: told of a part and no part itself."""
    names = [p["label"] for p in parts if p["label"]]
    again = any(part["label"].startswith(name) for name in names if name != part["label"] and len(name) >= _NAME)
    return bool(again or (len(parts) > 1 and context.pattern("parts.of_a_part").search(part["label"])))


def _fits(context: Context, part: Row, whole: Row, known: set[int]) -> bool:
    if not one_unit(context, part, whole) or part["seq"] in known or not same_scope(part, whole):
        return False
    return part["metric"] in ("", whole["metric"]) or part["metric"].partition(".")[0] == whole["activity"]


def _wrong(context: Context, opened: str, whole: Row, parts: list[Row]) -> str:
    """How bad it is that the parts do not make the whole: error, warning, or "" where they do or need not."""
    (low, high), (least, most) = total(parts), interval(whole)
    if low > most:
        return "error" if opened != "included" or len(parts) == 1 else ""
    if high >= least or len(parts) == 1:
        return ""
    lacking = least - high
    if opened in ("all", "bracket") and lacking <= 0.4 * least:
        return "warning" if opened == "bracket" and lacking > 0.1 * least else "error"
    if _are_all(context, parts):
        return "error"
    slightly = lacking <= max(2.0, 0.03 * least) or (len(parts) >= 3 and lacking <= 0.15 * least) or _one_swapped(whole, parts)
    return "warning" if slightly else ""


def _are_all(context: Context, parts: list[Row]) -> bool:
    """Whether the parts are kinds of which the report names all (干部、消防员、专职队员、文员)."""
    kinds = context.pattern("parts.staff")
    return len(parts) >= _LIST and all(kinds.search(p["label"]) for p in parts)


def _one_swapped(whole: Row, parts: list[Row]) -> bool:
    """Whether two digits of one part changed about make the list whole, where it is most of the whole anyway."""
    missing = whole["value"] - sum(p["value"] for p in parts)
    if len(parts) < _LIST or missing > 0.5 * whole["value"]:
        return False
    return any(abs(other - p["value"] - missing) < _NOTHING for p in parts for other in swaps(p["value"]))
