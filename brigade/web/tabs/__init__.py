"""The tabs of the page, one Flask blueprint a module."""

from brigade.web.tabs import check, compare, importing, metrics, review

TABS = (importing.tab, review.tab, compare.tab, check.tab, metrics.tab)
