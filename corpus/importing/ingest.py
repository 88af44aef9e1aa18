"""One file to the rows of the store.  Runs in worker processes; touches no store."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.keeping.identity import Said
from corpus.keeping.overlay import WELL_READ
from corpus.keeping.registry import Registry
from corpus.keeping.store import report_id_of
from corpus.keeping.taught import may_change, taught_rows
from corpus.keeping.teaching import Taught
from corpus.processes.serving import going_on
from corpus.reading.document import Document
from corpus.reading.identify import Identity, identify
from corpus.reading.places import in_utf8, key_of, local, misnamed
from corpus.reading.readers import Contents, read_all
from corpus.reading.readers.failures import failure
from corpus.reading.report import report_and_doubts
from corpus.reading.tables import is_total, place_of, unread_cells
from corpus.reading.words import expression
from extract import Fact, Period, Report
from extract.model import number
from patterns import Catalog, load_catalog

_NAMED = 3  # cells of tables that a sentence names
MOST_FACTS = 50_000  # of a file; more would fill the memory, and no report has a tenth of it
MOST = 0.8  # of the figures of a report: it is a table of statistics if so many stand in cells
Rows = tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]  # of a report, and of the tables of the store by their names


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs for one file."""

    path: str
    ocr: str = "auto"
    brigade: str | None = None
    period: Period | None = None
    patterns: str | None = None
    registry: Registry | None = None
    lessons: tuple[Taught, ...] = ()
    force: bool = False  # stored even if it looks like no report
    told: Mapping[tuple[str, str], Said] = field(default_factory=dict)  # as `told_identities`: what persons said of reports of this file
    before: Said = (None, None)  # what was given with it at an earlier import
    contents: Contents | CorpusError | None = None  # where it was read before, what it holds or why it cannot be read


@dataclass(slots=True)
class Outcome:
    """The rows of one file, or why there are none."""

    path: str
    reports: list[Rows] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)  # (kind, message); of a failed file the first is why
    failed: bool = False
    moved_from: str = ""  # the path under which the store has the same content, where that file is gone
    duplicate: bool = False  # of a stored file: not to be stored

    @classmethod
    def of_failed(cls, path: str, why: CorpusError) -> Outcome:
        return cls(in_utf8(path), [], [(why.kind, str(why).replace(path, in_utf8(path)))], True)


def sha256_of(path: str | Path) -> str:
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def ingest(job: Job) -> Outcome:
    """Reads, extracts and identifies one file; never raises for what a file can do."""
    out = Outcome(in_utf8(job.path))
    try:
        with local(job.path) as path:
            contents = _contents(job, path)
            unread, doubts = list(contents.unread), []
            for document in contents.documents:
                reports, found, left = rows_of(document, job)
                going_on()
                out.reports += reports
                if sum(told["facts"] for told, _ in out.reports) > MOST_FACTS:
                    raise CorpusError(f"文件 {job.path} 里的数据超过 {MOST_FACTS:,} 个的上限,请拆分后再试。", "too_big")
                doubts += [f"{document.inside}:{d}" if document.inside else d for d in found]
                unread += [*document.notes, *(f"{document.inside}:{d}" if document.inside else d for d in left)]
        out.reports, alike = _without_covers(out.reports) if len(contents.documents) > 1 else (out.reports, [])
        out.problems = [*(("unread", u) for u in unread), *(("review", d) for d in [*misnamed(job.path), *doubts, *alike])]
        titled = any(_is_titled(r) for r, _ in out.reports)
        if any(r["facts"] for r, _ in out.reports) and (titled or _tells(out.reports)):
            return out
        if not (job.force or job.brigade or job.period or job.told or any(job.before)) and not titled:
            message = f"文件 {in_utf8(job.path)} 里没有{_lacking(out.reports)},也没有报告的标题,未存入。"
            out.reports, out.problems, out.failed = [], [("no_report", message), *(("unread", told) for told in unread)], True
        elif not any(r["facts"] for r, _ in out.reports):
            out.problems.append(("no_facts", "没有提取到任何数据,请确认是否为工作报告"))
    except Exception as error:  # whatever breaks on a file, it is this file's
        return Outcome.of_failed(job.path, failure(job.path, "", error))
    return out


def _contents(job: Job, path: str) -> Contents:
    if isinstance(job.contents, CorpusError):
        raise job.contents
    return job.contents or read_all(path, ocr=job.ocr)


def _is_titled(report: dict[str, Any]) -> bool:
    """Whether it says what it is: a title of a report, or whose it is and of when."""
    told = report["brigade"] and report["period_start"]
    return bool(told or expression("page.title_line").search(report["title"].strip()))


def _tells(reports: list[Rows]) -> bool:
    """Whether any figure is known to count something of ours, or whose report it is, or of when."""
    return any(r["brigade"] or r["period_start"] or any(f["metric"] for f in tables["facts"]) for r, tables in reports)


def _lacking(reports: list[Rows]) -> str:
    """What a file has none of that would make it a report."""
    numerals = any(tables["facts"] or tables.get("unclaimed") for _, tables in reports)
    return "认得出指标的数字" if numerals else "数据"


def _without_covers(reports: list[Rows]) -> tuple[list[Rows], list[str]]:
    """The reports of a file but for those without figures beside another of the same brigade and period, and which of the others are alike."""
    groups: dict[Any, list[Rows]] = {}
    for told in reports:
        groups.setdefault((told[0]["brigade"], told[0]["period_start"], told[0]["period_end"]), []).append(told)
    gone: set[str] = set()
    alike = []
    for (brigade, *_), group in groups.items():
        solid = [told for told, _ in group if told["facts"]]
        if solid and brigade:
            gone |= {told["report_id"] for told, _ in group if not told["facts"]}
            if len(solid) > 1:
                names = "、".join(told["part"] for told in solid[:5])
                alike.append(f"{names} 是同一大队({brigade})同一期间的报告,只有一份计入,请确认以哪份为准")
    return [told for told in reports if told[0]["report_id"] not in gone], alike


def rows_of(document: Document, job: Job) -> tuple[list[Rows], list[str], list[str]]:
    """The rows of each report in a document (a table may hold several brigades), what is doubtful, and which figures of tables are left out."""
    catalog = load_catalog(job.patterns)
    file = document.container or document.path
    digest = sha256_of(file)
    told = _said(job, digest, document.inside)
    first, unsure = report_and_doubts(document, brigade=told[0], period=told[1], catalog=catalog)
    identity = identify(
        in_utf8(document.path),
        first.title,
        document.text[:200],
        catalog,
        brigade=told[0],
        period=told[1],
        found_period=first.period,
        registry=job.registry,
        hints=document.hints,
    )
    if identity.period != first.period and identity.period.end:
        first, unsure = report_and_doubts(document, brigade=identity.brigade, period=identity.period, catalog=catalog)
    stat = Path(file).stat()
    doubts = list(identity.doubts)
    own, parts = _parts(first, job.registry)
    if parts and not own:
        doubts = []  # the table names its brigades itself
    own, sums = _sums_of(own, identity.brigade, {who for who, _ in parts}, catalog)
    if parts and not own:
        doubts = []  # of what the table names no brigade of, nothing is taken
    doubts += [*unsure, *sums, *_badly_read(first.facts, document)]
    groups: list[tuple[str, str, Period, list[Fact]]] = [("", identity.brigade, identity.period, own)] if own or not parts else []
    groups += [(f"{who} {when.start}..{when.end}", who, when, facts) for (who, when), facts in parts.items()]
    out = []
    for row, who, when, facts in groups:
        part = " ".join(filter(None, (document.inside, row)))
        given = _mended(job, digest, part) if row else (None, None)
        who = given[0] or who
        if given[1] is not None:
            facts = [replace(f, period=given[1]) if f.period == when else f for f in facts]
            when = given[1]
        report = {
            "report_id": report_id_of(job.path, part), "path": key_of(job.path), "part": part, "sha256": digest, "size": stat.st_size,
            "format": document.format, "title": first.title, "brigade": who, "brigade_from": "option" if given[0] else "table" if row else identity.brigade_from,
            "period_start": when.start, "period_end": when.end, "period_from": "option" if given[1] else "table" if row else identity.period_from, "rank": identity.rank,
            "revision": identity.revision, "modified": stat.st_mtime, "current": True,
            "is_table": _is_table(document, facts), "patterns_version": catalog.version, "facts": len(facts), "chars": len(document.text),
            "ocr": bool(document.doubts), "text": document.text,
        }  # fmt: skip
        tables: dict[str, list[dict[str, Any]]] = {"facts": _taught(fact_rows(facts, document), document, identity, job)}
        if not row:
            for name, items in (("dates", first.dates), ("events", first.events), ("unclaimed", first.unclaimed)):
                tables[name] = [{k: v for k, v in item.to_dict().items() if k != "type"} for item in items]
        out.append((report, tables))
    return out, doubts, _left_out(document, first.facts, catalog)


def _badly_read(facts: Sequence[Fact], document: Document) -> list[str]:
    """What to say of figures that OCR is not sure of."""
    poor = [f.quote for f in facts if (sure := document.confidence(f.start, f.end)) is not None and sure < WELL_READ]
    if not poor:
        return []
    return [
        f"扫描识别不太可靠的数字 {len(poor)} 个({'、'.join(poor[:_NAMED])}{'等' if len(poor) > _NAMED else ''}),已标为存疑,请对照原件核对"
    ]


def _left_out(document: Document, facts: Sequence[Fact], catalog: Catalog) -> list[str]:
    """What to say of figures in tables that became no facts."""
    cells = unread_cells(document, facts, catalog)
    if not cells:
        return []
    named = "、".join(f"{cell.where}“{cell.text.strip()}”" for cell in cells[:_NAMED]) + ("等" if len(cells) > _NAMED else "")
    return [f"表格中有 {len(cells)} 个数字没有作为数据({named});同比、计划、名次等本来不作数据,其余请核对"]


def _mended(job: Job, digest: str, part: str) -> Said:
    """The brigade and period that a person gave a report in the store: to its file, or to the same content."""
    nothing: Said = (None, None)
    return job.told.get((key_of(job.path), part)) or job.told.get((digest, part)) or nothing


def _said(job: Job, digest: str, part: str) -> Said:
    """What a person gave: on the command line, else in the store, else at an earlier import."""
    brigade, period = _mended(job, digest, part)
    return job.brigade or brigade or job.before[0], job.period or period or job.before[1]


def _taught(rows: list[dict[str, Any]], document: Document, identity: Identity, job: Job) -> list[dict[str, Any]]:
    """The rows as the lessons have them."""
    words = [row for _, row in job.lessons]
    if not words or not may_change(rows, words):
        return rows
    catalog = load_catalog(job.patterns)
    lessons = [lesson for lesson, _ in job.lessons]
    report, _ = report_and_doubts(document, brigade=identity.brigade, period=identity.period, catalog=catalog, lessons=lessons)
    return taught_rows(rows, report.facts, words, catalog)


def _is_table(document: Document, facts: list[Fact]) -> bool:
    """Whether a report is one of statistics: most of its figures stand in cells of tables that hold no sentences."""
    cells = [(cell.start, cell.end) for cell in document.cells() if not cell.prose]
    if not cells or not facts:
        return False
    starts = [start for start, _ in cells]
    inside = sum(1 for f in facts if (at := bisect_right(starts, f.start) - 1) >= 0 and f.start < cells[at][1])
    return inside >= MOST * len(facts)


def _parts(report: Report, registry: Registry | None) -> tuple[list[Fact], dict[tuple[str, Period], list[Fact]]]:
    """The reporting brigade's own facts, and those of a table by brigade and period."""
    own: list[Fact] = []
    parts: dict[tuple[str, Period], list[Fact]] = {}
    moved: dict[int, int] = {}
    for i, fact in enumerate(report.facts):
        if fact.entity_from == "table":
            who = (registry.resolve(fact.entity) if registry else "") or fact.entity
            if who != report.brigade:
                parts.setdefault((who, fact.period), []).append(replace(fact, entity="", entity_from=""))
                continue
            fact = replace(fact, entity="", entity_from="")
        moved[i] = len(own)
        own.append(fact)
    own = [f if f.of is None else replace(f, of=moved.get(f.of)) for f in own]
    return own, parts


def _sums_of(own: list[Fact], brigade: str, named: set[str], catalog: Catalog) -> tuple[list[Fact], list[str]]:
    """The own facts, and what to say of sums over brigades: they are the figures of who reports, unless that is one of those summed."""
    one_of_them = any(brigade in who or who in brigade for who in named)
    if brigade and not one_of_them:
        return [replace(f, qualifier="") if is_total(f, catalog) else f for f in own], []
    places = [place_of(f) for f in own if is_total(f, catalog)]
    kept = [f for f in own if not is_total(f, catalog)]
    moved = {id(f): n for n, f in enumerate(kept)}
    kept = [f if f.of is None else replace(f, of=moved.get(id(own[f.of]))) for f in kept]
    return kept, [
        f"表格中 {'、'.join(places[:3])}{f' 等{len(places)}处' if len(places) > 3 else ''} 的合计不属于任何大队,未采用"
    ] if places else []


def fact_rows(facts: list[Fact], document: Document) -> list[dict[str, Any]]:
    out = []
    for n, fact in enumerate(facts):
        row = fact.to_row()
        row["value"] = float(number(fact.value))
        row["value_max"] = None if fact.value_max is None else float(number(fact.value_max))
        row |= {
            "seq": n, "where": document.where(fact.start), "recognised": document.confidence(fact.start, fact.end), "corrected": "",
            "sentence_start": fact.sentence_start,
        }  # fmt: skip
        if row["recognised"] is not None and row["recognised"] < WELL_READ:
            told = f"扫描识别的可信度只有 {row['recognised']:.0%},数字可能认错"
            row["doubt"] = "；".join(filter(None, (row["doubt"], told)))
        out.append(row)
    return out
