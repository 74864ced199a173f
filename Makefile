# `make demo` shows what it does, `make test` proves it; both set up what they need.

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv

.DEFAULT_GOAL := help
.PHONY: help setup develop services demo serve test bench faults format lock schema clean

help:  ## Say what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "Second Source needs Python 3.11, 3.12 or 3.13: make PYTHON=/path/to/it ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'

.venv/.runtime: $(UV) locks/runtime.txt pyproject.toml
	$(UV) pip install --quiet --compile-bytecode --require-hashes -r locks/runtime.txt
	$(UV) pip install --quiet --no-deps --editable .
	@touch $@ && echo "Ready: $(BIN)/second-source --help"

.venv/.develop: .venv/.runtime locks/dev.txt
	$(UV) pip install --quiet --compile-bytecode --require-hashes -r locks/dev.txt
	@touch $@

.venv/.bench: .venv/.runtime locks/bench.txt
	$(UV) pip install --quiet --compile-bytecode --require-hashes -r locks/bench.txt
	@touch $@

setup: .venv/.runtime  ## Make .venv with the command second-source in it

develop: .venv/.develop  ## The same, with what the tests need

services:  ## Install Chromium, PostgreSQL and Redis for the tests where they are missing and apt may (Debian, root)
	@missing=; \
	command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$$missing chromium"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	command -v redis-server >/dev/null || missing="$$missing redis-server"; \
	if [ -z "$$missing" ]; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "installing$$missing for the tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	else echo "not there:$$missing; the tests that need them will be skipped"; fi

demo: setup  ## Run the main job on the bundled newsroom
	$(BIN)/second-source demo --data-dir .demo

serve: setup  ## Open the demo's flags in the Prefect UI
	$(BIN)/second-source serve --data-dir .demo

test: develop services  ## Format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

bench: .venv/.bench  ## Measure beside peer libraries; make bench DATA=folder takes open sets in
	$(BIN)/python -m benchmarks.quality $(DATA)

faults: develop demo  ## Flip 1,000 bytes one at a time, kill 120 runs, pull the plug of what a run needs; count what is lost
	$(BIN)/python -m benchmarks.flips .demo
	$(BIN)/python -m benchmarks.kills
	$(BIN)/python -m benchmarks.outages

format: develop  ## Format and mend what ruff can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: develop  ## Pin the newest versions that the bounds allow
	$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes pyproject.toml -o locks/runtime.txt
	$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes pyproject.toml --extra machines --group dev -c locks/runtime.txt -o locks/dev.txt
	$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes pyproject.toml --group bench -c locks/runtime.txt -o locks/bench.txt
	$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes pyproject.toml --extra machines -c locks/runtime.txt -o locks/machines.txt

schema: setup  ## Write docs/check.schema.json from the contract
	$(BIN)/python -c 'import json; from flows.contract import json_schema; print(json.dumps(json_schema(), indent=2))' > docs/check.schema.json

clean:  ## Remove the environment and the demo's data
	rm -rf .venv .demo
