"""Accessibility of what a browser shows, by axe-core: WCAG 2.1 A and AA and its best practices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_core_python

_AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_RUN = """const done = arguments[0];
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})
  .then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))))"""


def violations(driver: Any) -> list[str]:
    """The rules that the page breaks, each with where."""
    driver.execute_script(_AXE)
    found: list[str] = driver.execute_async_script(_RUN)
    return found


def narrow(driver: Any, width: int = 390, height: int = 844) -> None:
    """Shows the page as a telephone does: a window cannot be as narrow."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def wide(driver: Any) -> None:
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def fits(driver: Any) -> bool:
    """Whether nothing stands beyond the right edge."""
    return bool(driver.execute_script("return document.documentElement.scrollWidth <= innerWidth + 1"))
