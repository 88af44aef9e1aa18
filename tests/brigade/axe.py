"""What axe-core finds wrong for people with disabilities on a page as it is shown."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_RUN = """
const done = arguments[1];
axe.run(document, {runOnly: arguments[0]}).then(found => done(found.violations.map(
  v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' | ' + n.failureSummary.slice(0, 200)).join(' ;; ')}`)));
"""


@functools.cache
def _script() -> str:
    import axe_core_python

    return (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(driver: Any) -> list[str]:
    """One line a broken rule, with the first elements that break it."""
    if not driver.execute_script("return 'axe' in window"):
        driver.execute_script(_script())
    found: list[str] = driver.execute_async_script(_RUN, RULES)
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
