# Two commands matter: `make run` and `make test`. Both set up what they need in .venv; nothing is installed elsewhere,
# except a Chromium from Debian's package where `make test` finds no browser.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python
export PYTHONPATH := $(CURDIR)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev build run check test coverage test-one test-unit test-app test-browser lint fix bench bench-scale faults fuzz load soak readers lock sbom audit clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: $(VENV)/.runtime ## create .venv with the runtime packages

$(VENV)/.runtime: requirements.txt constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 run")'
	@echo "Setting up .venv (about half a minute)"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

setup-dev: $(VENV)/.dev

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@echo "Installing the test tools (about half a minute)"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@

build: setup ## build the database from data/ and sql/
	@$(PY) -m dashboard build

run: setup ## build if anything changed, then serve on 127.0.0.1:$(PORT)
	@$(PY) -m dashboard serve --port $(PORT)

check: build ## run every check on the data, a line each
	@$(PY) -m dashboard check

lint: setup-dev ## format, lint, types, import contract
	@$(VENV)/bin/ruff format --check dashboard tests
	@$(VENV)/bin/ruff check dashboard tests
	@$(VENV)/bin/mypy dashboard
	@$(VENV)/bin/lint-imports --no-cache

fix: setup-dev ## format, sort imports, mend what ruff can mend
	@$(VENV)/bin/ruff check --fix dashboard tests
	@$(VENV)/bin/ruff format dashboard tests

test: lint ## everything: lint, data, units, pages, faults, a real browser
	@$(PY) tests/browser/find_chromium.py --install
	@$(VENV)/bin/pytest -n 3 --dist worksteal

coverage: setup-dev ## how much of the code the tests run; it takes half as long again
	@$(VENV)/bin/pytest -n 2 --dist worksteal --cov --ignore tests/browser

test-one: setup-dev ## one file: make test-one T=tests/unit/test_dates.py
	@$(VENV)/bin/pytest $(T)

test-unit: setup-dev ## units and data only, in about a minute
	@$(VENV)/bin/pytest -n 2 tests/unit tests/data

test-app: setup-dev ## every page under every filter extreme
	@$(VENV)/bin/pytest -n 2 tests/app

test-browser: setup-dev ## a real Chromium: clicks, deep links, time zones, accessibility
	@$(PY) tests/browser/find_chromium.py --install
	@$(VENV)/bin/pytest -n 2 --dist worksteal tests/browser

faults: setup-dev ## everything that may go wrong, done on purpose to the real program, many times; with nginx where it is installed
	@PANMUNJOM_FAULTS=long $(VENV)/bin/pytest -v -rs tests/faults tests/unit/test_data_faults.py tests/unit/test_file_form.py tests/unit/test_guard.py

fuzz: setup-dev ## throw random addresses, files, places, requests and widget values at it; FUZZ='--seconds 60 --seed 7'
	@$(PY) tests/fuzz/run.py $(FUZZ)

load: setup-dev build ## readers on a schedule, alone and beside floods; LOAD='--only abuse' for one part
	@$(PY) tests/load/run.py $(LOAD)

soak: setup-dev build ## twenty minutes of readers who come and go; fails where memory grows
	@$(PY) tests/load/run.py --only soak

readers: setup-dev build ## every chart in every format, taken in three ways and opened with real readers; READERS='--forms csv' for a part
	@$(PY) tests/taken/run.py $(READERS)

lock: ## write requirements.lock anew, with the hash of every file
	@test -x .venv-tools/bin/uv || ($(PYTHON) -m venv .venv-tools && .venv-tools/bin/pip install --quiet uv==0.13.9 cyclonedx-bom==7.5.0 pip-audit==2.10.1)
	@.venv-tools/bin/uv pip compile requirements.txt -c constraints.txt --generate-hashes --universal --python-version 3.11 -q -o requirements.lock

sbom: lock ## list what is installed to run (CycloneDX)
	@.venv-tools/bin/cyclonedx-py requirements requirements.lock --of JSON --no-validate -o sbom.cdx.json

audit: lock ## ask for known faults of what is installed; it fails where the database cannot be asked about a package
	@.venv-tools/bin/pip-audit -r requirements.lock --disable-pip --require-hashes --strict

bench: setup-dev .venv-bench/.ready ## measure everything against its budget; BENCH='--only csv' for one subject
	@$(PY) tests/browser/find_chromium.py --install
	@$(PY) tests/bench/run.py $(BENCH)
	@$(PY) tests/bench/search.py

bench-scale: setup-dev build ## coded events from 10^5 to 3 x 10^7 rows (needs 20 GB); ROWS=1e5,1e6 for less
	@$(PY) tests/bench/scale.py

.venv-bench/.ready: tests/bench/requirements.txt
	@echo "Installing Datasette, which the bench compares with"
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r tests/bench/requirements.txt
	@touch $@

clean: ## remove .venv, builds and caches
	rm -rf $(VENV) .venv-bench .venv-tools sbom.cdx.json build .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-results
