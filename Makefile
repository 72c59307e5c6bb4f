# Two commands do everything on a fresh machine: `make build` and `make test`.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
SOURCES = $(shell find src -name '*.py')
IS_NATIVE = import sys, proactive_ssg; sys.exit(proactive_ssg.native.listed(proactive_ssg.__path__[0]) is None)
PAGES ?= 1000
RUNS ?= 5

.DEFAULT_GOAL := help
.PHONY: help build serve test check format lint types conformance bench native messages clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(VENV)/.compiled ## Install, then build the site of this repository into _site/
	$(BIN)/proactive-ssg build

serve: $(VENV)/.compiled ## Install, then preview the site at http://127.0.0.1:4000
	$(BIN)/proactive-ssg serve

test: $(VENV)/.test ## Install the test extras, then run the tests
	$(BIN)/python -m pytest

check: format lint types test ## Everything a commit needs: format, lint, types, tests

format: $(VENV)/.lint ## Check the formatting
	$(BIN)/ruff format --check .

lint: $(VENV)/.lint ## Look for mistakes (ruff)
	$(BIN)/ruff check .

types: $(VENV)/.lint ## Check the types (mypy --strict)
	$(BIN)/mypy

conformance: $(VENV)/.site ## Compare with kramdown's own output (needs the shared data)
	$(BIN)/python tests/conformance.py $(SHARED)

bench: $(VENV)/.site native ## Measure against the other generators that are installed (PAGES=1000 RUNS=5)
	$(BIN)/python benchmarks/run.py --shared $(SHARED) --pages $(PAGES) --runs $(RUNS)

native: $(VENV)/bin/python ## Compile again what is compiled, after a change of a source
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .

messages: $(VENV)/.lint ## Extract the messages, update and compile the French catalogue
	$(BIN)/python tests/messages.py

clean: ## Remove the site, the caches and the environment
	rm -rf src/proactive_ssg/_native _site .proactive-cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist $(VENV)
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "proactive-ssg needs Python 3.11 or newer; none was found (set PYTHON=...)." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	echo "Python's venv module does not work here (Debian, Ubuntu: apt-get install python3-venv)." >&2; exit 1; }

# One stamp per set of packages: installed again only when pyproject.toml changes. What takes most of the time of
# builds is compiled with them (hatch_build.py); after a change of a source it is run as Python, until `make native`.
$(VENV)/.site: pyproject.toml hatch_build.py | $(VENV)/bin/python
	@echo "Installing; with a C compiler, parts are compiled, which takes about a minute."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -c "$(IS_NATIVE)" || \
	echo "Nothing was compiled (is there a C compiler, with Python's headers?): builds take a third longer."
	@touch $@

# Bytecode at once: Python reads the sources each time where it may not write any (PYTHONDONTWRITEBYTECODE).
$(VENV)/.compiled: $(VENV)/.site $(SOURCES)
	$(BIN)/python -m compileall -q src
	@test ! -d src/proactive_ssg/_native || $(BIN)/python -c "$(IS_NATIVE)" || \
	echo "Sources have changed since they were compiled, and run as Python: make native compiles them again."
	@touch $@

$(VENV)/.test: pyproject.toml $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/.lint: pyproject.toml $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	@touch $@
