#!/usr/bin/env bash
# 安装(第一次)并打开网页;不用网络。
cd "$(dirname "$0")" || exit 2
for python in "${PYTHON:-python@PYTHON@}" python3 python; do
  if "$python" -c 'import sys, venv, ensurepip; sys.exit("%d.%d" % sys.version_info[:2] != "@PYTHON@")' 2>/dev/null; then
    exec "$python" start.py "$@"
  fi
done
echo "这台机器上没有 Python @PYTHON@(含 venv),请先安装(Debian、Ubuntu、麒麟:apt install python@PYTHON@-venv),或用 PYTHON=路径 ./start.sh 指明。" >&2
exit 2
