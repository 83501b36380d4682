#!/usr/bin/env bash
# Builds the folder `site/`: the program for the browser, the styles and the fixed files.
# Cargo skips what is fresh, and build-site skips its work when no input has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/wasm.sh build
"${CARGO_TARGET_DIR:-target}"/debug/build-site \
    --wasm target/wasm/wasm32-unknown-unknown/wasm-release/app.wasm \
    --style style/main.css --public app/public --out site
