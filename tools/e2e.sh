#!/usr/bin/env bash
# Runs the browser tests, or the one file of them that is named.
set -euo pipefail
cd "$(dirname "$0")/../tests/e2e"

# The browser is the system's own, so the package must not download another.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
if [ ! -e node_modules/.package-lock.json ] ||
    [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund
fi
exec npx playwright test "$@"
