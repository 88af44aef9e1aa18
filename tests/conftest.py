"""What all tests share: where the samples are, and how a test asks for a program of the system."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpus" / "samples"


LONGEST = (  # files whose tests take longest: they begin first, so that no process is left with one of them when the others are done
    "brigade/test_half_year.py",
    "brigade/test_clerk_day.py",
    "brigade/test_words_tab.py",
    "brigade/test_review_tab.py",
    "brigade/test_import_tab.py",
    "corpus/test_cluster.py",
    "corpus/test_store.py",
    "extract/test_writing.py",
    "corpus/reading/test_said.py",
    "brigade/test_compare_tab.py",
    "corpus/test_bounds.py",
    "corpus/checks/test_slips.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, the others as they were."""
    place = {ROOT / "tests" / name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


def need(program: str) -> str:
    """The path of a system program; without it the test is skipped with the reason, in CI it fails."""
    found = shutil.which(program)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"CI must install {program}")
        pytest.skip(f"{program} is not installed")
    return found


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES
