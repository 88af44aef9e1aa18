#!/usr/bin/env bash
# The whole test suite.
set -euo pipefail
cd "$(dirname "$0")"
[ -x .venv/bin/brigade ] || bash setup.sh
.venv/bin/python -c 'import pytest, hypothesis, xdist, selenium, flask, distributed, rapidocr' 2>/dev/null || .venv/bin/pip install -q -c constraints.txt -e '.[dev,ocr,web,dask]'
exec .venv/bin/python -m pytest "$@"
