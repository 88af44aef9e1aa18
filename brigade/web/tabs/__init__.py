"""The tabs of the page, one Flask blueprint a module."""

from brigade.web.tabs import (
    beside,
    catalogue,
    check,
    compare,
    deeds,
    helping,
    home,
    importing,
    journal,
    lessons,
    original,
    reports,
    review,
    saved,
    searching,
    trying,
    versions,
    why,
    words,
)  # fmt: skip

TABS = (
    home.tab, importing.tab, versions.tab, review.tab, reports.tab, deeds.tab, why.tab, original.tab, compare.tab, saved.tab, check.tab, beside.tab, words.tab, lessons.tab,
    catalogue.tab, trying.tab, searching.tab, journal.tab, helping.tab,
)  # fmt: skip
# as the head of every page shows them: key, name, address
NAMES = (
    ("home", "工作台", "/"), ("import", "导入", "/import"), ("review", "核对", "/review"), ("compare", "比较", "/compare"), ("check", "查错", "/check"),
    ("metrics", "词语与指标", "/metrics"), ("journal", "更正记录", "/journal"),
)  # fmt: skip
# the page of the guide that tells of each
HELP = {
    "import": "import",
    "review": "review",
    "compare": "compare",
    "check": "check",
    "metrics": "words",
    "journal": "words",
    "home": "index",
}
