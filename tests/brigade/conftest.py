"""What the tests of pages share: a served page and a browser, one of each a module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.brigade.browser import browser
from tests.brigade.served import Served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    page = Served(tmp_path_factory.mktemp("web"))
    yield page
    page.server.close()


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("browser")
    driver = browser(folder)
    driver.folder = folder  # where downloads go
    yield driver
    driver.quit()
