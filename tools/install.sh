#!/usr/bin/env bash
# Installs what is missing on a Debian-like machine; does nothing, quickly, when all is there.
#
#   tools/install.sh run    what `make run` needs
#   tools/install.sh test   what `make test` needs besides
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()

# need COMMAND PACKAGE: the package is missing when the command is.
need() {
    command -v "$1" >/dev/null || missing+=("$2")
}

node_is_old() {
    local major
    major=$(node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/')
    [ "${major:-0}" -lt 18 ]
}

# The services of a package must not start: the program starts a Redis of its own.
without_services() {
    local policy=/usr/sbin/policy-rc.d
    if [ -e "$policy" ]; then
        "$@"
        return
    fi
    printf '#!/bin/sh\nexit 101\n' | "${sudo[@]}" tee "$policy" >/dev/null
    "${sudo[@]}" chmod +x "$policy"
    local result=0
    "$@" || result=$?
    "${sudo[@]}" rm -f "$policy"
    return "$result"
}

apt_get() {
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@"
}

sudo=()
can_install=yes
command -v apt-get >/dev/null || can_install=no
if [ "$(id -u)" != 0 ]; then
    # A question for a password is fine at a terminal, but must not stop a machine that builds.
    if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        sudo=(sudo)
    else
        can_install=no
    fi
fi

updated=no
update_once() {
    [ "$updated" = yes ] || apt_get update
    updated=yes
}

in_apt() {
    [ "$can_install" = yes ] && update_once &&
        [[ "$(LC_ALL=C apt-cache policy "$1")" == *"Candidate: "[0-9]* ]]
}

install_missing() {
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$can_install" = no ]; then
        echo "These packages are missing: ${missing[*]} (Debian's names)." >&2
        echo "Install them as root, for example 'apt-get install ${missing[*]}', and try again." >&2
        exit 1
    fi
    echo "Installing: ${missing[*]}"
    update_once || return 1
    without_services apt_get install -y --no-install-recommends "${missing[@]}" >/dev/null ||
        return 1
    missing=()
}

# A missing package that only makes a check stricter must not stop the work.
install_optional() {
    missing=("$@")
    (install_missing) || echo "Going on without: $*"
    missing=()
}

install_for_run() {
    need cc build-essential
    need pkg-config pkg-config
    need redis-server redis-server
    pkg-config --exists openssl 2>/dev/null || missing+=(libssl-dev)
    install_missing

    command -v cargo >/dev/null || install_rust

    # Where rustup can add the target for the browser, nothing more is needed.
    if [ "$(tools/wasm.sh compiler)" = none ] && in_apt rustc-web; then
        missing=(rustc-web rust-web-src)
        install_missing
        [ "$(tools/wasm.sh compiler)" != none ] || missing=(lld-19)
        install_missing
    fi
}

# rustup where the system has it as a package; else the compiler that Debian keeps new enough for
# its browsers.
install_rust() {
    if in_apt rustup; then
        missing=(rustup)
        install_missing
        rustup toolchain install
    elif in_apt cargo-web; then
        missing=(cargo-web rustc-web)
        install_missing
    else
        echo "Rust is missing. Install it as https://rustup.rs says, and try again." >&2
        exit 1
    fi
}

install_for_test() {
    need chromium chromium
    # Where it is called firefox, FIREFOX names it.
    [ -n "${FIREFOX:-}" ] || need firefox-esr firefox-esr
    if node_is_old; then
        missing+=(nodejs)
    fi
    need npm npm
    [ -n "$(fc-list 2>/dev/null | head -n 1)" ] || missing+=(fontconfig fonts-dejavu-core)
    install_missing
    if node_is_old; then
        echo "Node 18 or newer is needed for the browser tests." >&2
        exit 1
    fi
    if [ "$(tools/wasm.sh compiler)" = debian ]; then
        [ -x /usr/bin/clippy-driver ] || install_optional rust-web-clippy
    fi
}

case "${1:-}" in
run) install_for_run ;;
test)
    install_for_run
    install_for_test
    ;;
*)
    echo "usage: tools/install.sh run|test" >&2
    exit 2
    ;;
esac
