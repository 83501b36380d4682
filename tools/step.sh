#!/usr/bin/env bash
# Runs one step of the Makefile: says what it does, and on failure what helps.
#
#   tools/step.sh WHAT HELP COMMAND [ARGUMENT…]
set -uo pipefail

what=$1 help=$2
shift 2
printf '\n== %s\n' "$what"
if "$@"; then
    exit 0
fi
printf '\nThis step failed: %s.\n%s\n' "$what" "$help" >&2
exit 1
