"""Other readers of Chinese numbers and dates, each in an environment of its own, beside ours: `python -m benchmarks.others` writes FORMS.md.

`tools`, `speed` and `answers` run inside those environments and import nothing of the project.
"""
