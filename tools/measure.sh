#!/usr/bin/env bash
# Measures with an optimised server, because that is what a customer runs.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --release --workspace --features app/build-site --bins ${CI:+--locked}
"${CARGO_TARGET_DIR:-target}/release/measure"
SERVER_BUILD=release tools/e2e.sh --grep @measure
