#!/usr/bin/env bash
# Kills servers and Redis at random points while alerts are raised and taken, and prints what came
# of it. CHAOS_KILLS says how often (50), CHAOS_SEED which kills; the same seed chooses the same.
set -euo pipefail
cd "$(dirname "$0")/.."

exec "${CARGO_TARGET_DIR:-target}/debug/chaos"
