"""An environment for one tool: made in a temporary folder with pip, never a dependency of the project."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent


def run_in(requirements: tuple[str, ...], module: str, given: dict[str, Any]) -> Any:
    """What `python -m module` prints as JSON in an environment with the requirements; `given` is its input."""
    with tempfile.TemporaryDirectory() as name:
        python = Path(name) / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
        venv.create(Path(name) / "env", with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *requirements], check=True, capture_output=True)
        path = Path(name) / "given.json"
        path.write_text(json.dumps(given), encoding="utf-8")
        command = [str(python), "-m", module, str(path)]
        clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}  # nothing of the project's environment
        done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=clean)
    return json.loads(done.stdout.splitlines()[-1])
