# Two commands do everything on a machine with Python 3.11, git and make: `make run` and `make test`.
PYTHON ?= python3
VENV ?= .venv
LIBRARY ?= library
HOST ?= 127.0.0.1
PORT ?= 7860
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run library test test-long check format lint types layers benchmark clean

run: library  ## install, build the library from the sample documents, open the web page
	$(BIN)/policybot --library $(LIBRARY) serve --host $(HOST) --port $(PORT)

library: $(VENV)/.installed
	$(BIN)/policybot --library $(LIBRARY) add corpus/documents

test: $(VENV)/.tested-with  ## all tests
	$(BIN)/python -m pytest

test-long: $(VENV)/.tested-with  ## the tests that take long: kills at random moments and inside the index flush
	$(BIN)/python -m pytest -m slow

check: $(VENV)/.tested-with format lint types layers test  ## what a change must pass

format: $(VENV)/.tested-with
	$(BIN)/ruff format --check .

lint: $(VENV)/.tested-with
	$(BIN)/ruff check .

types: $(VENV)/.tested-with
	$(BIN)/mypy

layers: $(VENV)/.tested-with
	$(BIN)/lint-imports

fix: $(VENV)/.tested-with
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

$(VENV)/.tested-with: $(VENV)/.installed
	$(BIN)/python -c "import tomllib; print('\n'.join(tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['dev']))" > $(VENV)/dev-requirements.txt
	$(PIP) install --constraint constraints.txt --requirement $(VENV)/dev-requirements.txt
	touch $@

clean:
	rm -rf $(VENV) $(LIBRARY) build dist
