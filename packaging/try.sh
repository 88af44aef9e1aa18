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
tar -xf "$bundle" -C "$tried/bundle" --strip-components 1
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

# the suite itself runs on the Python of .venv; on the others that are here the demo, and every metric against its own examples
version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true; }
on_another() {
  "$2" -m venv "$tried/$1"
  "$tried/$1/bin/pip" install -qq --require-hashes -r packaging/locked/page.txt
  "$tried/$1/bin/pip" install -qq --no-deps "$tried"/bundle/wheels/brigade_metrics-*.whl
  mkdir "$tried/in-$1"
  (cd "$tried/in-$1" && "$tried/$1/bin/brigade" demo >demo.txt && "$tried/$1/bin/brigade" patterns check)
  echo "Python $1: the demo ran"
}
tries=()
for version in 3.11 3.12 3.13; do
  [ "$version" = "$(version_of python)" ] && continue
  for other in "/usr/bin/python$version" "$HOME"/.pyenv/versions/"$version".*/bin/python; do
    [ "$(version_of "$other")" = "$version" ] || continue
    on_another "$version" "$other" &
    tries+=($!)
    break
  done
done
for pid in ${tries[@]+"${tries[@]}"}; do wait "$pid"; done
