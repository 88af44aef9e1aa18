#!/usr/bin/env bash
# The whole test suite.
set -euo pipefail
cd "$(dirname "$0")"
.venv/bin/python -c 'import brigade, pytest, hypothesis, xdist, selenium, flask, distributed, rapidocr, mkdocs' 2>/dev/null || bash setup.sh all
exec .venv/bin/python -m pytest "$@"
