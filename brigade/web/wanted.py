"""The comparison that the query of a request asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from brigade.common import period_of
from corpus import Corpus
from corpus.comparing.compare import compare
from corpus.comparing.comparison import Comparison
from corpus.comparing.divide import is_column
from corpus.comparing.ranking import ranking
from corpus.comparing.several import PREVIOUS, YEAR, compare_periods, periods_over
from corpus.errors import CorpusError
from corpus.keeping.queries import current_periods
from corpus.reading.names import metric_id
from extract import Period
from extract.meaning.activities import activities_of
from patterns import Catalog

MOST_COLUMNS = 600  # brigades by periods in one table
MOST_PERIODS = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be compared; `base` is a period or a word of `corpus.comparing.several`, `over` the length of the periods of a series."""

    brigades: list[str]
    parent: str
    periods: list[Period]
    over: str
    base: Period | str | None
    per: str | None
    metrics: list[str]
    activities: list[str]
    rank: str
    totals: bool
    reviewed: bool
    difference: bool
    turned: bool


def wanted(args: MultiDict[str, str], corpus: Corpus) -> Wanted:
    """The query as what it means.  Raises CorpusError for words that mean nothing."""
    catalog = corpus.catalog
    base = args.get("base", "")
    per = args.get("per", "")
    if per and per != "month" and not is_column(per, corpus.registry):
        per = _metric(per, catalog)
    return Wanted(
        brigades=_all(args, "brigade") + _all(args, "brigades"), parent=args.get("parent", ""), over=args.get("over", ""),
        periods=[period for words in _all(args, "period") if (period := period_of(words)) is not None],
        base=base if base in (YEAR, PREVIOUS) else period_of(base or None), per=per or None,
        metrics=[_metric(word, catalog) for word in _all(args, "metric")], activities=[_activity(word, catalog) for word in _all(args, "activity")],
        rank=_ranked(args.get("rank", ""), catalog), totals=args.get("totals") != "0", reviewed=bool(args.get("reviewed")),
        difference=bool(args.get("difference")), turned=args.get("turn") == "brigade",
    )  # fmt: skip


def _all(args: MultiDict[str, str], name: str) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in args.getlist(name) if word.strip()))


def _metric(word: str, catalog: Catalog) -> str:
    found = word if word in catalog.metrics else metric_id(word, catalog)
    if found not in catalog.metrics:
        raise CorpusError(f"没有指标“{word}”,请重新选择。", "metric")
    return found


def _ranked(word: str, catalog: Catalog) -> str:
    """A metric or a rate by its id or name."""
    rates = {name: rate["id"] for rate in catalog.tables["derived"].get("rate", []) for name in (rate["id"], rate["name"])}
    return "" if not word else rates.get(word) or _metric(word, catalog)


def _activity(word: str, catalog: Catalog) -> str:
    names = activities_of(catalog).names
    found = next((key for key, name in names.items() if word in (key, name)), None)
    if found is None:
        raise CorpusError(f"没有活动类型“{word}”,请重新选择。", "arguments")
    return found


def compared(corpus: Corpus, asked: Wanted) -> Comparison:
    """The table, its columns in the order of `rank` where one is told."""
    brigades = _brigades(corpus, asked)
    options: dict[str, Any] = {
        "per": asked.per, "difference": asked.difference, "reviewed": asked.reviewed, **_metrics(asked, corpus.catalog),
        **({"brigade": brigades[0]} if len(brigades) == 1 and not asked.parent else {"brigades": brigades or None}),
    }  # fmt: skip
    periods = periods_over(corpus, asked.over, brigades) if asked.over else sorted(set(asked.periods), key=lambda p: str((p.start, p.end)))
    _require_few(corpus, brigades, periods)
    if asked.parent:
        options["parent"] = asked.parent
    alone = len(brigades) == 1 and not asked.parent
    if alone and asked.over and asked.base in (None, YEAR) and not asked.per and periods:
        out = without_base(compare(corpus, over=asked.over, **options), keep=asked.base == YEAR)
    elif periods:
        out = compare_periods(corpus, periods, base=asked.base, **options)
    elif alone and not asked.over:
        out = compare(corpus, base=asked.base if isinstance(asked.base, Period) else None, **options)
    else:
        raise CorpusError("所选大队没有这样的期间,请改选期间。" if asked.over else "请选择期间,或只选一个大队看它的各期。", "arguments")
    if not asked.totals and out.totals:
        out = replace(out, columns=out.reported, totals=set())
    return ranked(out, asked.rank) if asked.rank else out


def narrowed(asked: Wanted, who: str, period: Period | None, corpus: Corpus) -> Wanted:
    """What gives the column of a brigade and a period alike, and few others: that period, and of a brigade (no total) itself alone."""
    if period is None or (asked.periods and not asked.over and period not in asked.periods):  # by the month another period may stand in
        return asked
    one = replace(asked, periods=[period], over="", rank="")
    known = any(name == who for name, _, _ in current_periods(corpus.store))
    return replace(one, brigades=[who], parent="") if known else one


def _brigades(corpus: Corpus, asked: Wanted) -> list[str]:
    """The names of the brigades, those below the parent too; [] for all."""
    if not asked.parent:
        return asked.brigades
    below = corpus.registry.children(asked.parent) if corpus.registry is not None else []
    if not below:
        raise CorpusError(f"大队名册里没有上级为“{asked.parent}”的大队。", "missing")
    return list(dict.fromkeys([*asked.brigades, *below]))


def _metrics(asked: Wanted, catalog: Catalog) -> dict[str, Any]:
    """Metrics and whole activities; where metrics are named the others are all those of the activities, and those ranked and divided by."""
    if not asked.metrics:
        return {"activities": asked.activities or None}
    whole = [m.id for m in catalog.metrics.values() if m.activity in asked.activities]
    more = [word for word in (asked.per, asked.rank) if word in catalog.metrics]
    return {"metrics": list(dict.fromkeys([*asked.metrics, *whole, *filter(None, more)]))}


def _require_few(corpus: Corpus, brigades: list[str], periods: list[Period]) -> None:
    if len(periods) > MOST_PERIODS:
        raise CorpusError(f"一次最多比较 {MOST_PERIODS} 个期间,现为 {len(periods)} 个,请少选一些。", "arguments")
    names = {who for who, _, _ in current_periods(corpus.store) if not brigades or who in brigades}
    if len(names) * len(periods) > MOST_COLUMNS:
        raise CorpusError(f"{len(names)} 个大队、{len(periods)} 个期间,一张表放不下,请少选一些大队或期间。", "arguments")


def ranked(out: Comparison, metric: str) -> Comparison:
    """The same with its columns in the order of a metric, the totals behind."""
    if metric not in out.cells:
        raise CorpusError(f"表中没有“{out.name(metric)}”,不能按它排名。", "empty")
    order = [(row["brigade"], row["period"]) for row in ranking(out, metric)]
    return replace(out, columns=[*order, *(c for c in out.columns if c in out.totals)])


def without_base(out: Comparison, *, keep: bool = False) -> Comparison:
    """The same, set against nothing; as it is where `keep`."""
    if keep or not out.base:
        return out
    return replace(out, base="", cells={m: {k: c._replace(base=None) for k, c in row.items()} for m, row in out.cells.items()})
