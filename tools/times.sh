#!/usr/bin/env bash
# Measures how long a clean build and a clean test take, in a fresh clone in an empty folder, and
# writes the times into README.md. With a file of such times as its argument it only writes them.
set -euo pipefail
cd "$(dirname "$0")/.."

measure() { # what, command...
  local what=$1 began=$SECONDS
  shift
  "$@" >&2
  echo "$what|$((SECONDS - began))"
}

if [[ $# -eq 1 ]]; then
  times=$(cat "$1")
else
  clone=$(mktemp -d)
  trap 'rm -rf "$clone"' EXIT
  git clone --quiet . "$clone"
  times=$(
    cd "$clone"
    measure '`make build`, nothing built before' make build
    measure '`make build`, nothing changed' make build
    measure '`make test` after that' make test
  )
fi

table=$'| What | Time |\n|---|---|\n'
while IFS='|' read -r what seconds; do
  table+="| $what | $((seconds / 60)) min $((seconds % 60)) s |"$'\n'
done <<<"$times"

TABLE=$table perl -0pi -e 's/(<!-- times -->\n).*?(<!-- \/times -->)/$1$ENV{TABLE}$2/s' README.md
