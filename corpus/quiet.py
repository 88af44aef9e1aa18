"""What libraries say in English of what they pass over is none of a clerk's business."""

from __future__ import annotations

import logging
import warnings


def silence() -> None:
    """For a process that is ours: no warning and no log record that nobody asked for reaches the terminal."""
    warnings.simplefilter("ignore")
    logging.lastResort = logging.NullHandler()
