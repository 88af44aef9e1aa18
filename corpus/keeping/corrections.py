"""Corrections of facts by a person: lines of the journal, laid over what was extracted, now and at every later import."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping import journal, keptcells
from corpus.keeping.carrying import plain, sentence_around
from corpus.keeping.figures import figure_told, fits, units_of
from corpus.keeping.journal import Entry
from corpus.keeping.overlay import PARTS, Rows, bare, laid_over
from corpus.keeping.store import Store
from corpus.keeping.taught import retaught
from corpus.keeping.teaching import entry_of, lessons_of, reports_like
from extract import Period
from extract.reading.characters import SCALES
from patterns import Catalog

_SCALES = tuple(word for word in SCALES if len(word) == 1 and SCALES[word] >= 1000)
_OF_ANY_UNIT = ("change", "rate", "rank")
_STATUS = ("actual", "planned")


def correct(
    store: Store,
    report_id: str,
    start: int,
    end: int,
    deed: str,
    catalog: Catalog,
    *,
    metric: str | None = None,
    value: str | float | None = None,
    unit: str = "",
    label: str = "",
    entity: str | None = None,
    period: Period | None = None,
    status: str | None = None,
    qualifier: str | None = None,
    who: str = "",
    why: str = "",
    teach: bool = False,
    confirm: Collection[str] = (),
) -> int:
    """Changes what the fact at [start, end) says, marks it wrong, or adds a missed one; `deed` is change, wrong or add.

    With `teach` a metric that is set is one for all figures told like this, stored ones and those of later imports, where they are `teachable`.
    Only what is given is changed; parts of the fact that are to be confirmed as they stand (`confirm`: metric, value, period, entity) are in
    doubt no more.  A `value` may be words with a unit (70.9万元), `unit` alone changes the unit.  Returns the number of the
    line in the journal.  Raises CorpusError for an unknown report, metric or fact, a span outside the text, and a value that is no figure.
    """
    report = _report(store, report_id)
    if metric and metric not in catalog.metrics:
        raise CorpusError(f"没有指标“{metric}”,用 brigade patterns list 查看编号。", "metric")
    if not 0 <= start < end <= len(report["text"]):
        raise CorpusError(f"位置 {start}..{end} 超出报告原文,请检查。", "span")
    if deed == "add" and (value is None or not metric):
        raise CorpusError("补遗漏要给出指标和数值(--add 指标 --value 数值)。", "arguments")
    rows = store.rows("SELECT * FROM facts WHERE report_id = ? ORDER BY seq", [report_id])
    fact = None if deed == "add" else _fact(rows, report_id, start, end, label)
    if deed == "wrong" and fact is not None and fact["corrected"] == "wrong":
        raise CorpusError(f"“{fact['quote']}”已经标为错误,不用再标。", "arguments")
    after = _told(fact, catalog, metric, value, unit, entity, period, status, qualifier) if deed != "wrong" else {}
    if fact is not None:
        after |= {name: fact[name] for name, part in PARTS.items() if part in confirm}
    if deed == "change":
        _expect_change(fact, after)
    if deed == "add":
        _expect_new(rows, (start, end), after)
    entry = _entry(report, rows, fact, (start, end), deed, label, after, who, why)
    with store.transaction():
        number = journal.write(store, entry)
        if teach and fact is not None and "metric" in after and teachable(fact, after["metric"], catalog):
            lesson = entry_of(fact, report["text"], after["metric"], who, why, number, after.get("qualifier"))
            journal.write(store, lesson)
            relay(store, [report, *reports_like(store, [lesson], catalog)], catalog)
        else:
            relay(store, [report], catalog)
    return number


def teachable(fact: dict[str, Any], metric: str, catalog: Catalog) -> bool:
    """Whether a metric can be taught for figures told like a fact: it has words, and what is told so is in a unit of the metric."""
    told = catalog.metrics.get(metric)
    return bool(fact["label"]) and (told is None or fact["kind"] in _OF_ANY_UNIT or fits(told, fact["unit"] or "", fact["kind"], catalog))


def _expect_change(fact: dict[str, Any] | None, after: dict[str, Any]) -> None:
    """Raises CorpusError where nothing is to be changed, or all of it is so already and for sure; that it is no metric somebody may yet say."""
    if not after:
        raise CorpusError("没有说要改什么,请给出指标、数值、单位、期间、主体、状态或限定中的一项。", "arguments")
    undecided = fact is not None and not fact["metric"] and not fact["corrected"]
    if fact is not None and not fact["doubt"] and not undecided and all(fact[name] == value for name, value in after.items()):
        raise CorpusError(f"“{fact['quote']}”现在就是这样,没有改动。", "arguments")


def _expect_new(rows: Rows, span: tuple[int, int], after: dict[str, Any]) -> None:
    """Raises CorpusError where what is to be added is read there already, in this metric or in none."""
    here = [r for r in rows if (r["start"], r["end"]) == span and r["corrected"] not in ("add", "wrong")]
    if any(r["metric"] in ("", after["metric"]) for r in here):
        raise CorpusError(f"“{here[0]['quote']}”处已有数据({here[0]['label'] or '没有说法'}),请用 --set-… 更正它,不用补。", "arguments")


def _report(store: Store, report_id: str) -> dict[str, Any]:
    found = store.rows("SELECT * FROM reports WHERE report_id = ?", [report_id])
    if not found:
        raise CorpusError(f"数据库里没有报告 {report_id},用 brigade reports 查看编号。", "missing")
    return found[0]


def _fact(rows: Rows, report_id: str, start: int, end: int, label: str) -> dict[str, Any]:
    """The fact at a place.  Raises CorpusError where there is none, or several and no `label` to tell them apart."""
    there = [r for r in rows if (r["start"], r["end"]) == (start, end)]
    here = [r for r in there if not label or label == r["label"]]
    if there and not here:
        labels = "、".join(r["label"] for r in there)
        raise CorpusError(f"{start}..{end} 处没有说法为“{label}”的数据,那里的说法是:{labels},请照写。", "span")
    if not here:
        raise CorpusError(f"报告 {report_id} 的 {start}..{end} 处没有数据,用 brigade facts --format jsonl 查看位置。", "span")
    if len(here) > 1:
        labels = "、".join(r["label"] for r in here)
        raise CorpusError(f"{start}..{end} 处有 {len(here)} 条数据({labels}),请用 --label 说明是哪一条。", "ambiguous")
    return here[0]


def _told(
    fact: dict[str, Any] | None,
    catalog: Catalog,
    metric: str | None,
    value: str | float | None,
    unit: str,
    entity: str | None,
    period: Period | None,
    status: str | None,
    qualifier: str | None,
) -> dict[str, Any]:
    """The fields that are changed, as the store has them.  Raises CorpusError for an unknown status or unit."""
    after: dict[str, Any] = {} if metric is None else {"metric": metric}
    counts = metric if metric is not None else (fact["metric"] if fact else "")
    if value is not None:
        words = value if isinstance(value, str) else f"{value:.10f}".rstrip("0").rstrip(".")
        told = figure_told(words, unit, counts, catalog, *_of(fact))
        _same_scale(told, fact, words)
        after |= _of_kind(told, fact)
    elif unit and fact is not None:
        scaled = figure_told("1", unit, counts, catalog)
        _expect_once(scaled, fact, unit)
        after |= _of_kind({"unit": scaled["unit"], "kind": scaled["kind"]}, fact)
        if scaled["value"] != 1:  # else the number is none of this correction's matter
            after |= {name: fact[name] * scaled["value"] for name in ("value", "value_max") if fact[name] is not None}
    if status is not None:
        if status not in _STATUS:
            raise CorpusError("状态只能是 actual(实际)或 planned(计划)。", "arguments")
        after["status"] = status
    after |= {name: told for name, told in (("entity", entity), ("qualifier", qualifier)) if told is not None}
    if period is not None:
        after |= {"period_start": period.start, "period_end": period.end}
    _expect_fit({**(fact or {}), **after}, after, fact is None, catalog)
    return after


def _of(fact: dict[str, Any] | None) -> tuple[str, str]:
    """Unit and kind that a fact has."""
    return (fact["unit"] or "", fact["kind"]) if fact else ("", "count")


def _expect_fit(told: dict[str, Any], after: dict[str, Any], added: bool, catalog: Catalog) -> None:
    """Gives an added count its metric's usual unit.  Raises CorpusError where the metric and the unit of a figure do not go together."""
    metric = catalog.metrics.get(told["metric"])
    if metric is None or not {"metric", "unit"} & set(after):
        return
    if added and "unit" not in after:
        if metric.kind != "count":
            raise CorpusError(f"“{metric.name}”的数值要写明单位({units_of(metric)}),如 --value 70.9万元 或 --unit 元。", "arguments")
        after |= {"unit": metric.unit, "kind": metric.kind}
    elif told["kind"] not in _OF_ANY_UNIT and not fits(metric, told["unit"] or "", told["kind"], catalog):
        raise CorpusError(
            f"“{metric.name}”的单位是{units_of(metric)},这条数据的单位是“{told['unit'] or '无'}”,不能归为此指标,请把数值和单位一起改。",
            "arguments",
        )


def _same_scale(told: dict[str, Any], fact: dict[str, Any] | None, words: str) -> None:
    """Raises CorpusError for a bare 70.9 where the report says 70.8万元: it may be meant in either."""
    if fact is None or "unit" in told or not told["value"] or not fact["value"] or words[-1:] in _SCALES:
        return
    if any(sign in fact["quote"] for sign in _SCALES) and abs(told["value"]) * 100 < abs(fact["value"]):
        unit = fact["quote"].lstrip("0123456789.,，")
        raise CorpusError(f"原文是“{fact['quote']}”,“{words}”的单位不明,请写成 {words}{unit},或 {words}{fact['unit']}。", "arguments")


def _expect_once(scaled: dict[str, Any], fact: dict[str, Any], unit: str) -> None:
    """Raises CorpusError where a unit that multiplies (万元) is to be given to a figure that was multiplied already: 70.9万元 is kept as 709000元."""
    if scaled["value"] != 1 and any(sign in fact["quote"] for sign in _SCALES):
        raise CorpusError(
            f"原文“{fact['quote']}”已按{fact['quote'].lstrip('0123456789.,，')}换算,再改单位为“{unit}”会多乘一次,请把数值和单位写在一起,如 70.9{unit}。",
            "arguments",
        )


def _of_kind(told: dict[str, Any], fact: dict[str, Any] | None) -> dict[str, Any]:
    """What a figure tells, without what the fact has already: the unit, and that it is a change or a rank in whatever unit."""
    if fact is not None and told.get("unit") == fact["unit"]:
        return {name: value for name, value in told.items() if name not in ("unit", "kind")}
    if fact is not None and fact["kind"] in _OF_ANY_UNIT:
        return {name: value for name, value in told.items() if name != "kind"}
    return told


def _entry(
    report: dict[str, Any],
    rows: Rows,
    fact: dict[str, Any] | None,
    span: tuple[int, int],
    deed: str,
    label: str,
    after: dict[str, Any],
    who: str,
    why: str,
) -> Entry:
    """The line of the journal: what stood there, and what it is to be."""
    quote = report["text"][span[0] : span[1]]
    sentence = fact["sentence"] if fact else sentence_around(report["text"], *span)[1]
    if fact is not None:
        like = [r for r in rows if (r["quote"], r["label"], plain(r["sentence"])) == (fact["quote"], fact["label"], plain(sentence))]
        nth = next(i for i, r in enumerate(like) if r is fact)
    else:
        nth = report["text"][sentence_around(report["text"], *span)[0] : span[0]].count(quote)
    told = fact["label"] if fact else label
    before = {name: fact[name] for name in after} if fact else {}
    place = {"start": span[0], "end": span[1], "quote": quote, "label": told, "sentence": sentence, "nth": nth}
    return Entry(deed, who, why, **{name: report[name] for name in journal.OF_WHOM}, **place, before=before, after=after)


def relay(store: Store, reports: Iterable[dict[str, Any]], catalog: Catalog) -> list[Entry]:
    """Lays the lines in force anew over stored reports, whose rows have their text, and over their other versions.

    Returns the lines that none of them has a place for.  Call inside a transaction.
    """
    touched = _with_versions(store, reports)
    entries, lessons = journal.of_facts(store, touched), lessons_of(store, catalog)
    placed: set[int] = set()
    wanted: dict[int, Entry] = {}
    for report in touched:
        rows = store.rows("SELECT * FROM facts WHERE report_id = ? ORDER BY seq", [report["report_id"]])
        new, lost, _ = laid_over(retaught(bare(rows), report, lessons, catalog), entries, report)
        concerned = {e.id: e for e in entries if journal.concerns(e, report)}
        wanted |= concerned
        placed |= concerned.keys() - {e.id for e in lost}
        if new != rows:
            store.db.execute("DELETE FROM facts WHERE report_id = ?", [report["report_id"]])
            store.insert("facts", [{**row, "report_id": report["report_id"]} for row in new])
            count = sum(row["corrected"] != "wrong" for row in new)
            store.db.execute("UPDATE reports SET facts = ? WHERE report_id = ?", [count, report["report_id"]])
    keptcells.refresh(store, {(r["brigade"], r["period_start"], r["period_end"]) for r in touched}, catalog)
    return [entry for number, entry in wanted.items() if number not in placed]


def _with_versions(store: Store, reports: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reports, and those that may share their corrections: of the same content, or of the same brigade and period."""
    found = {r["report_id"]: r for r in reports}
    for report in list(found.values()):
        same = store.rows(
            "SELECT * FROM reports WHERE sha256 = ? OR (brigade <> '' AND brigade = ? AND period_start = ? AND period_end = ?)",
            [report[name] for name in ("sha256", "brigade", "period_start", "period_end")],
        )
        found |= {r["report_id"]: r for r in same}
    return list(found.values())
