# Two commands do everything on a machine with Python 3.11 or newer, git and make: `make run` and `make test`.
PYTHON ?= python3
VENV ?= .venv
LIBRARY ?= library
HOST ?= 127.0.0.1
PORT ?= 7860
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
POLICYBOT := $(BIN)/policybot --library "$(LIBRARY)"

.PHONY: run samples test test-long check format lint types layers fix clean help

run: samples  ## install, build the library from the sample documents, open the web page
	$(POLICYBOT) serve --host $(HOST) --port $(PORT)

samples: $(VENV)/.installed  ## bring the sample documents into the library; at once where nothing changed
	$(POLICYBOT) add --quiet corpus/documents

test: $(VENV)/.tested-with  ## all tests, each file of them on one of two cores
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

test-long: $(VENV)/.tested-with  ## the tests that take long: kills at random moments and inside the index flush
	$(BIN)/python -m pytest -m slow

check: format lint types layers test  ## what a change must pass: format, lint, strict types, import layers, tests

format: $(VENV)/.tested-with
	$(BIN)/ruff format --check .

lint: $(VENV)/.tested-with
	$(BIN)/ruff check .

types: $(VENV)/.tested-with
	$(BIN)/mypy

layers: $(VENV)/.tested-with
	$(BIN)/lint-imports

fix: $(VENV)/.tested-with  ## format, and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Creating an environment again is harmless, and completes one that was interrupted.
$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

# The pip that comes with Python 3.11 does not know dependency groups.
$(VENV)/.tested-with: $(VENV)/.installed
	$(BIN)/python -c "import tomllib; print('\n'.join(tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['dev']))" > $(VENV)/dev-requirements.txt
	$(PIP) install --constraint constraints.txt --requirement $(VENV)/dev-requirements.txt
	touch $@

clean:  ## remove the environment; the library stays
	rm -rf "$(VENV)" build dist

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## /\1: /p' Makefile
