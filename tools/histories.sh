#!/usr/bin/env bash
# Plays many random histories of a team and checks each by every property of the board, with an
# optimised build. TAVLA_HISTORIES says how many, TAVLA_SEED where to begin; the same seed plays
# the same histories again.
set -euo pipefail
cd "$(dirname "$0")/.."

export TAVLA_HISTORIES=${TAVLA_HISTORIES:-1000000} TAVLA_SEED=${TAVLA_SEED:-$(date +%s)}
printf 'TAVLA_HISTORIES=%s TAVLA_SEED=%s\n' "$TAVLA_HISTORIES" "$TAVLA_SEED"
cargo test --release -p shared --test histories ${CI:+--locked} properties_hold -- --nocapture
