# `make` lists what there is. Each step says what it does, and on failure what helps.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run build site test check fmt measure budget times screenshots clean install-run install-test native \
	fmt-check clippy clippy-wasm unit e2e histories bench chaos

TARGET := $(or $(CARGO_TARGET_DIR),target)

# Continuous integration must not change the lock file silently.
LOCKED := $(if $(CI),--locked)

# One set of packages and features for every native build, lint and test, so that each crate is
# compiled once. Never --all-features: `ssr` with `hydrate` is a program that does not exist.
NATIVE := --workspace --features app/build-site $(LOCKED)

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: install-run build ## install what is missing, build, and start the demonstration
	@exec $(TARGET)/debug/server demo

build: native site ## build the server and the site

site: native ## build only the site: program for the browser, styles, fixed files
	@tools/step.sh "Building the site" \
		"See the first error above; 'make check' lists all that concern Rust." \
		tools/site.sh

test: install-test fmt-check clippy clippy-wasm build unit e2e ## everything that CI does
	@printf '\nAll checks and tests have passed.\n'

check: fmt-check clippy clippy-wasm ## the quick part of it: format and lints

fmt: ## format the Rust code
	@cargo fmt --all

measure: install-test build ## measure what docs/measurements.md records, and write it there
	@tools/step.sh "Measuring" \
		"The server must be able to start on this machine; 'make run' shows why it does not." \
		tools/measure.sh

budget: install-test build ## record the sizes of what a browser downloads, which 'make test' holds
	@tools/step.sh "Recording the sizes" \
		"The trace in tests/e2e/test-results shows the page at the failing moment." \
		env RECORD_BUDGET=1 tools/e2e.sh budget.spec.mjs

bench: ## measure how fast the board folds, decides and evaluates
	@tools/step.sh "Measuring the board" \
		"See the first error above." \
		cargo bench -p shared $(LOCKED)

histories: ## play a million new random histories through every property of the board
	@tools/step.sh "Playing histories" \
		"Keep the shortest history in shared/tests/histories/kept.rs, and the line that was added to shared/tests/histories.regressions." \
		tools/histories.sh

chaos: native ## kill servers and Redis at random while alerts are raised, and print what came of it
	@tools/step.sh "Killing servers and Redis" \
		"The line with CHAOS_SEED repeats the same kills; what went wrong stands below the table." \
		tools/chaos.sh

times: ## measure a clean build and a clean test in a fresh clone, and write the times into README.md
	@tools/times.sh

screenshots: install-test build ## write pictures of the pages to screenshots/ and docs/screenshots/
	@tools/step.sh "Taking pictures of the pages" \
		"The trace in tests/e2e/test-results shows the page at the failing moment." \
		tools/e2e.sh --grep @screenshots

clean: ## remove everything that was built
	@rm -rf $(TARGET) site screenshots tests/e2e/node_modules tests/e2e/test-results

# The steps.

install-run:
	@tools/step.sh "Looking for what must be installed" \
		"Install the named packages by hand and run the same command again." \
		tools/install.sh run

install-test:
	@tools/step.sh "Looking for what must be installed" \
		"Install the named packages by hand and run the same command again." \
		tools/install.sh test

native:
	@tools/step.sh "Building the server" \
		"See the first error above." \
		cargo build $(NATIVE) --bins

fmt-check:
	@tools/step.sh "Checking the format" \
		"Run 'make fmt'." \
		cargo fmt --all --check

clippy:
	@tools/step.sh "Linting shared, server (with app for the server) and the tests" \
		"Mend it, or silence one place with #[expect(clippy::…, reason = \"…\")]." \
		cargo clippy $(NATIVE) --all-targets -- -D warnings

clippy-wasm:
	@tools/step.sh "Linting shared and app for the browser" \
		"What only the server may use must not be compiled for the browser." \
		tools/wasm.sh check

unit: native
	@tools/step.sh "Testing shared, app and server" \
		"Repeat one test with 'cargo test $(NATIVE) NAME'." \
		tools/unit.sh $(NATIVE)

e2e: build
	@tools/step.sh "Testing in the browser" \
		"The trace in tests/e2e/test-results shows the page at the failing moment." \
		timeout 30m tools/e2e.sh
