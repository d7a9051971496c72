# Postovoy. `make` alone tells what can be made.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
UNITS  := unit rules storage collectors registry bot

.DEFAULT_GOAL := help
.PHONY: help demo test lint unit coverage chaos bench tables pictures lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/runtime.stamp: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the program needs into $(VENV) ..." >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/runtime.stamp
	@echo "Installing what tests and linters need into $(VENV) ..." >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/runtime.stamp ## the main job on embedded parts: no token, no network
	@$(BIN)/postovoy demo

test: $(VENV)/dev.stamp ## the whole suite
	@$(BIN)/python -m pytest

unit: $(VENV)/dev.stamp ## the quick part of the suite: no sockets, no files
	@HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest -n 4 -m "not story" $(addprefix tests/,$(UNITS))

lint: $(VENV)/dev.stamp ## ruff, mypy, pyright, import-linter
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pyright
	@$(BIN)/lint-imports

coverage: $(VENV)/dev.stamp ## the whole suite with a coverage figure
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

chaos: $(VENV)/dev.stamp ## kill -9 at random moments, fifty times; counts what was lost and what came twice
	@POSTOVOY_CHAOS=1 $(BIN)/python -m pytest tests/chaos -n 0 -s --timeout 1200

bench: $(VENV)/dev.stamp ## measured ratios, see benchmarks/README.md
	@$(BIN)/python -m benchmarks

tables: $(VENV)/runtime.stamp ## the table of clauses, rules and tests in docs/ru/clauses.md
	@$(BIN)/python docs/clause_table.py

pictures: $(VENV)/runtime.stamp ## pictures of the chat and of every paper (wants chromium, libreoffice, poppler-utils)
	@$(BIN)/python docs/pictures.py

lock: ## compile both lock files anew (wants uv on PATH)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -c requirements.lock --group dev pyproject.toml -o requirements-dev.lock

clean: ## remove what make made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage .hypothesis
