#!/usr/bin/env bash
# Tries what is handed out: the site, the bundle and the wheel from empty folders with the network cut off, and the other Pythons that are here.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH" NO_MKDOCS_2_WARNING=1
tried=$(mktemp -d)
trap 'rm -rf "$tried"' EXIT

mkdocs build --strict --quiet --site-dir "$tried/site"
echo "site: built"

bundle=$(python packaging/bundle.py --platform linux --out "$tried")
mkdir "$tried/bundle"
tar -xzf "$bundle" -C "$tried/bundle" --strip-components 1
cut_off() { unshare --net sh -c 'ip link set lo up && exec "$@"' sh "$@"; }
cut_off python packaging/try_bundle.py "$tried/bundle"

mkdir "$tried/wheel" "$tried/empty"
python -m venv "$tried/wheel"
wheels="$tried/bundle/wheels"
cut_off "$tried/wheel/bin/pip" --isolated install -q --no-index --find-links "$wheels" --require-hashes --no-deps -r "$wheels/requirements.txt"
(cd "$tried/empty" && cut_off "$tried/wheel/bin/brigade" demo >"$tried/demo.txt")
tail -1 "$tried/demo.txt"

for version in 3.11 3.12 3.13; do
  for python in "$(command -v "python$version" || true)" "$HOME"/.pyenv/versions/"$version".*/bin/python; do
    [ -x "$python" ] && [ "$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')" = "$version" ] || continue
    [ "$version" = "$(python -c 'import sys; print("%d.%d" % sys.version_info[:2])')" ] && break # the suite runs on this one
    "$python" -m venv "$tried/$version"
    "$tried/$version/bin/pip" install -q --require-hashes -r constraints.txt
    "$tried/$version/bin/pip" install -q --no-deps .
    echo "Python $version: $("$tried/$version/bin/python" -m pytest -q -p no:cacheprovider tests/patterns tests/extract tests/corpus/comparing tests/brigade/test_word.py tests/brigade/test_users.py | tail -1)"
    break
  done
done
