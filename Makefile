# `make report` and `make test` need Python 3.11 or newer and make; everything else goes into .venv.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
# Without bytecode the set-up takes half the time; what is imported is compiled then.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile

.PHONY: report test bench lint types requirements clean
.DEFAULT_GOAL := report

report: $(VENV)/base.installed  ## decide every claim and write reports/
	$(BIN)/verify report

test: $(VENV)/test.installed  ## the gate: every claim, and the engine's own tests
	$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist worksteal $(PYTEST_OPTIONS)

bench: $(VENV)/test.installed  ## the measured targets, also kept in reports/measurements.md
	$(BIN)/python -m benchmarks --write reports/measurements.md

lint: $(VENV)/test.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test.installed
	$(BIN)/mypy

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/base.installed: requirements/base.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --only-binary :all: --require-hashes -r requirements/base.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test.installed: requirements/test.txt $(VENV)/base.installed
	$(INSTALL) --only-binary :all: --require-hashes -r requirements/test.txt
	touch $@

COMPILE = CUSTOM_COMPILE_COMMAND="make requirements" pip-compile --quiet --no-config --generate-hashes --strip-extras \
	--allow-unsafe --all-build-deps --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

requirements:  ## pin anew; needs pip-compile (pip-tools) on the path
	$(COMPILE) --output-file requirements/base.txt pyproject.toml
	$(COMPILE) --extra test --constraint requirements/base.txt --output-file requirements/test.txt pyproject.toml

clean:
	rm -rf $(VENV) build *.egg-info
