#!/usr/bin/env bash
# Runs the Rust tests with the given arguments of cargo, and closes with one sum, because cargo
# prints a result for each test program only.
set -euo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
result=0
# A test that hangs would otherwise use up the time of the whole run.
timeout 45m cargo test --no-fail-fast "$@" 2>&1 | tee "$log" || result=$?

count() {
    sed -nE "s/^test result: .* ([0-9]+) $1.*/\1/p" "$log" | awk '{ sum += $1 } END { print sum + 0 }'
}
printf '\nRust: %s passed, %s failed\n' "$(count passed)" "$(count failed)"
exit "$result"
