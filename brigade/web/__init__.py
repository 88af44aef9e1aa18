"""The local web page: import, review, compare, check, metrics.  Flask, served by waitress; nothing is loaded from outside."""
