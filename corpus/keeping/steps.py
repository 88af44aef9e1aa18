"""The longer steps of `corpus.keeping.migrations`."""

_CORRECTED = """
    SELECT c.*, row_number() OVER (ORDER BY c."at", c."start", c.deed) AS n, r.report_id, r.path, r.brigade, r.period_start, r.period_end, r."text"
    FROM corrections c LEFT JOIN (SELECT * FROM reports QUALIFY row_number() OVER (PARTITION BY sha256, part ORDER BY report_id) = 1) r
    ON c.sha256 = r.sha256 AND c.part = r.part
"""
# 70.9 with the unit 万元 was kept as it was typed
_SCALED = [("万", 1e4), ("亿", 1e8)]
_UNSCALED = tuple(
    f"UPDATE {table} SET \"value\" = \"value\" * {by:.0f}, unit = substr(unit, 2) WHERE unit LIKE '{sign}_%' AND {which} IN ('value', 'add')"
    for table, which in (("corrections", "deed"), ("facts", "corrected"))
    for sign, by in _SCALED
)
# corrections become lines of the journal, which hang on the sentence; versions of reports and cells are kept
STEP_4 = (
    *_UNSCALED,
    *(f'ALTER TABLE reports ADD COLUMN "{name}" {kind}' for name, kind in (
        ("series", "VARCHAR"), ("revision", "DOUBLE"), ("arrived", "TIMESTAMP"), ("choice", "VARCHAR"), ("chosen_at", "TIMESTAMP"),
        ("review", "VARCHAR"), ("reviewed_by", "VARCHAR"), ("reviewed_at", "TIMESTAMP"),
    )),
    "ALTER TABLE facts ADD COLUMN original VARCHAR",
    "UPDATE reports SET series = '', revision = 0, arrived = imported_at, choice = '', review = ''",
    """CREATE TABLE journal ("id" INTEGER, "at" TIMESTAMP, "who" VARCHAR, "why" VARCHAR, "deed" VARCHAR, "target" INTEGER, "report_id" VARCHAR,
        "path" VARCHAR, "part" VARCHAR, "sha256" VARCHAR, "brigade" VARCHAR, "period_start" DATE, "period_end" DATE, "start" INTEGER, "end" INTEGER,
        "quote" VARCHAR, "label" VARCHAR, "sentence" VARCHAR, "nth" INTEGER, "before" VARCHAR, "after" VARCHAR)""",
    """CREATE TABLE cells ("brigade" VARCHAR, "period_start" DATE, "period_end" DATE, "metric" VARCHAR, "value" DOUBLE, "value_max" DOUBLE,
        "modifier" VARCHAR, "unit" VARCHAR, "how" VARCHAR, "note" VARCHAR, "marks" VARCHAR, "sources" VARCHAR)""",
    'CREATE TABLE brigades ("name" VARCHAR, "aliases" VARCHAR, "parent" VARCHAR, "level" VARCHAR, "numbers" VARCHAR)',
    'CREATE TABLE kept ("brigade" VARCHAR, "period_start" DATE, "period_end" DATE, "patterns_version" VARCHAR)',
    f"""
    INSERT INTO journal
    SELECT n, o."at", coalesce(who, ''), coalesce(why, ''), CASE deed WHEN 'metric' THEN 'change' WHEN 'value' THEN 'change' ELSE deed END, NULL,
        coalesce(o.report_id, ''), coalesce(path, ''), o.part, sha256, coalesce(brigade, ''), o.period_start, o.period_end, o."start", o."end", o.quote,
        coalesce(f.label, nullif(o.label, ''), ''), coalesce(f.sentence, ''), 0, '',
        CASE deed
            WHEN 'metric' THEN CAST(to_json({{'metric': o.metric}}) AS VARCHAR)
            WHEN 'value' THEN CASE WHEN coalesce(o.unit, '') = '' THEN CAST(to_json({{'value': o."value"}}) AS VARCHAR) ELSE CAST(to_json({{'value': o."value", 'unit': o.unit}}) AS VARCHAR) END
            WHEN 'add' THEN CAST(to_json({{'metric': o.metric, 'value': o."value", 'unit': coalesce(o.unit, '')}}) AS VARCHAR)
            ELSE '' END
    FROM ({_CORRECTED}) o LEFT JOIN (
        SELECT * FROM facts QUALIFY row_number() OVER (PARTITION BY report_id, "start", "end", label ORDER BY seq) = 1
    ) f ON f.report_id = o.report_id AND f."start" = o."start" AND f."end" = o."end" AND (coalesce(o.label, '') = '' OR f.label = o.label)
    QUALIFY row_number() OVER (PARTITION BY n ORDER BY f.seq) = 1
    """,
    "UPDATE facts SET original = '?' WHERE corrected IN ('metric', 'value', 'wrong')",
    "DROP TABLE corrections",
)  # fmt: skip
