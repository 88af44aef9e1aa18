"""The tabs of the page, one Flask blueprint a module."""

from brigade.web.tabs import check, compare, deeds, importing, journal, metrics, original, reports, review, searching, versions, why

TABS = (
    importing.tab,
    review.tab,
    compare.tab,
    check.tab,
    metrics.tab,
    searching.tab,
    journal.tab,
    reports.tab,
    deeds.tab,
    why.tab,
    original.tab,
    versions.tab,
)
# as the head of every page shows them: key, name, address
NAMES = (
    ("import", "导入", "/import"), ("review", "核对", "/review"), ("compare", "比较", "/compare"), ("check", "查错", "/check"),
    ("metrics", "词语与指标", "/metrics"), ("journal", "更正记录", "/journal"),
)  # fmt: skip
