"""The pages.  Every request opens the store for itself; writers take turns."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from brigade.commands.import_ import registry_of
from brigade.common import period_of, write_text
from brigade.output.words import KINDS, REASONS, SEVERITY, STATUS, figure
from brigade.web.safety import MAX_UPLOAD, guard, keep
from corpus import Corpus
from corpus.errors import CorpusError


class Workplace:
    """Where the page works: the store, the folder of uploads, and a lock for who writes."""

    def __init__(self, db: str, folder: Path) -> None:
        self.db = db
        self.folder = folder
        self.lock = threading.Lock()

    @contextmanager
    def corpus(self) -> Iterator[Corpus]:
        """The store; DuckDB lets one writer in, so requests of this server take turns."""
        with self.lock, Corpus(self.db, registry=registry_of(None, self.db)) as corpus:
            yield corpus


def create_app(db: str, folder: str | Path, password: str | None = None) -> Any:
    """The Flask application over one store; uploads are kept under `folder` and nowhere else."""
    from flask import Flask, flash, get_flashed_messages, redirect, render_template, request, session, url_for

    app = Flask("brigade.web")
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.secret_key = secrets.token_bytes(32)
    app.config.update(MAX_CONTENT_LENGTH=MAX_UPLOAD, SESSION_COOKIE_SAMESITE="Strict", SESSION_COOKIE_HTTPONLY=True)
    place = Workplace(db, Path(folder).resolve())
    (place.folder / "uploads").mkdir(parents=True, exist_ok=True)
    guard(app, password)
    app.jinja_env.globals.update(
        figure=figure, KINDS=KINDS, STATUS=STATUS, SEVERITY=SEVERITY, messages=get_flashed_messages, token=lambda: session.get("token", "")
    )

    @app.errorhandler(CorpusError)
    def told(error: CorpusError) -> Any:
        if request.headers.get("X-Token"):
            return {"error": str(error)}, 400
        return render_template("error.html", message=str(error)), 400

    @app.errorhandler(413)
    def too_big(_: Any) -> Any:
        message = f"上传的文件超过 {MAX_UPLOAD // 1048576} MB,没有保存。"
        return ({"error": message}, 413) if request.headers.get("X-Token") else (render_template("error.html", message=message), 413)

    @app.errorhandler(400)
    @app.errorhandler(404)
    def wrong(error: Any) -> Any:
        message = error.description if any("\u4e00" <= c <= "\u9fff" for c in str(error.description)) else "找不到这个页面。"
        return render_template("error.html", message=message), error.code

    @app.route("/")
    def home() -> Any:
        return redirect(url_for("import_page"))

    # ---- 导入 ----

    @app.route("/import")
    def import_page() -> Any:
        with place.corpus() as corpus:
            reports = corpus.reports().to_dict("records")
            problems = corpus.problems()
        return render_template("import.html", tab="import", reports=reports, problems=problems)

    @app.route("/import/file", methods=["POST"])
    def import_file() -> Any:
        upload = request.files.get("file")
        if upload is None or not upload.filename:
            return {"error": "没有选择文件。"}, 400
        try:
            path = keep(upload, place.folder / "uploads")
        except ValueError as error:
            return {"error": str(error)}, 400
        with place.corpus() as corpus:
            summary = corpus.import_files([str(path)])
            rows = corpus.store.rows(
                "SELECT report_id, brigade, period_start, period_end, facts FROM reports WHERE path = ?", [str(path.resolve())]
            )
        if summary.failed:
            return {"name": path.name, "failed": summary.failed[0][2].replace(str(path), path.name)}
        doubts = [m for _, kind, m in summary.review if kind == "review"]
        notes = [m for _, kind, m in summary.review if kind != "review"]
        return {"name": path.name, "reports": [_report(r) for r in rows], "doubts": doubts, "notes": notes}

    @app.route("/import/confirm", methods=["POST"])
    def confirm() -> Any:
        period = period_of(request.form.get("period") or None)
        with place.corpus() as corpus:
            report = corpus.report(request.form["report"])
            if not Path(report["path"]).is_file():
                raise CorpusError("原文件已不在,无法重新读取,请重新上传。", "missing")
            corpus.import_files([report["path"]], brigade=request.form.get("brigade") or None, period=period)
        flash("已确认。")
        return redirect(url_for("import_page"))

    @app.route("/remove", methods=["POST"])
    def remove() -> Any:
        with place.corpus() as corpus:
            report = corpus.remove(request.form["report"])
        flash(f"已删除:{report['title'] or report['path']}")
        return redirect(url_for("import_page"))

    # ---- 核对 ----

    @app.route("/review")
    @app.route("/review/<ident>")
    def review(ident: str = "") -> Any:
        from brigade.output.report_page import STYLE, marked

        with place.corpus() as corpus:
            reports = corpus.reports().to_dict("records")
            if not ident:
                return render_template("review.html", tab="review", reports=reports, report=None)
            report = corpus.report(ident)
            facts = corpus.fact_rows(report_id=report["report_id"])
            left = corpus.store.rows('SELECT * FROM unclaimed WHERE report_id = ? ORDER BY "start"', [report["report_id"]])
            names = {m.id: m.name for m in corpus.catalog.metrics.values()}
        body = marked(report["text"], facts, left, names)
        return render_template(
            "review.html",
            tab="review",
            reports=reports,
            report=report,
            facts=facts,
            names=names,
            body=body,
            style=STYLE,
            reasons=REASONS,
            left=left,
        )

    @app.route("/review/<ident>/correct", methods=["POST"])
    def correct(ident: str) -> Any:
        from corpus.keeping.corrections import correct as lay
        from corpus.reading.names import metric_id

        form = request.form
        deed = form["deed"]
        if deed not in ("wrong", "metric", "value", "add"):
            raise CorpusError("不认识的更正方式。", "arguments")
        with place.corpus() as corpus:
            catalog = corpus.catalog
            metric = metric_id(form["metric"].split(" ")[0], catalog) if deed in ("metric", "add") else ""
            try:
                value = float(form["value"].replace(",", "")) if deed in ("value", "add") else None
                start, end = int(form["start"]), int(form["end"])
            except ValueError as error:
                raise CorpusError("数值要写成数字,如 442 或 48000。", "arguments") from error
            lay(
                corpus.store,
                ident,
                start,
                end,
                deed,
                catalog,
                metric=metric,
                value=value,
                unit=form.get("unit", ""),
                label=form.get("label", ""),
                who=form.get("who", ""),
                why=form.get("why", ""),
            )
        flash("已更正。")
        return redirect(url_for("review", ident=ident) + f"#f{form['start']}")

    # ---- 比较 ----

    def comparison() -> Any:
        from corpus.comparing.compare import compare
        from corpus.comparing.outliers import outliers

        args = request.args
        with place.corpus() as corpus:
            out = compare(
                corpus, period=period_of(args.get("period") or None), brigade=args.get("brigade") or None, brigades=args.getlist("brigades") or None,
                over=args.get("over") or None, base=period_of(args.get("base") or None), per=args.get("per") or None, activities=args.getlist("activity") or None,
            )  # fmt: skip
            return out, outliers(corpus, out)

    @app.route("/compare")
    def compare_page() -> Any:
        from extract.meaning.activities import activities_of

        with place.corpus() as corpus:
            reports = corpus.reports()
            names = activities_of(corpus.catalog).names
        choice = {
            "brigades": sorted({b for b in reports["brigade"] if b}),
            "periods": sorted({p for p in reports["period"] if p}, reverse=True),
            "activities": names,
        }
        return render_template(
            "compare.html", tab="compare", choice=choice, query=request.query_string.decode("ascii", "ignore"), asked=bool(request.args)
        )

    @app.route("/compare/table")
    def compare_table() -> Any:
        from brigade.output.compare_page import page

        return page(*comparison())

    @app.route("/compare/coverage")
    def compare_coverage() -> Any:
        from corpus.comparing.coverage import coverage

        with place.corpus() as corpus:
            rows = coverage(corpus)
        columns = sorted({(r["brigade"], r["period"]) for r in rows})
        told: dict[str, dict[Any, str]] = {}
        for r in rows:
            told.setdefault(r["metric_name"], {})[(r["brigade"], r["period"])] = r["how"]
        return render_template("coverage.html", columns=columns, told=told)

    @app.route("/compare/excel")
    def compare_excel() -> Any:
        from flask import send_file

        from brigade.output.compare_excel import write
        from corpus.comparing.coverage import coverage

        out, odd = comparison()
        with place.corpus() as corpus:
            covered = coverage(corpus)
        return send_file(_made(place, ".xlsx", lambda path: write(path, out, odd, covered)), as_attachment=True, download_name="对比.xlsx")

    # ---- 查错 ----

    @app.route("/check", methods=["GET", "POST"])
    def check() -> Any:
        from brigade.output.check_page import page
        from brigade.output.word import write
        from corpus.checks import run_checks
        from corpus.reading.readers import read
        from corpus.review import context_of

        if request.method == "GET":
            return render_template("check.html", tab="check", findings=None)
        upload, ledger = request.files.get("draft"), request.files.get("ledger")
        if upload is None or not upload.filename:
            raise CorpusError("请选择要检查的草稿。", "arguments")
        try:
            path = keep(upload, place.folder / "uploads")
            books = keep(ledger, place.folder / "uploads") if ledger is not None and ledger.filename else None
        except ValueError as error:
            raise CorpusError(str(error), "type") from error
        document = read(path)
        with place.corpus() as corpus:
            context = context_of(
                document, corpus=corpus, period=period_of(request.form.get("period") or None), ledger=str(books) if books else None
            )
        findings = run_checks(context)
        write_text(path.parent / "reviewed.html", page(context.report.title or path.name, document.text, findings))
        write(str(path.parent / "reviewed.docx"), document, findings)
        return render_template(
            "check.html", tab="check", findings=findings, draft=path.parent.name, name=path.stem, count=len(context.rows)
        )

    @app.route("/check/<draft>/<kind>")
    def reviewed(draft: str, kind: str) -> Any:
        """The page or the Word file that a check made; only those, only inside the folder of uploads."""
        from flask import abort, send_file

        path = place.folder / "uploads" / draft / f"reviewed.{kind}"
        if not re.fullmatch(r"[0-9a-f]{16}", draft) or kind not in ("html", "docx") or not path.is_file():
            abort(404)
        return send_file(path, as_attachment=kind == "docx", download_name="草稿批注.docx" if kind == "docx" else None)

    # ---- 指标 ----

    @app.route("/metrics")
    def metrics() -> Any:
        from extract import extract_report
        from extract.examples import reasons
        from extract.meaning.activities import activities_of

        word, sentence = request.args.get("word", ""), request.args.get("sentence", "")[:2000]
        with place.corpus() as corpus:
            catalog = corpus.catalog
            found = {
                r["metric"]: r["n"]
                for r in corpus.store.rows("SELECT metric, count(*) AS n FROM facts WHERE corrected <> 'wrong' GROUP BY metric")
            }
            suggestions = corpus.suggest(20)
        names = activities_of(catalog).names
        rows = [m for m in catalog.metrics.values() if word in m.id or word in m.name or word in names.get(m.activity, "")]
        tried = (
            [(f, ";".join(reasons(f, catalog))) for f in extract_report(sentence, period="2023", catalog=catalog).facts] if sentence else []
        )
        return render_template(
            "metrics.html",
            tab="metrics",
            rows=rows,
            found=found,
            names=names,
            word=word,
            sentence=sentence,
            tried=tried,
            suggestions=suggestions,
            catalog=catalog,
        )

    return app


def _report(row: dict[str, Any]) -> dict[str, Any]:
    from corpus.periods import period_name

    return {
        "id": row["report_id"],
        "brigade": row["brigade"],
        "period": period_name(row["period_start"], row["period_end"]),
        "facts": row["facts"],
    }


def _made(place: Workplace, suffix: str, write: Any) -> BytesIO:
    """A file made in the working folder, given back from memory, and gone."""
    path = place.folder / f"{secrets.token_hex(8)}{suffix}"
    try:
        write(str(path))
        return BytesIO(path.read_bytes())
    finally:
        path.unlink(missing_ok=True)
