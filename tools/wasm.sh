#!/usr/bin/env bash
# Compiles for the browser (wasm32-unknown-unknown) with whatever this machine offers.
#
#   tools/wasm.sh build      writes target/wasm/wasm32-unknown-unknown/wasm-release/app.wasm
#   tools/wasm.sh check      lints `shared` and `app` for the browser, warnings are errors
#   tools/wasm.sh compiler   prints which compiler it takes: toolchain, debian or none
#
# In this order: the target of the Rust toolchain; the same after `rustup target add`; Debian's
# rustc-web, which can build the standard library for the target from rust-web-src.
set -euo pipefail
cd "$(dirname "$0")/.."

target=wasm32-unknown-unknown
debian_rustc=/usr/bin/rustc

has_target() {
    [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]
}

# A failed download is remembered for a day, so that a machine without a network does not wait for
# it at each build.
add_target() {
    local failed=target/wasm/no-rustup-target
    command -v rustup >/dev/null || return 1
    [ -z "$(find "$failed" -mtime -1 2>/dev/null)" ] || return 1
    echo "wasm: asking rustup for the target $target" >&2
    timeout 120 rustup target add "$target" >/dev/null 2>&1 && has_target && return 0
    mkdir -p target/wasm
    touch "$failed"
    return 1
}

# rustc-web brings no linker for the target. The one inside a rustup toolchain fits, and so does
# Debian's package lld-19.
find_linker() {
    local linker
    for linker in "$(rustc --print sysroot)"/lib/rustlib/*/bin/rust-lld /usr/bin/wasm-ld-19; do
        if [ -x "$linker" ]; then
            echo "$linker"
            return 0
        fi
    done
    return 1
}

if has_target || add_target; then
    compiler=toolchain
elif [ -x $debian_rustc ] && [ -d /usr/share/doc/rust-web-src ] && linker=$(find_linker); then
    compiler=debian
else
    compiler=none
fi
if [ "${1:-}" = compiler ]; then
    echo "$compiler"
    exit 0
fi

build_std=()
clippy=(cargo clippy)
case $compiler in
toolchain)
    echo "wasm: compiling with the target of the Rust toolchain"
    ;;
debian)
    echo "wasm: compiling with Debian's rustc-web, the standard library from source"
    export RUSTC=$debian_rustc
    export RUSTC_BOOTSTRAP=1 # -Zbuild-std is not stable yet.
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker
    build_std=(-Zbuild-std=std,panic_abort)
    # A clippy works with exactly one compiler; for this one it is Debian's.
    clippy=(/usr/bin/cargo-clippy clippy)
    [ -x /usr/bin/cargo-clippy ] && [ -x /usr/bin/clippy-driver ] || clippy=()
    ;;
none)
    echo "wasm: this machine cannot compile for the browser." >&2
    echo "Run 'rustup target add $target', or on Debian 'tools/install.sh run'." >&2
    exit 1
    ;;
esac

# An own target directory: another compiler in the shared one would make cargo build everything
# again at each change between the two.
options=(${CI:+--locked} --target "$target" --target-dir target/wasm "${build_std[@]}")
case "${1:-}" in
build)
    # build-site cuts the program in two by what the linker knows of who calls whom.
    cargo rustc -p app --lib --crate-type cdylib --features hydrate --profile wasm-release \
        "${options[@]}" -- -Clink-args=--emit-relocs
    ;;
check)
    packages=(-p shared -p app --lib --features app/hydrate)
    if [ ${#clippy[@]} -gt 0 ]; then
        "${clippy[@]}" "${packages[@]}" "${options[@]}" -- -D warnings
    else
        echo "wasm: no clippy fits this compiler; 'cargo check' with warnings denied instead"
        RUSTFLAGS="${RUSTFLAGS:-} -D warnings" cargo check "${packages[@]}" "${options[@]}"
    fi
    ;;
*)
    echo "usage: tools/wasm.sh build|check|compiler" >&2
    exit 2
    ;;
esac
