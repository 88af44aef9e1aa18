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
if unshare --net true 2>/dev/null; then
  cut_off() { unshare --net sh -c 'ip link set lo up && exec "$@"' sh "$@"; }
else
  echo "the network cannot be cut off here"
  cut_off() { "$@"; }
fi
cut_off python packaging/try_bundle.py "$tried/bundle"

mkdir "$tried/wheel" "$tried/empty"
python -m venv "$tried/wheel"
wheels="$tried/bundle/wheels"
cut_off "$tried/wheel/bin/pip" --isolated install -q --no-index --find-links "$wheels" --require-hashes --no-deps -r "$wheels/requirements.txt"
(cd "$tried/empty" && cut_off "$tried/wheel/bin/brigade" demo >"$tried/demo.txt")
tail -1 "$tried/demo.txt"

# the suite itself runs on the Python of .venv
version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true; }
for version in 3.11 3.12 3.13; do
  [ "$version" = "$(version_of python)" ] && continue
  for python in "/usr/bin/python$version" "$HOME"/.pyenv/versions/"$version".*/bin/python; do
    [ "$(version_of "$python")" = "$version" ] || continue
    "$python" -m venv "$tried/$version"
    "$tried/$version/bin/pip" install -qq --require-hashes -r constraints.txt
    "$tried/$version/bin/pip" install -qq --no-deps .
    (cd "$tried" && "$tried/$version/bin/brigade" demo >"$tried/demo.txt")
    "$tried/$version/bin/python" -m pytest -p no:cacheprovider tests/patterns tests/corpus/comparing tests/brigade/test_word.py >"$tried/tests.txt" || { cat "$tried/tests.txt"; exit 1; }
    echo "Python $version: demo and tests passed"
    break
  done
done
