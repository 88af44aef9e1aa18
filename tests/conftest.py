"""What all tests share: where the samples are, and how a test asks for a program of the system."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpus" / "samples"


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
