#!/usr/bin/env bash
# Sets up a virtual environment in .venv.  "demo" runs the demo on the bundled samples as well; "page" adds the web page and the reading of scans;
# "all" adds what the tests and the other tools need.
set -euo pipefail
cd "$(dirname "$0")"
case "${1:-}" in
  "" | demo) locked=packaging/locked/base.txt ;;
  page) locked=packaging/locked/page.txt ;;
  all) locked=constraints.txt ;;
  *) echo "用法:bash setup.sh [demo|page|all]" >&2; exit 2 ;;
esac
[ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
.venv/bin/python -m pip install -q --upgrade pip
.venv/bin/pip install -q --require-hashes -r "$locked"
.venv/bin/pip install -q --no-deps -e .
if [ "${1:-}" = demo ]; then
  .venv/bin/brigade demo
fi
