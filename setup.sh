#!/usr/bin/env bash
# Sets up a virtual environment in .venv; "bash setup.sh demo" runs the demo on the bundled samples as well.
set -euo pipefail
cd "$(dirname "$0")"
python="${PYTHON:-python3}"
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install -q --upgrade pip
.venv/bin/pip install -q -c constraints.txt -e .
if [ "${1:-}" = demo ]; then
  .venv/bin/brigade demo
fi
